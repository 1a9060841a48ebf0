import { stat } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import { modelWeights } from "../weights/model-weights.js";
import { histogramOf, rangeOf } from "../weights/weight-histograms.js";
import { isCheckpoint } from "./checkpoints.js";
import type { Comparison, LayerComparison, WeightState } from "./protocol.js";
import type { Reply, ViewedModel } from "./viewed-model.js";
import { fileWeights, ownWeights, type WeightValues } from "./weight-values.js";

const largestFile = 2e9;

/** Layer by layer, how the weights of one state differ from those of another. */
export async function comparison(
  viewed: ViewedModel,
  { a, b }: { a: WeightState; b: WeightState },
): Promise<Reply<Comparison>> {
  const [before, after] = [await valuesAt(viewed, a), await valuesAt(viewed, b)];
  const layers: LayerComparison[] = [];
  const unlike: string[] = [];
  for (const layer of viewed.model.layers) {
    if (layer.weights.length === 0) continue;
    const names = namesOf(viewed, layer.name);
    if (names.every((name) => before.has(name) && after.has(name))) {
      layers.push({ layer: layer.name, ...compared(listOf(before, names), listOf(after, names)) });
    } else {
      unlike.push(layer.name);
    }
  }
  return { result: { layers, unlike } };
}

function namesOf({ model }: ViewedModel, layer: string): string[] {
  return modelWeights(model).flatMap(({ name }) => (name.startsWith(`${layer}/`) ? [name] : []));
}

function listOf(values: WeightValues, names: readonly string[]): Float32Array[] {
  return names.map((name) => values.get(name)!);
}

async function valuesAt({ model, start }: ViewedModel, state: WeightState): Promise<WeightValues> {
  if (state === "now") return ownWeights(model);
  if (state === "start") {
    if (start) return start;
    throw new RangeError(
      "Cannot compare with the start: the weights before training were not kept",
    );
  }
  return fileWeights(model, await checkedPath(state.file));
}

/** Only files of weights under the working folder are read. */
async function checkedPath(file: string): Promise<string> {
  const inside = relative(process.cwd(), resolve(file));
  if (inside.startsWith("..") || isAbsolute(inside) || !isCheckpoint(inside)) {
    throw new RangeError(
      `Cannot compare with "${file}": expected a .safetensors file under the notebook's folder`,
    );
  }
  const found = await stat(inside).catch(() => undefined);
  if (!found?.isFile())
    throw new RangeError(`Cannot compare with "${file}": there is no such file`);
  if (found.size > largestFile) {
    throw new RangeError(`Cannot compare with "${file}": it has more than 2 GB`);
  }
  return inside;
}

function compared(a: readonly Float32Array[], b: readonly Float32Array[]) {
  let [squareA, squareB, squareChange, product] = [0, 0, 0, 0];
  a.forEach((list, k) => {
    const other = b[k]!;
    for (let i = 0; i < list.length; i += 1) {
      const [x, y] = [list[i]!, other[i]!];
      squareA += x * x;
      squareB += y * y;
      squareChange += (x - y) ** 2;
      product += x * y;
    }
  });
  const { min, max } = rangeOf([...a, ...b]);
  return {
    change: finite(Math.sqrt(squareChange) / Math.sqrt(squareA)),
    cosine: finite(product / Math.sqrt(squareA) / Math.sqrt(squareB)),
    ...{ min, max },
    a: histogramOf(a, { min, max }).counts,
    b: histogramOf(b, { min, max }).counts,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
