import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { tf } from "../tf.js";
import { withView } from "./view.js";

/**
 * Products of many matrices, one by one: the kernel that comes with the backend is fast for a
 * single one only, and some twenty times slower for several.
 */
export function oneByOne(kernelName: string): tf.KernelConfig {
  const stock = tf.getKernel(kernelName, "wasm");
  return {
    ...stock,
    kernelFunc: (call) => {
      const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
      const [many, others] = [batchOf(a), batchOf(b)];
      const shared = tf.util.sizeFromShape(others) === 1;
      if (tf.util.sizeFromShape(many) === 1 || !(shared || tf.util.arraysEqual(many, others))) {
        return stock.kernelFunc(call);
      }
      const multiply = (left: tf.TensorInfo, right: tf.TensorInfo) =>
        stock.kernelFunc({ ...call, inputs: { a: left, b: right } }) as tf.TensorInfo;
      return shared
        ? stacked({ a, b }, multiply)
        : separate({ a, b }, { backend: call.backend as BackendWasm, multiply });
    },
  };
}

interface Factors {
  a: tf.TensorInfo;
  b: tf.TensorInfo;
}

type Multiply = (left: tf.TensorInfo, right: tf.TensorInfo) => tf.TensorInfo;

function batchOf({ shape }: tf.TensorInfo): number[] {
  return shape.slice(0, -2);
}

/** Many matrices times the same one are the rows of one large product. */
function stacked({ a, b }: Factors, multiply: Multiply): tf.TensorInfo {
  const inner = a.shape.at(-1)!;
  const [, columns] = b.shape.slice(-2) as [number, number];
  const rows = tf.util.sizeFromShape(a.shape) / inner;
  const product = multiply(
    { ...a, shape: [1, rows, inner] },
    { ...b, shape: [1, ...b.shape.slice(-2)] },
  );
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(batchOf(a), batchOf(b));
  return { ...product, shape: [...batch, a.shape.at(-2)!, columns] };
}

function separate(
  { a, b }: Factors,
  { backend, multiply }: { backend: BackendWasm; multiply: Multiply },
): tf.TensorInfo {
  const shape = [...batchOf(a), a.shape.at(-2)!, b.shape.at(-1)!];
  const result = backend.makeOutput(shape, "float32");
  const [left, right] = [a, b].map(({ shape }) => [1, ...shape.slice(-2)]) as [number[], number[]];
  for (let i = 0; i < tf.util.sizeFromShape(batchOf(a)); i++) {
    const product = withView(a, {
      ...matrix(left, i),
      backend,
      use: (x) => withView(b, { ...matrix(right, i), backend, use: (y) => multiply(x, y) }),
    });
    const values = backend.typedArrayFromHeap(product);
    backend.typedArrayFromHeap(result).set(values, i * values.length);
    backend.disposeData(product.dataId);
  }
  return result;
}

function matrix(shape: number[], i: number) {
  return { shape, start: i * tf.util.sizeFromShape(shape) };
}
