import { ready } from "@rosenblatt/engine";
import type { Annotated, MarkedClasses } from "../annotated/annotated.js";
import { annotationSet } from "../annotations/annotation-set.js";
import { checkAmount } from "../augment/check.js";
import { type Dataset, dataset } from "../dataset.js";
import { fashionMnistSet } from "../fashion-mnist.js";
import { mnistSet } from "../mnist.js";
import { Split } from "../split.js";
import { annotationsOf } from "./annotations.js";
import { type Composed, type Composition, compose } from "./compose.js";
import { type CutOut, cutOutsOf } from "./cut-outs.js";
import { readTextures } from "./textures.js";

const sets = { garments: fashionMnistSet, digits: mnistSet };

/** What lies in scenes: Fashion-MNIST's garments or MNIST's digits. */
export type Things = keyof typeof sets;

/** The name of a class of things. */
type ClassOf<T extends Things> = (typeof sets)[T]["classes"][number];

/** Which scenes to make. */
export interface ScenesOptions<N extends number, T extends Things, K extends string = never> {
  /** How many, in all. */
  count?: number;
  /** The side of each picture, in pixels. */
  size?: N;
  /** How many things there are, or the fewest and the most. */
  objects?: number | readonly [fewest: number, most: number];
  things?: T;
  /**
   * Classes of one's own, and which of the things' classes each is of; what is of none does not
   * occur: `{ shoe: ["Sneaker", "Sandal"], bag: ["Bag"] }`.
   */
  kinds?: Readonly<Record<K, readonly ClassOf<T>[]>>;
  /** The side of a thing's picture, the least and the most, as shares of the scene's side. */
  scale?: readonly [least: number, most: number];
  /** How far noise changes a value at most, from 0 to 1. */
  noise?: number;
  /** The share that is kept for testing, whose things are of the sample's own part for that. */
  test?: number;
  /** Chooses all that is random. */
  seed?: number;
}

/** The classes of scenes: what is no thing, and those of the things, or one's own. */
export type SceneClasses<T extends Things, K extends string = never> = MarkedClasses<
  [K] extends [never] ? (typeof sets)[T]["classes"] : readonly K[]
>;

/** Scenes of some size, with the class of each pixel and a box around each thing. */
export interface Scenes<N extends number, T extends Things, K extends string = never>
  extends Annotated<readonly [N, N, 3], SceneClasses<T, K>, readonly [N, N]> {
  /**
   * Which thing each pixel is of, picture after picture: 0 is background, and things are numbered
   * from 1 from back to front.
   */
  readonly instances: Readonly<Record<"train" | "test", Uint8Array>>;
}

/**
 * Pictures made of real ones: garments or digits, cut out, turned, scaled, coloured and laid over
 * each other on pieces of photographs, under changing light. Each pixel has a class, `background` or
 * what is seen there; each thing has a box and a mask of what is seen of it. All of it ships with
 * this package. The same seed gives the same scenes, whatever their number; things to test with are
 * never trained with, while photographs are the same.
 *
 * @example
 * const garments = await scenes({ count: 100, size: 48, objects: [1, 3], seed: 7 });
 * garments.train.show(12);
 * garments.annotations("test").annotations[0].box; // x, y, width, height
 * @throws RangeError for counts and sizes that are no whole numbers, and for shares that are none.
 */
export async function scenes<
  const N extends number = 64,
  const T extends Things = "garments",
  K extends string = never,
