import type { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import { tf } from "../tf.js";

/** `tensorScatterUpdate` on the plain JavaScript backend, which else writes into its input. */
export function keepingTensor(): tf.KernelConfig {
  const stock = tf.getKernel(tf.TensorScatterUpdate, "cpu");
  return {
    ...stock,
    kernelFunc: (call) => {
      const backend = call.backend as MathBackendCPU;
      const { dataId, shape, dtype } = call.inputs.tensor!;
      const values = backend.readSync(dataId).slice();
      const tensor = backend.makeTensorInfo(shape, dtype, values);
      try {
        return stock.kernelFunc({ ...call, inputs: { ...call.inputs, tensor } });
      } finally {
        backend.disposeIntermediateTensorInfo(tensor);
      }
    },
  };
}
