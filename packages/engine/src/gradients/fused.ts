import { tf } from "../tf.js";

const parts: Record<string, string> = {
  [tf.FusedConv2D]: tf.Conv2D,
  [tf.FusedDepthwiseConv2D]: tf.DepthwiseConv2dNative,
};

interface Call {
  name: string;
  attributes: tf.NamedAttrMap;
}

/**
 * Gives convolutions that are fused with their bias the gradient of the plain ones. TensorFlow.js
 * writes it inside of the fused operation, where no registration reaches, and refuses dilated
 * ones, channels first and single images there.
 */
export function unfuseGradients(): void {
  const engine = tf.engine();
  const customGrad = engine.customGrad.bind(engine);
  engine.customGrad = (compute) =>
    customGrad((...args) => {
      const { result, call } = observed(() => compute(...args));
      const plain = call && parts[call.name];
      if (!plain) return result;
      const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
        gradients(dy, { plain, saved, attributes: call.attributes });
      return { ...result, gradFunc };
    });
}

/** Does the work and tells the first kernel that it ran. */
function observed<T>(work: () => T): { result: T; call: Call | undefined } {
  const engine = tf.engine();
  const run = engine.runKernel;
  let call: Call | undefined;
  engine.runKernel = (name, inputs, attributes) => {
    call ??= { name, attributes: attributes ?? {} };
    return run.call(engine, name, inputs, attributes) as never;
  };
  try {
    const result = work();
    return { result, call };
  } finally {
    engine.runKernel = run;
  }
}

function gradients(
  dy: tf.Tensor,
  { plain, saved, attributes }: { plain: string; saved: tf.Tensor[]; attributes: tf.NamedAttrMap },
): tf.Tensor[] {
  const [filter, x, y, bias] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor | undefined];
  const errors = dy.reshape(y.shape);
  const { gradFunc } = tf.getGradient(plain);
  const of = gradFunc(errors, [x, filter], attributes);
  const both = [of.x!(), of.filter!()];
  return bias ? [...both, biasGradient(errors, { bias, attributes })] : both;
}

function biasGradient(
  errors: tf.Tensor,
  { bias, attributes }: { bias: tf.Tensor; attributes: tf.NamedAttrMap },
): tf.Tensor {
  const perChannel = attributes.dataFormat === "NCHW" && bias.size > 1;
  const shape = perChannel ? [bias.size, 1, 1] : bias.shape;
  const axes = tf.broadcast_util.getReductionAxes(shape, errors.shape);
  return (axes.length > 0 ? errors.sum(axes) : errors).reshape(bias.shape);
}
