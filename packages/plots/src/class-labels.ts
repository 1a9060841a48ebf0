/** Labels as indices into the names that a legend shows. */
export interface ClassLabels {
  readonly names: readonly string[];
  /** The number that stands for each name. */
  readonly values: readonly number[];
  indexOf(label: number): number;
}

/**
 * Names for labels: those given, for the labels 0, 1, 2 …; else for each different label (such as
 * -1 and 1) the label itself. With exactly as many names as different labels, they go by order.
 */
export function classLabels(
  labels: ArrayLike<number>,
  classes: readonly string[] | undefined,
): ClassLabels {
  const distinct = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  const byIndex =
    classes && distinct.every((v) => Number.isInteger(v) && v >= 0 && v < classes.length);
  const values = byIndex ? classes.map((_, i) => i) : distinct;
  if (classes && classes.length !== values.length) {
    throw new RangeError(
      `Cannot name the classes: ${classes.length} names for ${values.length} different labels ` +
        `(${values.slice(0, 12).join(", ")}); give one name a label`,
    );
  }
  return {
    names: classes ?? values.map(String),
    values,
    indexOf: (label) => values.indexOf(label),
  };
}
