import { tf } from "@rosenblatt/engine";
import { Executable } from "../../src/runtime/executable.js";
import { fromHost, toHost } from "../../src/runtime/host-tensor.js";
import { record } from "../../src/trace/recorder.js";
import { simplify } from "../../src/trace/simplify.js";
import { leaves } from "../../src/trace/structure.js";

/** A step whose results are compared. */
export type Step = (...inputs: tf.Tensor[]) => tf.TensorContainer;

/** The forms of images that the traced gear is held to: the machine's own, and none. */
export const blocks = [undefined, 0] as const;

/** What a step gives in the eager gear, by TensorFlow.js's plain backend. */
export function eagerly(step: Step, inputs: readonly tf.Tensor[]): tf.Tensor[] {
  return leaves(tf.tidy(() => step(...inputs)));
}

/** What a step gives as a graph, and the kernels that it was recorded as. */
export async function traced(
  step: Step,
  inputs: readonly tf.Tensor[],
  { block }: { block?: number | undefined } = {},
): Promise<{ results: tf.Tensor[]; kernels: string[] }> {
  const parameters = inputs.map(toHost);
  const { graph } = record((symbols) => step(...symbols), parameters);
  const options = block === undefined ? {} : { block };
  const executable = await Executable.load(simplify(graph), { threads: 1 }, options);
  const values = await executable.run(parameters);
  return { results: values.map(fromHost), kernels: graph.calls.map(({ kernel }) => kernel) };
}

/** Why two lists of tensors are not the same; undefined when they are. */
export function difference(
  actual: readonly tf.Tensor[],
  expected: readonly tf.Tensor[],
  { tolerance = 2e-4 }: { tolerance?: number } = {},
): string | undefined {
  if (actual.length !== expected.length) return `${actual.length} results, not ${expected.length}`;
  for (const [i, tensor] of expected.entries()) {
    const kind = ({ dtype, shape }: tf.Tensor) => `${dtype} [${shape}]`;
    if (kind(actual[i]!) !== kind(tensor)) return `${kind(actual[i]!)}, not ${kind(tensor)}`;
    const [made, wanted] = [actual[i]!.dataSync(), tensor.dataSync()];
    // The plain backend leaves numbers behind some tensors that have none.
    const numbers = wanted.slice(0, tensor.size);
    const place = numbers.findIndex((value, at) => !close(made[at]!, value, tolerance));
    if (place >= 0) return `${made[place]} at ${place}, not ${wanted[place]}`;
  }
  return undefined;
}

function close(actual: number, expected: number, tolerance: number): boolean {
  if (Object.is(actual, expected) || actual === expected) return true;
  return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

/** Gives each number of the results a weight of its own, and the gradients of their sum. */
export function gradientsOf(step: Step): Step {
  return (...inputs) => {
    const places = inputs.flatMap(({ dtype }, i) => (dtype === "float32" ? [i] : []));
    const weighed = (...real: tf.Tensor[]) => {
      const all = [...inputs];
      places.forEach((place, i) => {
        all[place] = real[i]!;
      });
      const results = leaves(step(...all)).filter(({ dtype }) => dtype === "float32");
      return tf.addN(results.map((result) => result.flatten().mul(weights(result.size)).sum()));
    };
    return tf.grads(weighed)(places.map((place) => inputs[place]!));
  };
}

function weights(size: number): tf.Tensor {
  return tf.tensor1d(Float32Array.from({ length: size }, (_, i) => 1 + 0.5 * Math.sin(3 * i)));
}

/** The same step behind a convolution that changes nothing: images come in blocks then. */
export function asImages(step: Step): Step {
  return (...inputs) =>
    step(
      ...inputs.map((input) => {
        if (input.rank !== 4 || input.dtype !== "float32") return input;
        const channels = input.shape[3]!;
        const filter = tf.eye(channels).reshape([1, 1, channels, channels]) as tf.Tensor4D;
        return tf.conv2d(input as tf.Tensor4D, filter, 1, "same");
      }),
    );
}
