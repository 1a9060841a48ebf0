import { tf } from "../tf.js";
import { type Draw, drawKernel, drawValues } from "./draw.js";

/**
 * Makes TensorFlow.js's random operations kernel calls, which its own are not: so a recorded step
 * knows that their numbers are drawn anew at each run. The numbers stay those of TensorFlow.js.
 */
export function registerRandomOperations(): void {
  for (const backendName of ["cpu", "wasm"]) {
    tf.registerKernel({
      kernelName: drawKernel,
      backendName,
      kernelFunc: ({ attrs, backend }) => {
        const draw = attrs as unknown as Draw;
        const shape = [...draw.shape];
        const dataId = (backend as tf.KernelBackend).write(drawValues(draw), shape, draw.dtype);
        return { dataId, shape, dtype: draw.dtype };
      },
    });
  }
  // The layers of TensorFlow.js look the operations up there at each call. Where a bundler took its
  // ES modules nothing can be put there, and the numbers are those of the same generator anyway.
  const core = require("@tensorflow/tfjs-core");
  for (const [name, operation] of Object.entries(operations)) Reflect.set(core, name, operation);
}

type Shape = readonly number[];
type Type = Draw["dtype"] | undefined;

const draw = (parts: Omit<Draw, "dtype"> & { dtype: Type }): tf.Tensor => {
  const { dtype = "float32", ...rest } = parts;
  tf.util.assertNonNegativeIntegerDimensions([...rest.shape]);
  return tf.engine().runKernel(drawKernel, {}, { ...rest, dtype } as unknown as tf.NamedAttrMap);
};

/** As in TensorFlow.js; a seed of 0 stands for none there, and so it does here. */
const operations = {
  rand: (shape: Shape, distribution: () => number, dtype?: Type) =>
    draw({ shape, distribution, from: 0, to: 1, dtype }),
  randomUniform: (shape: Shape, from = 0, to = 1, dtype?: Type, seed?: number | string) =>
    draw({ shape, distribution: "uniform", from, to, dtype, seed }),
  randomNormal: (shape: Shape, from = 0, to = 1, dtype?: Type, seed?: number) =>
    draw({ shape, distribution: "normal", from, to, dtype: notBool(dtype), seed }),
  randomStandardNormal: (shape: Shape, dtype?: Type, seed?: number) =>
    draw({ shape, distribution: "normal", from: 0, to: 1, dtype: notBool(dtype), seed }),
  truncatedNormal: (shape: Shape, from = 0, to = 1, dtype?: Type, seed?: number) =>
    draw({ shape, distribution: "truncatedNormal", from, to, dtype: notBool(dtype), seed }),
  dropout,
};

function notBool(dtype: Type): Type {
  if (dtype === "bool") throw new Error("Unsupported data type bool");
  return dtype;
}

/** Sets a share `rate` of numbers to 0 and scales the others so that their sum stays, on average. */
function dropout(
  x: tf.TensorLike | tf.Tensor,
  rate: number,
  noiseShape?: number[],
  seed?: number | string,
): tf.Tensor {
  const given = x instanceof tf.Tensor ? x : tf.tensor(x);
  tf.util.assert(
    given.dtype === "float32",
    () =>
      "x has to be a floating point tensor since it's going to be " +
      `scaled, but got a ${given.dtype} tensor instead.`,
  );
  tf.util.assert(
    rate >= 0 && rate < 1,
    () => `rate must be a float in the range [0, 1), but got ${rate}.`,
  );
  if (rate === 0) return x instanceof tf.Tensor ? given.clone() : given;
  return tf.tidy(() => {
    const shape = noiseShape?.map((size, i) => size ?? given.shape[i]!) ?? given.shape;
    const drawn = operations.randomUniform(shape, 0, 1, "float32", seed);
    const kept = drawn
      .add(1 - rate)
      .floor()
      .div(1 - rate);
    return given.mul(kept);
  });
}
