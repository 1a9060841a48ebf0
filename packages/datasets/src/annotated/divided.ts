import type { AnnotatedPicture, AnnotationFields } from "../annotations/annotation-set.js";
import type { DivideOptions } from "../files/own.js";
import { stratified } from "../stratified.js";
import { byPicture } from "./annotated.js";

/** A set's pictures in two random parts, and what is marked on each. */
export function divided(
  set: AnnotationFields,
  { test = 0.2, seed = 1 }: DivideOptions,
): { train: AnnotationFields; test: AnnotationFields } {
  if (!(test >= 0 && test < 1)) {
    throw new RangeError(
      `Cannot keep ${test} of the pictures for testing: it must be from 0 to below 1`,
    );
  }
  const order = stratified(new Int32Array(set.images.length), { test, seed });
  const part = (places: readonly number[]) =>
    annotationsOn(
      set,
      places.map((place) => set.images[place]!),
    );
  return { train: part(order.train), test: part(order.test) };
}

/** The annotations on these pictures alone. */
export function annotationsOn(
  set: AnnotationFields,
  images: readonly AnnotatedPicture[],
): AnnotationFields {
  const marks = byPicture(set);
  return { ...set, images, annotations: images.flatMap(({ id }) => [...marks.get(id)!]) };
}

/**
 * The pictures of a set on which there is something of these categories, and that alone.
 *
 * @throws RangeError when it has no such category.
 */
export function annotationsOf(set: AnnotationFields, names: readonly string[]): AnnotationFields {
  const categories = names.map((name) => {
    const found = set.categories.find((category) => category.name === name);
    if (found) return found;
    const all = set.categories.map((category) => category.name).join(", ");
    throw new RangeError(`Cannot take "${name}": the categories are ${all}`);
  });
  const ids = new Set(categories.map(({ id }) => id));
  const annotations = set.annotations.filter(({ category }) => ids.has(category));
  const marked = new Set(annotations.map(({ image }) => image));
  return { images: set.images.filter(({ id }) => marked.has(id)), categories, annotations };
}
