import { tellKernel } from "./kernel-host.js";
import { tf } from "./tf.js";

/** The parts of TensorFlow.js's engine through which every tensor comes and goes. */
interface EngineInternals {
  trackTensor(tensor: tf.Tensor, backend: tf.KernelBackend | null): void;
  disposeTensor(tensor: tf.Tensor): void;
}

/** Lets the notebook's kernel show how much memory tensors take, and who left them there. */
export function registerTensorMemory(): void {
  const engine = tf.engine() as unknown as EngineInternals;
  // An engine that is reset has another state.
  const counts = () => tf.engine().state;
  tellKernel({
    memory: () => ({ tensors: counts().numTensors, bytes: counts().numBytes }),
    follow: ({ made, gone }) => {
      const { trackTensor, disposeTensor } = engine;
      engine.trackTensor = (tensor, backend) => {
        const before = counts().numBytes;
        trackTensor.call(engine, tensor, backend);
        made(tensor, counts().numBytes - before);
      };
      engine.disposeTensor = (tensor) => {
        const before = counts().numTensors;
        disposeTensor.call(engine, tensor);
        if (counts().numTensors < before) gone(tensor);
      };
    },
  });
}
