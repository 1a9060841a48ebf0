import type { GraphBuilder } from "../onnx/graph-builder.js";
import type { Awaitable } from "./awaitable.js";
import type { HostTensor } from "./host-tensor.js";

/** ONNX Runtime as a machine has it: native in Node, WebAssembly or WebGPU in a page. */
export interface Runtime {
  /** Loads a graph; at once in Node, unless providers are named. */
  load(graph: GraphBuilder, device: Device): Awaitable<Session>;
  /** The execution providers that it was built with; not all of them need to work here. */
  providers(): readonly string[];
  /** Lets other things happen between two runs. */
  nextTurn(): Promise<void>;
  /** How many threads a graph gets when nobody says. */
  readonly threads: number;
}

/** A loaded graph. */
export interface Session {
  /** Computes the outputs from the inputs, each under its name, into the memory given for them. */
  run(inputs: Tensors, outputs: Tensors): Awaitable<void>;
}

/** Tensors by the names of what enters or leaves a graph. */
export type Tensors = Readonly<Record<string, HostTensor>>;

/** Where a graph runs. */
export interface Device {
  /**
   * Threads at most; unless it is said, those of `OMP_NUM_THREADS`, or else all processor cores. A
   * step on few numbers has one.
   */
  readonly threads?: number;
  /** ONNX Runtime's execution providers in order of preference, such as `["cuda", "cpu"]`. */
  readonly providers?: readonly string[];
}
