import { lower, type Program } from "../onnx/lower.js";
import { type Draw, drawValues } from "../random/draw.js";
import type { Graph } from "../trace/graph.js";
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

/** A recorded step, loaded and ready to run. */
export class Executable {
  readonly graph: Graph;
  readonly program: Program;
  /** Undefined when there is nothing to compute. */
  readonly #session: Session | undefined;
  readonly #variables: readonly VariableBuffer[];
  readonly #draws: readonly { name: string; draw: Draw; tensor: HostTensor }[];

  private constructor(graph: Graph, program: Program, session: Session | undefined) {
    this.graph = graph;
    this.program = program;
    this.#session = session;
    this.#variables = graph.variables.map((use) => new VariableBuffer(use));
    this.#draws = graph.draws.flatMap(({ attrs, outputs }, i) => {
      const name = program.draws[i];
      const draw = attrs as unknown as Draw;
      return name ? [{ name, draw, tensor: room(outputs[0] as Signature) }] : [];
    });
  }

  /** Translates a step and loads it; `block` is found out unless it is said. */
  static load(
    graph: Graph,
    device: Device,
    { block }: { block?: number } = {},
  ): Awaitable<Executable> {
    return when(checkDevice(device), () =>
      when(block ?? (device.providers ? 0 : channelBlock()), (channels) => {
        const threads = threadsFor(graph, device);
        const program = lower(graph, { block: channels, threads });
        if (program.builder.outputs.length === 0) return new Executable(graph, program, undefined);
        const session = sessionOf(program.builder, { ...device, threads });
        return when(session, (loaded) => new Executable(graph, program, loaded));
      }),
    );
  }

  /**
   * Runs the step once: updates its variables, unless `accept` refuses the results, and gives
   * those. No other run may go on meanwhile.
   */
  run(parameters: readonly HostTensor[], { accept }: RunOptions = {}): Awaitable<HostTensor[]> {
    if (!this.#session) return [];
    const session = this.#session;
    const [inputs, outputs] = [this.feeds(parameters), this.fetches()];
    const results = this.program.results.map((name) => outputs[name]!);
    const ran = attempt(
      () => session.run(inputs, outputs),
      (error) => {
        throw runError(error, this);
      },
    );
    return when(ran, () => {
      if (!accept || accept(results)) this.#update();
      return results;
    });
  }

  #update(): void {
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
      fetches[name] = room(this.graph.results[i] as Signature);
    });
    this.#variables.forEach((buffer, i) => {
      const { after } = variables[i]!;
      if (after) fetches[after] = buffer.next();
    });
    return fetches;
  }
}
