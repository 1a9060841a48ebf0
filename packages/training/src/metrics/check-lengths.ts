/** Refuses to score nothing, or more or fewer of the one than of the other. */
export function checkLengths(
  what: string,
  { given, labels }: { given: ArrayLike<number>; labels: ArrayLike<number> },
): void {
  if (labels.length === 0 || given.length !== labels.length) {
    throw new RangeError(
      `Cannot score ${what}: it needs one for each label, and at least one, got ${given.length} ` +
        `for ${labels.length} labels; pass predictions and labels of the same examples`,
    );
  }
}

/** How many numbers each of `count` rows has. @throws RangeError unless all have equally many. */
export function rowWidth(
  what: string,
  { values, count }: { values: ArrayLike<number>; count: number },
): number {
  const width = values.length / count;
  if (!(Number.isInteger(width) && width > 0)) {
    throw new RangeError(
      `Cannot score ${what}: ${values.length} numbers are not equally many for each of ${count} ` +
        "examples; pass predict(model, split).outputs and split.labels",
    );
  }
  return width;
}

/** Refuses numbers that cannot be put in order. */
export function checkNumbers(what: string, values: ArrayLike<number>): void {
  const odd = Array.prototype.findIndex.call(values, (value: number) => Number.isNaN(value));
  if (odd >= 0) {
    throw new RangeError(
      `Cannot score ${what}: number ${odd} is NaN; check the model for NaN first`,
    );
  }
}

/** Refuses labels that are no classes. */
export function checkClasses(labels: ArrayLike<number>, classes: number): void {
  const at = Array.prototype.findIndex.call(
    labels,
    (label: number) => !(Number.isInteger(label) && label >= 0 && label < classes),
  );
  if (at >= 0) {
    throw new RangeError(
      `Cannot count class ${labels[at]} of example ${at}: classes are whole numbers from 0 to ${classes - 1}`,
    );
  }
}
