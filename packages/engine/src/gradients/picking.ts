import { tf } from "../tf.js";

/** An operation that puts together what it picks of one of its inputs. */
interface Picking {
  readonly kernelName: string;
  /** The input that it picks from. */
  readonly from: string;
  /** Its other inputs. */
  readonly others?: readonly string[];
}

/**
 * The gradient of an operation that only picks: each error goes back to where its number came
 * from, which the operation itself tells when it is given positions in the place of numbers.
 */
export function pickingGradient({ kernelName, from, others = [] }: Picking): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: [from, ...others],
    gradFunc: (dy, [x, ...rest], attrs) => {
      const gradient = () => {
        const inputs = Object.fromEntries(others.map((name, i) => [name, rest[i]!]));
        const given = { ...inputs, [from]: positions(x!.shape) };
        const picked = tf.engine().runKernel(kernelName, given, attrs) as tf.Tensor;
        return returned(dy as tf.Tensor, { picked, shape: x!.shape });
      };
      return { [from]: gradient };
    },
  };
}

/** The larger numbers that `topk` picks along the last axis, by the places that it gives. */
export const topKGradient: tf.GradConfig = {
  kernelName: tf.TopK,
  inputsToSave: ["x"],
  outputsToSave: [false, true],
  gradFunc: (dy, [x, places]) => ({
    x: () => {
      const [errors] = dy as tf.Tensor[];
      const length = x!.shape.at(-1)!;
      const starts = tf.range(0, x!.size, length, "int32").reshape([...x!.shape.slice(0, -1), 1]);
      return returned(errors!, { picked: places!.add(starts), shape: x!.shape });
    },
  }),
};

function positions(shape: number[]): tf.Tensor {
  return tf.range(0, tf.util.sizeFromShape(shape), 1, "int32").reshape(shape);
}

function returned(
  errors: tf.Tensor,
  { picked, shape }: { picked: tf.Tensor; shape: number[] },
): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const places = picked.flatten() as tf.Tensor1D;
  return tf.unsortedSegmentSum(errors.flatten(), places, size).reshape(shape);
}
