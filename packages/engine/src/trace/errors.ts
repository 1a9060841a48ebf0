/**
 * A step that cannot become one graph, and why; training falls back to the eager gear.
 *
 * @example
 * try {
 *   await jit((x: tf.Tensor) => x.mul(x.dataSync()[0]!))(tf.ones([2]));
 * } catch (error) {
 *   if (error instanceof TraceError) console.log(error.message);
 * }
 */
export class TraceError extends Error {
  override readonly name = "TraceError";
}

/** Where in the user's code a tensor was read while its step was recorded. */
export function readError(): TraceError {
  return new TraceError(
    `Cannot trace a step that reads a tensor's numbers${at()}: ` +
      "while it is recorded there are none; compute with tensors (tf.where, tf.mul), " +
      "return the tensor and read it outside, or leave jit() out",
  );
}

/** What no graph can do, and what to do in its place. */
export function refusal(what: string, cure: string): TraceError {
  return new TraceError(`Cannot trace ${what}${at()}: ${cure}`);
}

/** @throws TraceError when a tensor is of text. */
export function refuseStrings(dtype: string): void {
  if (dtype === "string") throw refusal("a tensor of strings", "turn them into numbers outside");
}

/** A kernel that the traced gear does not know. */
export function unknownKernelError(kernel: string): TraceError {
  return refusal(
    `the kernel ${kernel}`,
    `${unknown[kernel] ?? "the traced gear does not know it"}; ` +
      "compute it outside the step, or leave jit() out",
  );
}

const sizes = "what it finds tells how large its result is, and a graph's sizes are fixed";
const complex = "a graph has no complex numbers";

/** Why kernels that are likely to be met have no translation. */
const unknown: Readonly<Record<string, string>> = {
  NonMaxSuppressionV3: sizes,
  NonMaxSuppressionV4: sizes,
  NonMaxSuppressionV5: sizes,
  Unique: sizes,
  Complex: complex,
  ComplexAbs: complex,
  FFT: complex,
  IFFT: complex,
  Imag: complex,
  Real: complex,
};

/** Randomness that would be frozen in the recorded step. */
export function randomError(): TraceError {
  return new TraceError(
    `Cannot trace a step that calls Math.random${at()}: its number would be the same in every run; ` +
      "use tf.randomUniform, tf.randomNormal or tf.dropout, or leave jit() out",
  );
}

function at(): string {
  const line = userLine();
  return line ? ` (${line})` : "";
}

/** The innermost frame that is neither a library's nor ours: `file:line`. */
function userLine(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  Error.stackTraceLimit = limit;
  const frame = frames.find(
    (line) =>
      !/node_modules|node:|[\\/]tfjs-\w+[\\/]|packages[\\/](engine|datasets|models|training|plots|widgets)[\\/](lib|src)/.test(
        line,
      ),
  );
  return frame?.match(/\(?([^\s()]+:\d+):\d+\)?$/)?.[1];
}
