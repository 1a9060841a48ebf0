import { readFile } from "node:fs/promises";
import { tf } from "@rosenblatt/engine";
import { formatOf } from "./format.js";
import { readingHdf5 } from "./hdf5.js";
import { kerasWeights } from "./keras.js";
import { type ModelWeight, modelWeights } from "./model-weights.js";
import { ofSafetensors } from "./of-safetensors.js";
import { brokenFile, countOf, type StoredWeights } from "./stored.js";
import { readTfjs } from "./tfjs.js";
import { isWhole, reportText, type WeightReport, weightReport } from "./weight-report.js";
import { zipEntry } from "./zip-entry.js";

export interface LoadWeightsOptions {
  /** Loads what fits and reports the rest; otherwise all weights must meet. */
  readonly partial?: boolean;
  /** What the file calls a weight, by the model's name for it, such as `conv1/kernel`. */
  readonly rename?: (name: string) => string;
}

/**
 * Puts the weights of a file into a model, by layer name: `conv1/kernel`. The name's end tells the
 * format: `.safetensors`; `.weights.h5`, `.h5` or `.keras` of Keras; `model.json` of TensorFlow.js.
 * The model changes only if all is well.
 *
 * @throws RangeError with what did not match, unless `partial`, and for an unknown format.
 * @throws SyntaxError when the file is broken or lies about its sizes.
 * @example
 * const model = lenet();
 * await saveWeights(model, "lenet.safetensors");
 * const report = await loadWeights(model, "lenet.safetensors");
 * report.loaded.length; // 10
 */
export async function loadWeights(
  model: tf.LayersModel,
  path: string,
  { partial = false, rename = (name) => name }: LoadWeightsOptions = {},
): Promise<WeightReport> {
  return withWeights(path, (stored) => {
    const { pairs, report } = matched(modelWeights(model), stored, rename);
    if (!partial && !isWhole(report)) {
      throw new RangeError(
        `Cannot load the weights of "${path}", they are another model's.\n` +
          `${reportText({ ...report, loaded: [] }).replace(/^.*\n/, "")}\n` +
          "Pass { partial: true } to load those that fit, or rename",
      );
    }
    assign(pairs, { stored, path });
    return weightReport(report);
  });
}

/** Looks at the weights of a file; they can be read only meanwhile. */
async function withWeights<T>(path: string, look: (stored: StoredWeights) => T): Promise<T> {
  const format = formatOf(path);
  if (format === "tfjs") return look(await readTfjs(path));
  const bytes = await readFile(path);
  if (format === "safetensors") return look(ofSafetensors(bytes, path));
  const file = format === "keras" ? zipEntry(bytes, { name: "model.weights.h5", path }) : bytes;
  return readingHdf5(file, { path, look: (opened) => look(kerasWeights(opened, path)) });
}

interface Pair {
  readonly weight: ModelWeight;
  /** The file's name for it. */
  readonly name: string;
}

function matched(
  weights: readonly ModelWeight[],
  stored: StoredWeights,
  rename: (name: string) => string,
) {
  const found = weights.map((weight) => ({
    weight,
    name: weight.aliases.map(rename).find((alias) => stored.has(alias)),
  }));
  const known = found.filter((pair): pair is Pair => pair.name !== undefined);
  const used = new Set(known.map(({ name }) => name));
  const fits = ({ weight, name }: Pair) => weight.shape.join() === stored.get(name)!.shape.join();
  const pairs = known.filter(fits);
  const report = {
    loaded: pairs.map(({ weight }) => weight.name),
    missing: found.filter(({ name }) => name === undefined).map(({ weight }) => weight.name),
    unexpected: [...stored.keys()].filter((name) => !used.has(name)),
    mismatched: known
      .filter((pair) => !fits(pair))
      .map(({ weight, name }) => ({
        name: weight.name,
        expected: weight.shape,
        got: stored.get(name)!.shape,
      })),
  };
  return { pairs, report };
}

/** Reads all before it changes any. */
function assign(
  pairs: readonly Pair[],
  { stored, path }: { stored: StoredWeights; path: string },
): void {
  const values = pairs.map(({ weight, name }) => {
    const read = stored.get(name)!.read();
    if (read.length !== countOf(weight.shape)) {
      throw brokenFile(path, `"${name}" has ${read.length} numbers for [${weight.shape}]`);
    }
    return read;
  });
  tf.tidy(() => {
    pairs.forEach(({ weight: { variable, shape } }, i) => {
      variable.assign(tf.tensor(values[i]!, [...shape]));
    });
  });
}
