/** The class of each pixel of a picture. */
export interface LabelMap {
  readonly height: number;
  readonly width: number;
  /** Indices of classes, row by row. */
  readonly labels: ArrayLike<number>;
}

/** A prediction beside the truth. */
export interface MapPair {
  readonly said: LabelMap;
  readonly truth: LabelMap;
}

/**
 * Pairs of maps that fit together.
 *
 * @throws RangeError unless there is one prediction for each truth, of its size, whose labels are
 *   classes; a truth's may also be `ignore`.
 */
export function mapPairs(
  predicted: readonly LabelMap[],
  truths: readonly LabelMap[],
  { classes, ignore }: { classes: number; ignore: number },
): MapPair[] {
  if (predicted.length !== truths.length || truths.length === 0) {
    throw new RangeError(
      `Cannot score segmentations: it needs a prediction for each picture, and at least one, got ` +
        `${predicted.length} for ${truths.length}`,
    );
  }
  return truths.map((truth, i) => {
    const said = predicted[i]!;
    const pixels = truth.height * truth.width;
    const same = said.height === truth.height && said.width === truth.width;
    if (!same || said.labels.length !== pixels || truth.labels.length !== pixels) {
      throw new RangeError(
        `Cannot score segmentations: picture ${i} has ${truth.height} × ${truth.width} pixels and ` +
          `${truth.labels.length} labels, its prediction ${said.height} × ${said.width} and ` +
          `${said.labels.length}; bring both to one size`,
      );
    }
    checkLabels(said.labels, { truths: truth.labels, classes, ignore, picture: i });
    return { said, truth };
  });
}

function checkLabels(
  labels: ArrayLike<number>,
  {
    truths,
    classes,
    ignore,
    picture,
  }: { truths: ArrayLike<number>; classes: number; ignore: number; picture: number },
): void {
  const isClass = (label: number) => Number.isInteger(label) && label >= 0 && label < classes;
  for (let i = 0; i < truths.length; i += 1) {
    if (truths[i] === ignore) continue;
    const label = isClass(truths[i]!) ? labels[i]! : truths[i]!;
    if (isClass(label)) continue;
    throw new RangeError(
      `Cannot score segmentations: pixel ${i} of picture ${picture} has the class ${label}; ` +
        `classes are whole numbers from 0 to ${classes - 1}, and truths not to count are ${ignore}`,
    );
  }
}
