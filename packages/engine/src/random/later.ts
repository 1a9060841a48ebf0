import { CountingBackend } from "../backend/counting-backend.js";
import { tf } from "../tf.js";
import { internals } from "../trace/backend.js";
import { type Draw, drawKernel, drawValues } from "./draw.js";

const laterName = "later";

/** What stands behind a tensor whose numbers nobody has asked for yet. */
interface Entry {
  readonly draw: Draw | undefined;
  values: tf.BackendValues | undefined;
  references: number;
}

/**
 * Holds random tensors by what is to be drawn. It computes nothing: TensorFlow.js moves a tensor
 * to the backend that needs it, and that is when the numbers are drawn.
 */
class LaterBackend extends CountingBackend<Entry> {
  hold(entry: Omit<Entry, "references">): object {
    return this.place({ ...entry, references: 1 });
  }

  holds(dataId: object): boolean {
    return this.entries.has(dataId);
  }

  override write(values: tf.BackendValues): object {
    return this.hold({ draw: undefined, values });
  }

  override readSync(dataId: object): tf.BackendValues {
    const entry = this.entries.get(dataId)!;
    entry.values ??= drawValues(entry.draw!);
    return entry.values;
  }
}

tf.registerBackend(laterName, () => new LaterBackend(), 0);
const later = tf.engine().findBackend(laterName) as LaterBackend;

tf.registerKernel({
  kernelName: drawKernel,
  backendName: laterName,
  kernelFunc: ({ attrs }) => {
    const draw = attrs as unknown as Draw;
    const seed = draw.seed || Math.random();
    const dataId = later.hold({ draw: { ...draw, seed }, values: undefined });
    return { dataId, shape: [...draw.shape], dtype: draw.dtype };
  },
});

/** TensorFlow.js counts a new holder at the backend that computes, which would move the tensor. */
const { incRef } = internals;
internals.incRef = function countHolder(this: typeof internals, tensor, backend): void {
  if (!later.holds(tensor.dataId)) {
    incRef.call(this, tensor, backend);
    return;
  }
  this.trackTensor(tensor, backend);
  later.incRef(tensor.dataId);
};

/**
 * Makes random tensors whose numbers are drawn when they are first needed; they are the same as
 * if they were drawn now. So a network of a hundred million weights is made, and counted, at once.
 * What `work` makes by a computation, and whatever is made while a step is recorded, is made now.
 *
 * @example
 * const weights = drawLater(() => tf.randomNormal([4096, 4096]));
 * weights.shape; // [4096, 4096]
 */
export function drawLater<T>(work: () => T): T {
  const { backendName, backendInstance } = internals;
  if (backendName !== "cpu" && backendName !== "wasm") return work();
  internals.backendName = laterName;
  internals.backendInstance = later;
  try {
    return work();
  } finally {
    internals.backendName = backendName;
    internals.backendInstance = backendInstance;
  }
}
