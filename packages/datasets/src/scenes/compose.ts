import type { Random } from "../augment/augmentation.js";
import type { Box } from "../augment/image.js";
import { generator, seedOf } from "../stream/generator.js";
import { type Canvas, develop, paintBackground, paintThing, randomPose } from "./canvas.js";
import type { CutOut } from "./cut-outs.js";
import type { Texture } from "./textures.js";

/** How scenes are composed. */
export interface Composition {
  readonly size: number;
  /** The fewest and the most things. */
  readonly objects: readonly [fewest: number, most: number];
  /** The side of a thing's picture, as a share of the scene's. */
  readonly scale: readonly [least: number, most: number];
  readonly noise: number;
  readonly seed: number;
}

/** Many scenes, one after the other. */
export interface Composed {
  readonly inputs: Uint8Array;
  /** 0 for background, else the class of the thing that is seen, from 1. */
  readonly labels: Int32Array;
  /** Which thing each pixel is of, numbered from 1, from back to front. */
  readonly instances: Uint8Array;
  /** Around what is seen of each thing, from back to front; `label` is its class, from 1. */
  readonly boxes: (readonly Box[])[];
}

/**
 * Composes scenes, each from a generator of its own: `first` of a set and how many of them there
 * are do not change the others.
 */
export function compose(
  { cutOuts, textures }: { cutOuts: readonly CutOut[]; textures: readonly Texture[] },
  { count, first, size, seed, ...rest }: Composition & { count: number; first: number },
): Composed {
  const pixels = size * size;
  const made: Composed = {
    inputs: new Uint8Array(new SharedArrayBuffer(3 * count * pixels)),
    labels: new Int32Array(new SharedArrayBuffer(4 * count * pixels)),
    instances: new Uint8Array(count * pixels),
    boxes: [],
  };
  const values = new Float32Array(3 * pixels);
  for (let i = 0; i < count; i += 1) {
    const owners = made.instances.subarray(i * pixels, (i + 1) * pixels);
    const bytes = new Uint8ClampedArray(made.inputs.buffer, 3 * i * pixels, 3 * pixels);
    const random = generator(seedOf(seed, first + i));
    const canvas = { size, values, owners };
    const classes = paint(canvas, { cutOuts, textures, random, bytes, ...rest });
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      made.labels[i * pixels + pixel] = classes[owners[pixel]!]!;
    }
    made.boxes.push(boxesOf(owners, { size, classes }));
  }
  return made;
}

interface Painting extends Pick<Composition, "objects" | "scale" | "noise"> {
  readonly cutOuts: readonly CutOut[];
  readonly textures: readonly Texture[];
  readonly random: Random;
  readonly bytes: Uint8ClampedArray;
}

/** Paints one scene; the class of each of its things, the background's 0 before them. */
function paint(
  canvas: Canvas,
  { cutOuts, textures, objects, scale, noise, random, bytes }: Painting,
): readonly number[] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  paintBackground(canvas, pick(textures), random);
  const [fewest, most] = objects;
  const things = fewest + Math.floor(random() * (most - fewest + 1));
  const classes = [0];
  for (let owner = 1; owner <= things; owner += 1) {
    const cutOut = pick(cutOuts);
    paintThing(canvas, cutOut, { pose: randomPose({ size: canvas.size, scale }, random), owner });
    classes.push(cutOut.label + 1);
  }
  develop(canvas, { noise, random, bytes });
  return classes;
}

/** The boxes around the pixels of each thing; of what is hidden there is none. */
function boxesOf(
  owners: Uint8Array,
  { size, classes }: { size: number; classes: readonly number[] },
): Box[] {
  const edges = classes.map(() => ({ left: size, top: size, right: -1, bottom: -1 }));
  for (let y = 0, pixel = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1, pixel += 1) {
      const edge = edges[owners[pixel]!]!;
      edge.left = Math.min(edge.left, x);
      edge.right = Math.max(edge.right, x);
      edge.top = Math.min(edge.top, y);
      edge.bottom = y;
    }
  }
  return edges.flatMap(({ left, top, right, bottom }, owner) =>
    owner === 0 || right < 0
      ? []
      : [
          {
            x: left,
            y: top,
            width: right - left + 1,
            height: bottom - top + 1,
            label: classes[owner]!,
          },
        ],
  );
}
