import { generated, type Points, type PointsOptions } from "./generated.js";

/**
 * Spirals that wind into each other, one for each class: the test that networks of the eighties
 * found hard. They begin at radius 1; two of them
 * with three turns are those of Lang and Witbrock.
 *
 * @example const data = spirals({ classes: ["red", "green", "blue"], turns: 1 });
 * @throws RangeError for a number of points or turns that cannot be.
 */
export function spirals<const C extends readonly string[] = readonly ["first", "second"]>({
  classes = ["first", "second"] as readonly string[] as C,
  count = 400,
  noise = 0.02,
  turns = 1.5,
  test = 0.2,
  seed = 1,
}: PointsOptions & {
  /** Their names, one for each spiral. */
  classes?: C;
  /** How often each goes round. */
  turns?: number;
} = {}): Points<C> {
  if (!(turns > 0 && turns < Infinity)) {
    throw new RangeError(`Cannot make spirals with turns = ${turns}: it must be a number above 0`);
  }
  const facts = {
    name: "spirals",
    classes,
    source: "https://www.cs.cmu.edu/afs/cs/project/ai-repository/ai/areas/neural/bench/cmu",
    citation:
      "K. J. Lang, M. J. Witbrock, Learning to tell two spirals apart, Proc. 1988 Connectionist " +
      "Models Summer School, 1988",
  };
  const place = (label: number, i: number, n: number) => {
    const share = i / Math.max(1, n - 1);
    const radius = 1 - (share * 96) / 104;
    const angle = 2 * Math.PI * (turns * share + label / classes.length);
    return [radius * Math.sin(angle), radius * Math.cos(angle)] as const;
  };
  return generated({ facts, place }, { count, noise, test, seed });
}
