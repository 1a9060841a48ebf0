import type { Shape } from "@rosenblatt/engine";
import { type Displayable, displayable, escapeHtml } from "@rosenblatt/plots";
import type { Change } from "./augment/mixing.js";
import { type Quantity, titleOf } from "./labels.js";
import type { Normalisation } from "./normalisation.js";
import { visible } from "./show-examples.js";
import type { SplitParts } from "./split.js";

/** Facts about a data set. */
export interface DatasetFacts<S extends Shape, C extends readonly string[]> {
  readonly name: string;
  /** Of one example, without the batch. */
  readonly shape: S;
  /** None, `[]`, where each example has a number, which a network is to predict. */
  readonly classes: C;
  readonly licence: string;
  /** Its home on the web. */
  readonly source: string;
  /** The publication to cite. */
  readonly citation: string;
}

/**
 * Examples to train and to test with, and where they come from; shows itself. `L` is the shape of
 * an example's label: `[]`, or `[height, width]` where each pixel has one.
 */
export interface Dataset<
  S extends Shape,
  C extends readonly string[],
  L extends Shape = readonly [],
> extends DatasetFacts<S, C>,
    SplitParts<S, C, L>,
    Displayable {
  /** Of one example's labels. */
  readonly labelShape: L;
  /** Names of the values of one example, when it is a list of features. */
  readonly features: readonly string[] | undefined;
  /** The unit of each feature, empty where there is none. */
  readonly units: readonly string[] | undefined;
  /** What the labels are a number of, where there are no classes. */
  readonly target: Quantity | undefined;
  /** How many examples of the source were left out because a value is missing. */
  readonly dropped: number;
  /** Only the small sample that ships with this package was found. */
  readonly sample: boolean;
  /** The same, with `train.augment(…)` to train with. */
  augment(...changes: readonly Change[]): Dataset<S, C, L>;
  /** How both parts are normalised, if they are. */
  readonly normalisation: Normalisation | undefined;
  /** The same with both parts brought to one scale, by the statistics of `train` alone. */
  normalise(): Dataset<S, C, L>;
  /**
   * For cross-validation: `train` in `k` random folds of equal size and the same share of each
   * class, each in turn as `test` of a data set that trains on the others. What was normalised is
   * so by each one's own `train`. The test part itself stays unseen.
   *
   * @example
   * for (const fold of data.folds(5)) {
   *   const model = net(data.shape, flatten(), dense(10));
   *   const { valAccuracy } = await fit(model, fold, { metrics: { accuracy } });
   * }
   * @throws RangeError unless `k` is a whole number from 2 to the number of examples to train.
   */
  folds(k: number, options?: { seed?: number }): Dataset<S, C, L>[];
}

/**
 * A data set of these parts.
 *
 * @example
 * const facts = { name: "Parity", shape: [2], classes: ["even", "odd"], licence: "none", source: "", citation: "" } as const;
 * const inputs = Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1);
 * const all = new Split({ ...facts, inputs, labels: Int32Array.of(0, 1, 1, 0) });
 * const parity = dataset(facts, { train: all, test: all });
 */
export function dataset<
  S extends Shape,
  C extends readonly string[],
  L extends Shape = readonly [],
>(
  facts: DatasetFacts<S, C>,
  parts: SplitParts<S, C, L> & { readonly sample?: boolean; readonly dropped?: number },
): Dataset<S, C, L> {
  const { name, shape, classes, licence, source, citation } = facts;
  const { train, test, sample = false, dropped = 0 } = parts;
  const { features, units, target, normalisation, labelShape } = train;
  const augment = (...changes: readonly Change[]) =>
    dataset(facts, { ...parts, train: train.augment(...changes) });
  const normalise = () => {
    const normal = train.normalise();
    return dataset(facts, { ...parts, train: normal, test: test.normalise(normal.normalisation) });
  };
  const folds = (k: number, options?: { seed?: number }) =>
    train.folds(k, options).map((pair, i) => {
      const name = `${facts.name}, fold ${i + 1} of ${k}`;
      const fold = dataset({ ...facts, name }, { ...parts, ...pair });
      return normalisation ? fold.normalise() : fold;
    });
  const told = { name, shape, classes, licence, source, citation };
  const measured = { features, units, target, normalisation, labelShape, sample, dropped };
  return displayable({ ...told, ...measured, train, test, augment, normalise, folds }, describe);
}

function describe(
  data: Omit<
    Dataset<Shape, readonly string[], Shape>,
    keyof Displayable | "augment" | "normalise" | "folds"
  >,
) {
  const count = (n: number) => n.toLocaleString("en");
  const { augmentations, mixings } = data.train;
  const changes = [...augmentations, ...mixings].map(({ name }) => name).join(", ");
  const { features, units, target, classes, dropped, labelShape } = data;
  const { sampleRate, symbols } = data.train;
  const labels = symbols
    ? `${classes.length} characters: ${classes.map(visible).join(" ")}`
    : classes.length > 0
      ? classes.join(", ")
      : titleOf(target?.name ?? "numbers", target?.unit);
  const rows = [
    ["examples", `${count(data.train.length)} to train, ${count(data.test.length)} to test`],
    ...(dropped ? [["left out", `${count(dropped)} with a missing value`] as const] : []),
    ["shape", data.shape.join(" × ")],
    ...(sampleRate
      ? [["sound", `${data.shape[0]! / sampleRate} s at ${sampleRate} Hz`] as const]
      : []),
    ...(features ? [["features", featuresText(features, units)] as const] : []),
    [classes.length > 0 ? "classes" : "target", labels],
    ...(labelShape.length > 0
      ? [
          [
            "labels",
            `${labelShape.join(" × ")}, one a ${labelShape.length === 1 ? "step" : "pixel"}`,
          ] as const,
        ]
      : []),
    ...(changes ? [["augmented", changes] as const] : []),
    ...(data.normalisation
      ? [["normalised", "by the statistics of the training part"] as const]
      : []),
    ["licence", data.licence],
    ["source", data.source],
    ["cite", data.citation],
  ] as const;
  const title = `${data.name}${data.sample ? " (a sample)" : ""}`;
  const cell = (tag: string, text: string) =>
    `<${tag} style="text-align:left;vertical-align:top">${escapeHtml(text)}</${tag}>`;
  const html = rows.map(([key, text]) => `<tr>${cell("th", key)}${cell("td", text)}</tr>`).join("");
  return {
    "text/html":
      `<table style="margin:0;width:auto;max-width:640px">` +
      `<caption style="text-align:left;font-weight:600">${escapeHtml(title)}</caption>${html}</table>`,
    "text/plain": [title, ...rows.map(([key, text]) => `  ${key.padEnd(10)} ${text}`)].join("\n"),
  };
}

function featuresText(features: readonly string[], units: readonly string[] | undefined): string {
  return features.map((name, i) => titleOf(name, units?.[i])).join(", ");
}
