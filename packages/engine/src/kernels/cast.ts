import { tf } from "../tf.js";
import { identity } from "./identity.js";
import { wasmKernel } from "./kernel.js";

/**
 * The same values as another kind of number. The kernel that comes with the backend makes truth
 * values of the lowest byte of a number, so that 0.5 and 256 are false.
 */
export function cast(): tf.KernelConfig {
  const stock = tf.getKernel(tf.Cast, "wasm");
  const toBool = wasmKernel<{ x: tf.TensorInfo }, object>(tf.Cast, ({ inputs: { x }, backend }) => {
    const result = backend.makeOutput(x.shape, "bool");
    const from = backend.typedArrayFromHeap(x);
    const to = backend.typedArrayFromHeap(result);
    from.forEach((value, i) => {
      to[i] = value === 0 ? 0 : 1;
    });
    return result;
  });
  const kernelFunc: tf.KernelFunc = (call) => {
    const { dtype } = call.attrs as { dtype: tf.DataType };
    if (dtype === call.inputs.x!.dtype) return identity.kernelFunc(call);
    return (dtype === "bool" ? toBool : stock).kernelFunc(call);
  };
  return { ...stock, kernelFunc };
}
