import { tf } from "../tf.js";
import { type Cell, TracedBackend } from "./traced-backend.js";

/** The name under which TensorFlow.js knows the traced gear. */
export const tracedName = "traced";

tf.registerBackend(tracedName, () => new TracedBackend(), 0);

/** The one backend of the traced gear. */
export const traced = tf.engine().findBackend(tracedName) as TracedBackend;

/** The parts of TensorFlow.js's engine that have no type; version 4.22 is pinned. */
interface EngineInternals {
  backendName: string;
  backendInstance: tf.KernelBackend;
  makeVariable(
    initialValue: tf.Tensor,
    trainable?: boolean,
    name?: string,
    dtype?: tf.DataType,
  ): tf.Variable;
  addTapeNode(...args: unknown[]): void;
  incRef(tensor: tf.Tensor, backend: tf.KernelBackend | null): void;
  trackTensor(tensor: tf.Tensor, backend: tf.KernelBackend | null): void;
}

export const internals = tf.engine() as unknown as EngineInternals;

/** Runs `work` with the traced gear as the backend, and puts the other one back. */
export function onTracedBackend<T>(work: () => T): T {
  const { backendName, backendInstance } = internals;
  internals.backendName = tracedName;
  internals.backendInstance = traced;
  try {
    return work();
  } finally {
    internals.backendName = backendName;
    internals.backendInstance = backendInstance;
  }
}

/** Tells TensorFlow.js that the traced gear has the numbers of a tensor; gives their handle. */
export function claim({ dataId, shape, dtype }: tf.TensorInfo): tf.Tensor["dataId"] {
  const bytes = tf.util.sizeFromShape(shape) * tf.util.bytesPerElement(dtype);
  tf.engine().state.tensorInfo.set(dataId, { backend: traced, dtype, shape, bytes });
  return dataId as tf.Tensor["dataId"];
}

/** Gives a variable, which has no numbers at the moment, those of a cell. */
export function fillVariable(variable: tf.Variable, cell: Cell): void {
  const { state } = tf.engine();
  const { shape, dtype } = variable;
  variable.dataId = claim({ dataId: traced.hold(cell), shape, dtype });
  state.numTensors += 1;
  state.numDataBuffers += 1;
  state.numBytes += cell.values.byteLength;
}
