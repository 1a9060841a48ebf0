import type { Shape } from "@rosenblatt/engine";
import { type Displayable, displayable, escapeHtml } from "@rosenblatt/plots";
import type { Augmentation, Transform } from "./augment/augmentation.js";
import type { Split } from "./split.js";

/** Facts about a data set. */
export interface DatasetFacts<S extends Shape, C extends readonly string[]> {
  readonly name: string;
  /** Of one example, without the batch. */
  readonly shape: S;
  readonly classes: C;
  readonly licence: string;
  /** Its home on the web. */
  readonly source: string;
  /** The publication to cite. */
  readonly citation: string;
}

/** Examples to train and to test with, and where they come from; shows itself. */
export interface Dataset<S extends Shape, C extends readonly string[]>
  extends DatasetFacts<S, C>,
    Displayable {
  readonly train: Split<S, C>;
  readonly test: Split<S, C>;
  /** Only the small sample that ships with this package was found. */
  readonly sample: boolean;
  /** The same, with `train.augment(…)` to train with. */
  augment(...changes: readonly (Augmentation | Transform)[]): Dataset<S, C>;
}

/** A data set of these parts. */
export function dataset<S extends Shape, C extends readonly string[]>(
  facts: DatasetFacts<S, C>,
  parts: { train: Split<S, C>; test: Split<S, C>; sample?: boolean },
): Dataset<S, C> {
  const { name, shape, classes, licence, source, citation } = facts;
  const { train, test, sample = false } = parts;
  const augment = (...changes: readonly (Augmentation | Transform)[]) =>
    dataset(facts, { ...parts, train: train.augment(...changes) });
  const value = { name, shape, classes, train, test, licence, source, citation, sample, augment };
  return displayable(value, describe);
}

function describe(data: Omit<Dataset<Shape, readonly string[]>, keyof Displayable | "augment">) {
  const count = (n: number) => n.toLocaleString("en");
  const changes = data.train.augmentations.map(({ name }) => name).join(", ");
  const rows = [
    ["examples", `${count(data.train.length)} to train, ${count(data.test.length)} to test`],
    ["shape", data.shape.join(" × ")],
    ["classes", data.classes.join(", ")],
    ...(changes ? [["augmented", changes] as const] : []),
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
    "text/plain": [title, ...rows.map(([key, text]) => `  ${key.padEnd(9)} ${text}`)].join("\n"),
  };
}
