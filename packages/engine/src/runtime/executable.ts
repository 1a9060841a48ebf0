import { lower, type Program } from "../onnx/lower.js";
import { type Draw, drawValues } from "../random/draw.js";
import type { Graph, Symbolic } from "../trace/graph.js";
import { splitOff } from "../updates/split-off.js";
import { Updates } from "../updates/updates.js";
import { type Awaitable, attempt, when } from "./awaitable.js";
import { channelBlock } from "./blocks.js";
import { checkDevice } from "./check-device.js";
import { type HostTensor, room } from "./host-tensor.js";
import { runError } from "./run-error.js";
import type { Device, Session, Tensors } from "./runtime.js";
import { sessionOf } from "./session.js";
import { threadsFor } from "./threads.js";
import { VariableBuffer } from "./variable-buffer.js";

type Signature = Omit<HostTensor, "values">;

/** How a step runs. */
export interface RunOptions {
  /** Looks at the results; when it gives false, no variable has changed. */
  readonly accept?: ((results: readonly HostTensor[]) => boolean) | undefined;
}

interface Parts {
  readonly graph: Graph;
  readonly head: Graph;
  readonly program: Program;
  readonly updates: Updates;
  /** Undefined when there is nothing to compute. */
  readonly session: Session | undefined;
}

/** A recorded step, loaded and ready to run. */
export class Executable {
  /** The whole step. */
  readonly graph: Graph;
  /** The part of it that ONNX Runtime computes. */
  readonly head: Graph;
  readonly program: Program;
  readonly updates: Updates;
  readonly #session: Session | undefined;
  readonly #variables: readonly VariableBuffer[];
  readonly #draws: readonly { name: string; draw: Draw; tensor: HostTensor }[];

  /** What the runtime hands over to the updates; the same memory in every run. */
  readonly #handed: ReadonlyMap<Symbolic, HostTensor>;

  private constructor({ graph, head, program, updates, session }: Parts) {
    this.graph = graph;
    this.head = head;
    this.program = program;
    this.updates = updates;
    this.#session = session;
    this.#variables = graph.variables.map((use) => new VariableBuffer(use));
    this.#draws = head.draws.flatMap(({ attrs, outputs }, i) => {
      const name = program.draws[i];
      const draw = attrs as unknown as Draw;
      return name ? [{ name, draw, tensor: room(outputs[0] as Signature) }] : [];
    });
    const handed = head.results.slice(graph.results.length);
    this.#handed = new Map(handed.map((symbol) => [symbol, room(symbol as Signature)]));
  }

  /** Translates a step and loads it; `block` is found out unless it is said. */
  static load(
    graph: Graph,
    device: Device,
    { block }: { block?: number } = {},
  ): Awaitable<Executable> {
    return when(checkDevice(device), () =>
      when(block ?? (device.providers ? 0 : channelBlock()), (channels) => {
        const { head, updates } = splitOff(graph);
        const threads = threadsFor(head, device);
        const program = lower(head, { block: channels, threads });
        const parts = { graph, head, program, updates: new Updates(graph, updates) };
        const empty = program.builder.outputs.length === 0;
        const loaded = empty ? undefined : sessionOf(program.builder, { ...device, threads });
        return when(loaded, (session) => new Executable({ ...parts, session }));
      }),
    );
  }

  /**
   * Runs the step once: updates its variables, unless `accept` refuses the results, and gives
   * those. No other run may go on meanwhile.
   */
  run(parameters: readonly HostTensor[], { accept }: RunOptions = {}): Awaitable<HostTensor[]> {
    const [inputs, outputs] = [this.feeds(parameters), this.fetches()];
    const names = this.program.results.slice(0, this.graph.results.length);
    const results = names.map((name) => outputs[name]!);
    const ran = attempt(
      () => this.#session?.run(inputs, outputs),
      (error) => {
        throw runError(error, { graph: this.head, program: this.program });
      },
    );
    return when(ran, () => {
      if (!accept || accept(results)) this.#update();
      return results;
    });
  }

  #update(): void {
    const values = [...this.#handed].map(([symbol, made]) => [symbol, made.values] as const);
    const handed = new Map(values) as ReadonlyMap<Symbolic, Float32Array>;
    this.updates.run({ handed, buffers: this.#variables });
    this.#variables.forEach((buffer, i) => {
      if (this.program.variables[i]!.after) buffer.accept();
    });
  }

  /** What goes in: parameters, numbers drawn anew unless `draw` is false, and the variables. */
  feeds(parameters: readonly HostTensor[], { draw: anew = true } = {}): Tensors {
    const feeds: Record<string, HostTensor> = {};
    this.program.parameters.forEach((name, i) => {
      if (name) feeds[name] = parameters[i]!;
    });
    for (const { name, draw, tensor } of this.#draws) {
      if (anew) drawValues(draw, tensor.values as Float32Array);
      feeds[name] = tensor;
    }
    this.#variables.forEach((buffer, i) => {
      const { before } = this.program.variables[i]!;
      if (before) feeds[before] = buffer.current();
    });
    return feeds;
  }

  /** What comes out: memory for the results, and for what becomes of the variables. */
  fetches(): Tensors {
    const { variables, results } = this.program;
    const fetches: Record<string, HostTensor> = {};
    results.forEach((name, i) => {
      const symbol = this.head.results[i]!;
      // Results are the caller's from then on.
      const own = i < this.graph.results.length;
      fetches[name] = own ? room(symbol as Signature) : this.#handed.get(symbol)!;
    });
    this.#variables.forEach((buffer, i) => {
      const { after } = variables[i]!;
      if (after) fetches[after] = buffer.next();
    });
    return fetches;
  }
}
