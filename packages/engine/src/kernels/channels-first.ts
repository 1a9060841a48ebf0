import { channelsFirst, channelsLast, toldLast } from "../convolution/channels.js";
import type { ConvolutionAttributes } from "../convolution/info.js";
import { tf } from "../tf.js";
import { asTensor } from "./kernel.js";

type Attributes = ConvolutionAttributes & { inputShape?: readonly number[] };

/** What of the inputs of convolutions is images; weights of an activation may be. */
const images = ["x", "dy", "preluActivationWeights"];

/** Lets a kernel of convolutions, which refuses images with channels first, have them moved. */
export function movingChannels(kernelName: string): tf.KernelConfig {
  const kernel = tf.getKernel(kernelName, "wasm");
  return {
    ...kernel,
    kernelFunc: (call) => {
      const attributes = call.attrs as unknown as Attributes;
      if (attributes.dataFormat !== "NCHW") return kernel.kernelFunc(call);
      return tf.tidy(() => {
        const inputs = Object.entries(call.inputs).map(([name, input]) => {
          const moves = images.includes(name) && input && input.shape.length > 1;
          return [name, moves ? channelsLast(input as tf.Tensor) : input];
        });
        const result = kernel.kernelFunc({
          inputs: Object.fromEntries(inputs),
          attrs: { ...toldLast(attributes), ...shapeLast(attributes) } as never,
          backend: call.backend,
        });
        const tensor = asTensor(result as tf.TensorInfo);
        return kernelName === tf.Conv2DBackpropFilter ? tensor : channelsFirst(tensor);
      });
    },
  };
}

function shapeLast({ inputShape }: Attributes): Pick<Attributes, "inputShape"> {
  if (inputShape === undefined) return {};
  const [n, channels, height, width] = inputShape as [number, number, number, number];
  return { inputShape: [n, height, width, channels] };
}
