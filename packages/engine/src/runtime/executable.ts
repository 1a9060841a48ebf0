import type { InferenceSession, Tensor } from "onnxruntime-common";
import { lower, type Program } from "../onnx/lower.js";
import { type Draw, drawValues } from "../random/draw.js";
import type { Graph } from "../trace/graph.js";
import { channelBlock } from "./blocks.js";
import { checkDevice } from "./check-device.js";
import { type HostTensor, room, view } from "./host-tensor.js";
import { runtime } from "./platform.js";
import { runError } from "./run-error.js";
import type { Device } from "./runtime.js";
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
  readonly #session: InferenceSession | undefined;
  readonly #variables: readonly VariableBuffer[];
  readonly #draws: readonly { name: string; draw: Draw; tensor: Tensor }[];

  private constructor(graph: Graph, program: Program, session: InferenceSession | undefined) {
    this.graph = graph;
    this.program = program;
    this.#session = session;
    this.#variables = graph.variables.map((use) => new VariableBuffer(use));
    this.#draws = graph.draws.flatMap(({ attrs, outputs }, i) => {
      const name = program.draws[i];
      const draw = attrs as unknown as Draw;
      return name ? [{ name, draw, tensor: empty(outputs[0] as Signature) }] : [];
    });
  }

  /** Translates a step and loads it; `block` is found out unless it is said. */
  static async load(
    graph: Graph,
    device: Device,
    { block }: { block?: number } = {},
  ): Promise<Executable> {
    await checkDevice(device);
    const channels = block ?? (device.providers ? 0 : await channelBlock());
    const threads = threadsFor(graph, device);
    const program = lower(graph, { block: channels, threads });
    const { outputs } = program.builder;
    const used = outputs.length > 0;
    const session = used
      ? await sessionOf(program.builder.encode(), { ...device, threads })
      : undefined;
    return new Executable(graph, program, session);
  }

  /**
   * Runs the step once: updates its variables, unless `accept` refuses the results, and gives
   * those. No other run may go on meanwhile.
   */
  async run(parameters: readonly HostTensor[], { accept }: RunOptions = {}): Promise<HostTensor[]> {
    if (!this.#session) return [];
    const { variables, results } = this.program;
    const fetches = this.#fetches();
    const ran = await this.#session.run(this.feeds(parameters), fetches).catch((error: unknown) => {
      throw runError(error, this);
    });
    // What onnxruntime-node gives back are copies of what it has left in the memory it was given.
    const made = runtime().fillsResults ? (fetches as Record<string, Tensor>) : ran;
    const given = results.map((name) => {
      const { data, dims, type } = made[name]!;
      return { values: data, shape: dims, dtype: type } as HostTensor;
    });
    if (accept && !accept(given)) return given;
    this.#variables.forEach((buffer, i) => {
      const { after } = variables[i]!;
      if (after) buffer.accept(made[after]!);
    });
    return given;
  }

  /** What goes in: parameters, numbers drawn anew unless `draw` is false, and the variables. */
  feeds(parameters: readonly HostTensor[], { draw: anew = true } = {}): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    this.program.parameters.forEach((name, i) => {
      if (name) feeds[name] = view(parameters[i]!);
    });
    for (const { name, draw, tensor } of this.#draws) {
      if (anew) drawValues(draw, tensor.data as Float32Array);
      feeds[name] = tensor;
    }
    this.#variables.forEach((buffer, i) => {
      const { before } = this.program.variables[i]!;
      if (before) feeds[before] = buffer.current();
    });
    return feeds;
  }

  /** Where the results go; without such memory the runtime makes it. */
  #fetches(): Record<string, Tensor | null> {
    const { variables, results, builder } = this.program;
    const names = builder.outputs.map(({ name }) => [name, null] as const);
    const fetches: Record<string, Tensor | null> = Object.fromEntries(names);
    if (!runtime().fillsResults) return fetches;
    this.#variables.forEach((buffer, i) => {
      const { after } = variables[i]!;
      if (after) fetches[after] = buffer.next();
    });
    results.forEach((name, i) => {
      fetches[name] = empty(this.graph.results[i] as Signature);
    });
    return fetches;
  }
}

function empty(signature: Signature): Tensor {
  return view({ ...signature, values: room(signature) });
}
