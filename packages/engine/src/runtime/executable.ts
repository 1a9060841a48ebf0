import { lower, type Program } from "../onnx/lower.js";
import { type Draw, drawValues } from "../random/draw.js";
import { tf } from "../tf.js";
import { fillVariable, traced } from "../trace/backend.js";
import type { Graph, Symbolic, VariableUse } from "../trace/graph.js";
import type { Cell } from "../trace/traced-backend.js";
import { channelBlock } from "./blocks.js";
import { type HostTensor, room, view } from "./host-tensor.js";
import { type Device, defaultThreads, type InferenceSession, type Tensor } from "./runtime.js";
import { sessionOf } from "./session.js";

type Signature = Omit<HostTensor, "values">;

/** A recorded step, loaded and ready to run. */
export class Executable {
  readonly #graph: Graph;
  readonly #program: Program;
  readonly #session: InferenceSession;
  readonly #variables: readonly VariableBuffer[];
  readonly #draws: readonly { name: string; draw: Draw; tensor: Tensor }[];

  private constructor(graph: Graph, program: Program, session: InferenceSession) {
    this.#graph = graph;
    this.#program = program;
    this.#session = session;
    this.#variables = graph.variables.map((use) => new VariableBuffer(use));
    this.#draws = graph.draws.flatMap(({ attrs, outputs }, i) => {
      const name = program.draws[i];
      const signature = outputs[0] as Signature;
      return name ? [{ name, draw: attrs as unknown as Draw, tensor: viewOf(signature) }] : [];
    });
  }

  static async load(graph: Graph, device: Device): Promise<Executable> {
    const block = device.providers ? 0 : await channelBlock();
    const program = lower(graph, { block, threads: device.threads ?? defaultThreads() });
    const session = await sessionOf(program.builder.encode(), device);
    return new Executable(graph, program, session);
  }

  /** Runs the step once: updates its variables and gives its results. */
  async run(parameters: readonly HostTensor[]): Promise<HostTensor[]> {
    const { results, variables } = this.#program;
    const feeds: Record<string, Tensor> = {};
    const fetches: Record<string, Tensor> = {};
    this.#program.parameters.forEach((name, i) => {
      if (name) feeds[name] = view(parameters[i]!);
    });
    for (const { name, draw, tensor } of this.#draws) {
      drawValues(draw, tensor.data as Float32Array);
      feeds[name] = tensor;
    }
    this.#variables.forEach((buffer, i) => {
      const { before, after } = variables[i]!;
      if (before) feeds[before] = buffer.current();
      if (after) fetches[after] = buffer.next();
    });
    const made = this.#graph.results.map((symbol) => viewOf(symbol as Signature));
    results.forEach((name, i) => {
      fetches[name] = made[i]!;
    });
    await this.#session.run(feeds, fetches);
    this.#variables.forEach((buffer, i) => {
      if (variables[i]!.after) buffer.swap();
    });
    return made.map(
      ({ data, dims, type }) => ({ values: data, shape: dims, dtype: type }) as HostTensor,
    );
  }
}

function viewOf(signature: Signature): Tensor {
  return view({ ...signature, values: room(signature) });
}

/** A variable's numbers before and after a step, in two buffers that change places. */
class VariableBuffer {
  readonly #variable: tf.Variable;
  readonly #signature: Signature;
  #current: Tensor | undefined;
  #next: Tensor | undefined;

  constructor({ variable, before }: VariableUse) {
    this.#variable = variable;
    this.#signature = before as Symbolic & Signature;
  }

  /** The numbers now; they are taken over from another backend when one has touched them. */
  current(): Tensor {
    const cell = this.#owned();
    if (this.#current?.data !== cell.values) {
      this.#current = view({ ...this.#signature, values: cell.values });
    }
    return this.#current!;
  }

  next(): Tensor {
    this.#next ??= viewOf(this.#signature);
    return this.#next;
  }

  swap(): void {
    const cell = this.#owned();
    if (traced.refCount(this.#variable.dataId) > 1) {
      // Somebody else holds these numbers, which are theirs for good.
      this.#adopt({ values: this.#next!.data as Float32Array });
      this.#next = undefined;
      return;
    }
    const { values } = cell;
    cell.values = this.#next!.data as Float32Array;
    this.#next =
      this.#current?.data === values ? this.#current : view({ ...this.#signature, values });
    this.#current = undefined;
  }

  #owned(): Cell {
    const cell = traced.cellOf(this.#variable.dataId);
    if (cell) return cell;
    const values = this.#variable.dataSync().slice() as Float32Array;
    return this.#adopt({ values });
  }

  #adopt(cell: Cell): Cell {
    tf.engine().disposeTensor(this.#variable);
    fillVariable(this.#variable, cell);
    return cell;
  }
}
