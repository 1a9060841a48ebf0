import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { tf } from "@rosenblatt/engine";
import { writeModel } from "../write-model.js";
import { brokenFile, countOf, isShape, type StoredWeight } from "./stored.js";

type Spec = tf.io.WeightsManifestEntry;

interface Group {
  readonly paths: readonly string[];
  readonly weights: readonly Spec[];
}

/**
 * Reads the weights of a model in TensorFlow.js's format: `model.json` and the files it names,
 * quantized ones too.
 * @throws SyntaxError when a file is broken, too short, or lies outside of the folder.
 */
export async function readTfjs(path: string): Promise<Map<string, StoredWeight>> {
  const groups = manifestOf(await readFile(path, "utf8"), path);
  const weights = new Map<string, StoredWeight>();
  for (const group of groups) {
    const bytes = await bytesOf(group, path);
    const needed = group.weights.reduce((sum, spec) => sum + bytesIn(spec, path), 0);
    if (bytes.byteLength !== needed) {
      const got = bytes.byteLength;
      throw brokenFile(path, `${group.paths.join(", ")} should have ${needed} bytes, got ${got}`);
    }
    const tensors = tf.io.decodeWeights(bytes.buffer as ArrayBuffer, [...group.weights]);
    for (const [name, tensor] of Object.entries(tensors)) {
      const values = Float32Array.from(tensor.dataSync());
      weights.set(name, { shape: tensor.shape, read: () => values });
    }
    tf.dispose(tensors);
  }
  return weights;
}

/**
 * Writes a model in TensorFlow.js's format: `model.json`, which tells its layers, and
 * `weights.bin` beside it. `tf.loadLayersModel` reads it.
 */
export async function writeTfjs(model: tf.LayersModel, path: string): Promise<void> {
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData, ...facts }) => {
      const weights = tf.io.CompositeArrayBuffer.join(weightData);
      const { format, generatedBy, convertedBy } = facts;
      const weightsManifest = [{ paths: ["weights.bin"], weights: weightSpecs }];
      const json = { format, generatedBy, convertedBy, modelTopology, weightsManifest };
      await writeModel(join(dirname(path), "weights.bin"), new Uint8Array(weights));
      await writeModel(path, new TextEncoder().encode(JSON.stringify(json)));
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
    }),
  );
}

function manifestOf(text: string, path: string): readonly Group[] {
  let json: { readonly weightsManifest?: readonly Partial<Group>[] } | null;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw brokenFile(path, "it is not JSON", cause);
  }
  const groups = json?.weightsManifest;
  const proper =
    Array.isArray(groups) &&
    groups.every(({ paths, weights }) => isList(paths, isString) && isList(weights, isSpec));
  if (!proper) {
    throw brokenFile(path, "it has no proper weightsManifest; give the model.json of a model");
  }
  return groups as readonly Group[];
}

function isList(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

const isString = (value: unknown) => typeof value === "string";

function isSpec(value: unknown): boolean {
  const { name, shape, dtype } = (value ?? {}) as Partial<Spec>;
  return isString(name) && isShape(shape) && isString(dtype);
}

/** The bytes of a weight in the file. */
function bytesIn({ name, shape, dtype, quantization }: Spec, path: string): number {
  const sizes: Readonly<Record<string, number>> = {
    float32: 4,
    int32: 4,
    bool: 1,
    uint8: 1,
    uint16: 2,
    float16: 2,
  };
  const kind = quantization?.dtype ?? dtype;
  const size = Object.hasOwn(sizes, kind) ? sizes[kind] : undefined;
  if (size === undefined) throw brokenFile(path, `"${name}" has numbers of the kind ${kind}`);
  return size * countOf(shape);
}

async function bytesOf({ paths }: Group, path: string): Promise<Uint8Array> {
  const folder = resolve(dirname(path));
  const parts: Uint8Array[] = [];
  for (const part of paths) {
    const file = resolve(folder, part);
    if (relative(folder, file).startsWith("..") || file === folder) {
      throw brokenFile(path, `it names "${part}", which lies outside of its folder`);
    }
    parts.push(await readFile(file));
  }
  // Not a slice of a shared buffer: what decodes it looks at the whole buffer.
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
