import { tf } from "@rosenblatt/engine";
import { inputSizes } from "./model-facts.js";
import type { ModelInput, Sizes } from "./protocol.js";
import type { ViewedModel } from "./viewed-model.js";

/**
 * A batch of the one input that a question is about; the caller disposes it. Numbers that the
 * reader made are normalised as the examples are.
 *
 * @throws RangeError when there is no such example, or it does not fit the model.
 */
export function inputTensor(
  { model, examples }: ViewedModel,
  input: ModelInput,
  pixels: Uint8Array | undefined,
): tf.Tensor {
  const sizes = inputSizes(model);
  if (!sizes) {
    throw new RangeError("Cannot run the model: it needs one input of fixed sizes");
  }
  if ("pixels" in input) {
    const drawn = drawnNumbers(pixels, sizes);
    return batchOf(examples?.normalisation?.apply(drawn) ?? drawn, sizes);
  }
  const { example } = input;
  if (!examples || !(example >= 0 && example < examples.length)) {
    throw new RangeError(
      `Cannot take example ${example}: there are ${examples?.length ?? 0}; train the model to have some`,
    );
  }
  return batchOf(examples.at(example).input, sizes);
}

function batchOf(values: Float32Array, sizes: Sizes): tf.Tensor {
  const size = countOf(sizes);
  if (values.length !== size) {
    throw new RangeError(
      `Cannot run the model: it sees [${sizes}], which are ${size} numbers, got ${values.length}`,
    );
  }
  return tf.tensor(values, [1, ...sizes]);
}

function drawnNumbers(bytes: Uint8Array | undefined, sizes: Sizes): Float32Array {
  const expected = 4 * countOf(sizes);
  if (bytes?.byteLength !== expected) {
    throw new RangeError(
      `Cannot read the drawing: expected ${expected} bytes of float32, got ${bytes?.byteLength ?? 0}`,
    );
  }
  // A buffer of a message may begin anywhere.
  const values = new Float32Array(bytes.slice().buffer);
  if (values.every(Number.isFinite)) return values;
  throw new RangeError("Cannot read the drawing: some of its numbers are not finite");
}

function countOf(sizes: Sizes): number {
  return sizes.reduce((product, size) => product * size, 1);
}
