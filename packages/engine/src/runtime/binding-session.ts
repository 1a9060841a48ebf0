import type { InferenceSession, Tensor } from "onnxruntime-common";
import type { GraphBuilder } from "../onnx/graph-builder.js";
import { arrayType } from "../trace/array-type.js";
import type { Values } from "../trace/graph.js";
import type { HostTensor } from "./host-tensor.js";
import { patience } from "./patience.js";
import type { Device, Session, Tensors } from "./runtime.js";

/** The part of onnxruntime-node and onnxruntime-web that is used here. */
export interface Binding {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
}

/** Settings of a graph's session. */
export interface SessionOptions extends Device {
  readonly threads: number;
  /** Each run notes the times of its operators in a file whose name begins so. */
  readonly profileTo?: string;
}

/** A graph that runs through ONNX Runtime's own binding to JavaScript, which copies results. */
export class BindingSession implements Session {
  readonly #binding: Binding;
  readonly #session: InferenceSession;

  private constructor(binding: Binding, session: InferenceSession) {
    this.#binding = binding;
    this.#session = session;
  }

  static async load(
    binding: Binding,
    graph: GraphBuilder,
    { threads, providers, profileTo }: SessionOptions,
  ): Promise<BindingSession> {
    const session = await binding.InferenceSession.create(graph.encode(), {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      logSeverityLevel: 4,
      extra: { session: { intra_op: { spin_duration_us: String(patience) } } },
      ...(providers ? { executionProviders: [...providers] } : {}),
      ...(profileTo ? { enableProfiling: true, profileFilePrefix: profileTo } : {}),
    });
    return new BindingSession(binding, session);
  }

  async run(inputs: Tensors, outputs: Tensors): Promise<void> {
    const feeds = Object.entries(inputs).map(([name, tensor]) => [name, this.#view(tensor)]);
    const made = await this.#session.run(Object.fromEntries(feeds), Object.keys(outputs));
    for (const [name, { values }] of Object.entries(outputs)) {
      values.set(made[name]!.data as Values);
    }
  }

  /** Writes the file of a session that was loaded with `profileTo`, and unloads it. */
  async endProfiling(): Promise<void> {
    this.#session.endProfiling();
    await this.#session.release();
  }

  #view({ values, shape, dtype }: HostTensor): Tensor {
    return new this.#binding.Tensor(dtype, ownView(values, dtype) as Float32Array, shape);
  }
}

/** The binding takes only arrays of its own realm; a notebook's `vm` context makes others. */
function ownView(values: Values, dtype: HostTensor["dtype"]): Values {
  const type = arrayType(dtype);
  if (values instanceof type) return values;
  const { buffer, byteOffset, length } = values as Values;
  return new type(buffer as ArrayBuffer, byteOffset, length);
}
