/** The formats of weights, by the ends of their files' names. */
export type WeightFormat = "safetensors" | "h5" | "keras" | "tfjs";

/**
 * The format of a file with this name.
 * @throws RangeError for an unknown one.
 */
export function formatOf(path: string): WeightFormat {
  if (path.endsWith(".safetensors")) return "safetensors";
  if (/\.(h5|hdf5)$/.test(path)) return "h5";
  if (path.endsWith(".keras")) return "keras";
  if (path.endsWith(".json")) return "tfjs";
  throw new RangeError(
    `Cannot tell the format of "${path}": it needs to end in .safetensors, .h5 or .keras (Keras), ` +
      "or .json (TensorFlow.js)",
  );
}