>({
  count = 1000,
  size = 64 as N,
  objects = [1, 4],
  things = "garments" as T,
  kinds,
  scale = [0.3, 0.65],
  noise = 0.02,
  test = 0.2,
  seed = 1,
}: ScenesOptions<N, T, K> = {}): Promise<Scenes<N, T, K>> {
  const range = typeof objects === "number" ? ([objects, objects] as const) : objects;
  check({ count, size, objects: range, things, scale, noise, test });
  await ready();
  const set = sets[things];
  const [all, textures] = await Promise.all([cutOutsOf(set), readTextures()]);
  const own = kinds && kindsOf(set.classes, kinds);
  const cutOuts = own
    ? { train: sorted(all.train, own.labels), test: sorted(all.test, own.labels) }
    : all;
  const held = Math.round(test * count);
  const how = { size, objects: range, scale, noise, seed };
  const made = {
    train: compose({ cutOuts: cutOuts.train, textures }, { ...how, count: count - held, first: 0 }),
    // Numbered apart, so that how many there are of the one part does not change the other.
    test: compose({ cutOuts: cutOuts.test, textures }, { ...how, count: held, first: 2 ** 30 }),
  };
  const classes = ["background", ...(own?.names ?? set.classes)] as unknown as SceneClasses<T, K>;
  const annotations = (part: "train" | "test") =>
    annotationSet(annotationsOf(made[part], { size, classes }));
  const instances = { train: made.train.instances, test: made.test.instances };
  return Object.assign(dataOf(made, { set, size, classes }), { annotations, instances });
}

/** The names of one's own classes, and the label in them of each of the things' classes; -1 for none. */
function kindsOf(
  classes: readonly string[],
  kinds: Readonly<Record<string, readonly string[]>>,
): { names: string[]; labels: number[] } {
  const names = Object.keys(kinds);
  const members = names.map((name) => kinds[name]!);
  const strange = members.flat().find((name) => !classes.includes(name));
  if (strange !== undefined || members.flat().length === 0) {
    throw new RangeError(
      `Cannot make scenes with ${strange === undefined ? "no kinds" : `"${strange}"`}: each kind ` +
        `needs some of ${classes.join(", ")}`,
    );
  }
  return { names, labels: classes.map((name) => members.findIndex((own) => own.includes(name))) };
}

function sorted(cutOuts: readonly CutOut[], labels: readonly number[]): CutOut[] {
  return cutOuts
    .map((cutOut) => ({ ...cutOut, label: labels[cutOut.label]! }))
    .filter(({ label }) => label >= 0);
}

function dataOf<const N extends number, C extends readonly string[]>(
  made: { train: Composed; test: Composed },
  { set, size, classes }: { set: (typeof sets)[Things]; size: N; classes: C },
): Dataset<readonly [N, N, 3], C, readonly [N, N]> {
  const shape = [size, size, 3] as const;
  const split = ({ inputs, labels, boxes }: Composed) =>
    new Split({
      ...{ shape, classes, inputs, labels, boxes },
      ...{ labelShape: [size, size] as const, scale: 1 / 255 },
    });
  const facts = {
    ...{ name: `Scenes of ${set.name}`, shape, classes },
    licence: `${set.licence}; photographs: CC0 1.0`,
    ...{ source: set.source, citation: set.citation },
  };
  return dataset(facts, { train: split(made.train), test: split(made.test) });
}

function check({
  count,
  size,
  objects: [fewest, most],
  things,
  scale: [smallest, largest],
  noise,
  test,
}: Omit<Composition, "seed"> & { count: number; things: string; test: number }): void {
  const whole = (value: number, from: number, to: number) =>
    Number.isInteger(value) && value >= from && value <= to;
  const refuse = (what: string, needs: string) => {
    throw new RangeError(`Cannot make scenes with ${what}: ${needs}`);
  };
  if (!whole(count, 1, 1e6)) refuse(`count = ${count}`, "it must be a whole number from 1 on");
  if (!whole(size, 16, 1024)) refuse(`size = ${size}`, "it must be a whole number from 16 to 1024");
  if (!(whole(fewest, 0, most) && whole(most, 0, 255))) {
    refuse(`objects = [${fewest}, ${most}]`, "it needs whole numbers, the fewest first, up to 255");
  }
  if (!(things in sets)) refuse(`things = ${things}`, 'it must be "garments" or "digits"');
  if (!(smallest > 0 && smallest <= largest && largest <= 2)) {
    refuse(
      `scale = [${smallest}, ${largest}]`,
      "it needs two shares of the side, the smaller first, above 0 and up to 2",
    );
  }
  checkAmount("make scenes", { noise });
  if (!(test >= 0 && test < 1)) refuse(`test = ${test}`, "it must be from 0 to below 1");
}
