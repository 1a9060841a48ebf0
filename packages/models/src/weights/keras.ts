import { tf } from "@rosenblatt/engine";
import type { Dataset, File, Group } from "h5wasm";
import { writingHdf5 } from "./hdf5.js";
import { brokenFile, type StoredWeight } from "./stored.js";

/**
 * The weights of a Keras file: Keras 3's, whose layers tell their names (3.4 and later) and whose
 * weights have numbers, or the older form, in which weights have names as well.
 * @throws SyntaxError when there is nothing of the kind in it.
 */
export function kerasWeights(file: File, path: string): Map<string, StoredWeight> {
  const weights = new Map<string, StoredWeight>();
  const keys = file.keys();
  if (keys.includes("layers")) {
    addLayers(weights, { group: groupAt(file, "layers", path), prefix: "", path });
  } else if (keys.includes("model_weights")) {
    addNamed(weights, groupAt(file, "model_weights", path), path);
  } else if (file.attrs.layer_names) {
    addNamed(weights, file, path);
  } else {
    throw brokenFile(path, "it has neither layers nor model_weights; is it a Keras file?");
  }
  return weights;
}

/** What Keras 3 writes: `layers/conv2d/vars/0`, and the layer's name at `vars`. */
function addLayers(
  weights: Map<string, StoredWeight>,
  { group, prefix, path }: { group: Group; prefix: string; path: string },
): void {
  for (const key of group.keys()) {
    const layer = groupAt(group, key, path);
    const name = layer.keys().includes("vars")
      ? layerName(groupAt(layer, "vars", path))
      : undefined;
    const own = `${prefix}${name ?? key}/`;
    if (layer.keys().includes("layers")) {
      addLayers(weights, { group: groupAt(layer, "layers", path), prefix: own, path });
      continue;
    }
    datasetsIn(layer).forEach((dataset, i) => {
      weights.set(`${own}${i}`, stored(dataset, path));
    });
  }
}

/** Those of a layer and of cells in it, by their numbers; the states of seeds are no weights. */
function datasetsIn(group: Group): Dataset[] {
  const keys = group.keys().filter((key) => !key.startsWith("seed_generator"));
  return keys
    .sort((a, b) => Number(a) - Number(b) || 0)
    .flatMap((key) => {
      const item = group.get(key);
      if (isKind(item, "Dataset")) return [item as Dataset];
      return isKind(item, "Group") ? datasetsIn(item as Group) : [];
    });
}

/** What older Keras writes: groups by layer name, with the names of their weights in order. */
function addNamed(weights: Map<string, StoredWeight>, group: Group, path: string): void {
  for (const key of group.keys()) {
    const layer = groupAt(group, key, path);
    const names = layer.attrs.weight_names?.value;
    if (!Array.isArray(names)) continue;
    for (const name of names.map(String)) {
      const own = name.split("/").at(-1)!.replace(/:0$/, "");
      const dataset = layer.get(name);
      if (!isKind(dataset, "Dataset")) throw brokenFile(path, `the weight ${name} is missing`);
      weights.set(`${key}/${own}`, stored(dataset as Dataset, path));
    }
  }
}

function stored(dataset: Dataset, path: string): StoredWeight {
  return {
    shape: dataset.shape ?? [],
    read: () => {
      const { value } = dataset;
      if (typeof value === "number") return Float32Array.of(value);
      if (ArrayBuffer.isView(value)) return Float32Array.from(value as Float32Array);
      throw brokenFile(path, `${dataset.path} does not hold numbers`);
    },
  };
}

/** Links that lead nowhere have other kinds. */
function isKind(item: unknown, kind: "Dataset" | "Group"): boolean {
  return (item as { readonly type?: string } | null)?.type === kind;
}

function layerName(vars: Group): string | undefined {
  const name = vars.attrs.name?.value;
  return typeof name === "string" ? name : undefined;
}

function groupAt(group: Group, key: string, path: string): Group {
  const item = group.get(key);
  if (!isKind(item, "Group")) throw brokenFile(path, `${group.path}/${key} is no group`);
  return item as Group;
}

/**
 * The bytes of a `.weights.h5` file as Keras 3 writes it, for `load_weights` of a model of the
 * same layers in Keras.
 * @throws RangeError for wrappers, whose parts Keras names in ways of their own.
 */
export function kerasBytes(model: tf.LayersModel): Promise<Uint8Array> {
  return writingHdf5((file) => fill(file, model));
}

function fill(group: Group, model: tf.LayersModel): void {
  const layers = group.create_group("layers");
  group.create_group("vars").create_attribute("name", model.name);
  const counts = new Map<string, number>();
  for (const layer of model.layers) {
    const kind = snakeCase(layer instanceof tf.LayersModel ? "Functional" : layer.getClassName());
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const own = layers.create_group(count === 0 ? kind : `${kind}_${count}`);
    if (layer instanceof tf.LayersModel) fill(own, layer);
    else fillLayer(own, layer);
  }
}

function fillLayer(group: Group, layer: tf.layers.Layer): void {
  if ("forwardLayer" in layer || layer.getClassName() === "TimeDistributed") {
    throw new RangeError(
      `Cannot save ${layer.name} in Keras' format: it wraps other layers; ` +
        "save as .safetensors instead",
    );
  }
  const vars = group.create_group("vars");
  vars.create_attribute("name", layer.name);
  const recurrent = layer instanceof tf.RNN;
  const holder = recurrent ? group.create_group("cell").create_group("vars") : vars;
  layer.getWeights().forEach((tensor, i) => {
    const data = tensor.dataSync() as Float32Array;
    holder.create_dataset({ name: String(i), data, shape: tensor.shape, dtype: "<f4" });
  });
}

/** As Keras derives a layer's key from its class: `MaxPooling2D` is `max_pooling2d`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
