import type { tf } from "@rosenblatt/engine";

/** What a box is for, which colours it; a follower changes numbers one by one. */
export type Kind = "input" | "conv" | "pool" | "dense" | "merge" | "shape" | "follower" | "other";

const kinds: Readonly<Record<string, Kind>> = {
  InputLayer: "input",
  MaxPooling2D: "pool",
  AveragePooling2D: "pool",
  GlobalAveragePooling2D: "pool",
  GlobalMaxPooling2D: "pool",
  Dense: "dense",
  Add: "merge",
  Multiply: "merge",
  Concatenate: "merge",
  Average: "merge",
  Maximum: "merge",
  Flatten: "shape",
  Reshape: "shape",
  ZeroPadding2D: "shape",
  Cropping2D: "shape",
  BatchNormalization: "follower",
  Activation: "follower",
  ReLU: "follower",
  LeakyReLU: "follower",
  Dropout: "follower",
  Softmax: "follower",
};

export function kindOf(layer: tf.layers.Layer): Kind {
  const name = layer.getClassName();
  return kinds[name] ?? (/Conv/.test(name) ? "conv" : "other");
}

/** How boxes call layers of these classes. */
const names: Readonly<Record<string, string>> = {
  InputLayer: "input",
  Conv2D: "conv",
  DepthwiseConv2D: "depthwise",
  SeparableConv2D: "separable",
  Conv2DTranspose: "transposed conv",
  MaxPooling2D: "max pool",
  AveragePooling2D: "mean pool",
  GlobalAveragePooling2D: "global mean pool",
  GlobalMaxPooling2D: "global max pool",
  BatchNormalization: "batch norm",
  Concatenate: "concat",
  GroupedConv2D: "grouped conv",
  SimpleRNN: "rnn",
  ZeroPadding2D: "pad",
  Cropping2D: "crop",
  Add: "+",
  Multiply: "×",
  ReLU: "relu",
  LeakyReLU: "leaky relu",
};

/** What of a layer's configuration a box tells. */
interface Config {
  readonly kernelSize?: number | readonly number[];
  readonly poolSize?: number | readonly number[];
  readonly strides?: number | readonly number[];
  readonly dilationRate?: number | readonly number[];
  readonly rate?: number;
  readonly activation?: string | { readonly className?: string };
  readonly maxValue?: number | null;
}

/** A layer's name, window, stride and rate, and its activation unless it has none. */
export function labelOf(layer: tf.layers.Layer): { label: string; act: string | undefined } {
  const name = layer.getClassName();
  const config = layer.getConfig() as Config;
  const { poolSize, strides, dilationRate, rate } = config;
  const window = poolSize ?? config.kernelSize;
  const act = activationOf(config);
  if (name === "Activation") return { label: act ?? "linear", act: undefined };
  const parts = [
    name === "ReLU" && config.maxValue ? `relu${config.maxValue}` : (names[name] ?? words(name)),
    window === undefined ? "" : squareText(window),
    isOne(strides) || String(strides) === String(poolSize) ? "" : `/ ${firstOf(strides!)}`,
    isOne(dilationRate) ? "" : `dilated ${firstOf(dilationRate!)}`,
    name === "Dropout" && rate !== undefined ? String(rate) : "",
  ];
  return { label: parts.filter((part) => part !== "").join(" "), act };
}

function activationOf({ activation }: Config): string | undefined {
  const name = typeof activation === "string" ? activation : activation?.className;
  return name === undefined || name === "linear" ? undefined : name;
}

function squareText(sizes: number | readonly number[]): string {
  const list = [sizes].flat();
  return (list.length === 1 ? [list[0], list[0]] : list).join("×");
}

function isOne(sizes: number | readonly number[] | undefined): boolean {
  return sizes === undefined || [sizes].flat().every((size) => size === 1);
}

function firstOf(sizes: number | readonly number[]): number {
  return [sizes].flat()[0]!;
}

/** `GroupedConv2D` as `grouped conv 2d`. */
function words(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, " ").toLowerCase();
}
