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

/** As in TensorFlow.js. */
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
  randomUniformInt: (shape: Shape, from: number, to: number, seed?: number | string) =>
    draw({ shape, distribution: "uniform", from, to, dtype: "int32", seed }),
  randomGamma: (shape: Shape, alpha: number, beta = 1, dtype?: Type, seed?: number) =>
    draw({ shape, distribution: "gamma", from: alpha, to: beta, dtype: notBool(dtype), seed }),
  multinomial,
  dropout,
};

function notBool(dtype: Type): Type {
  if (dtype === "bool") throw new Error("Unsupported data type bool");
  return dtype;
}

/**
 * Which of several outcomes comes, `samples` times, by their probabilities or the logits of those;
 * all rows see the same numbers, as they do in TensorFlow.js.
 */
function multinomial(
  logits: tf.Tensor1D | tf.Tensor2D | tf.TensorLike,
  samples: number,
  seed?: number,
  normalized = false,
): tf.Tensor {
  const given = logits instanceof tf.Tensor ? logits : tf.tensor(logits);
  const { size, rank } = given;
  if (size < 2) {
    throw new Error(`Error in multinomial: you need at least 2 outcomes, but got ${size}.`);
  }
  if (rank > 2) throw new Error(`Rank of probabilities must be 1 or 2, but is ${rank}`);
  return tf.tidy(() => {
    const rows = given.reshape([-1, given.shape[rank - 1]!]);
    const probabilities = normalized ? rows : tf.softmax(rows);
    const uniform = { distribution: "uniform", from: 0, to: 1, dtype: "float32" } as const;
    const drawn = draw({ shape: [1, 1, samples], ...uniform, seed: seed || undefined });
    const bounds = probabilities.slice([0, 0], [-1, rows.shape[1]! - 1]).cumsum(1);
    const outcomes = bounds.expandDims(2).lessEqual(drawn).sum(1).toInt();
    return rank === 1 ? outcomes.flatten() : outcomes;
  });
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
