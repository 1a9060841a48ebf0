import type { Augmentation, Transform } from "./augmentation.js";
import { checkShare } from "./check.js";

/** A random change that makes each example of a batch one of two, and their labels shares. */
export interface Mixing {
  readonly name: "mixup" | "cutmix";
  /** Of the beta distribution from which the share of the first example is drawn. */
  readonly alpha: number;
  /** How often a batch is mixed. */
  readonly chance: number;
}

/** What `augment` takes. */
export type Change = Augmentation | Transform | Mixing;

export function isMixing(change: Change): change is Mixing {
  return typeof change === "object" && "alpha" in change;
}

/**
 * Mixes each example of a batch with another one of it, inputs and labels alike: λ of the one and
 * 1 - λ of the other, with a λ for each batch from Beta(alpha, alpha). Labels become shares of
 * classes, `[n, classes]`, which `crossEntropy` takes; numbers to predict are mixed as numbers.
 * Source: H. Zhang, M. Cisse, Y. N. Dauphin, D. Lopez-Paz, mixup: beyond empirical risk
 * minimization, ICLR 2018.
 *
 * @example const run = fit(model, data.augment(flip(), mixup(0.2)), { metrics: { accuracy } });
 * @throws RangeError unless alpha > 0 and 0 <= chance <= 1.
 */
export function mixup(alpha = 0.2, { chance = 1 }: { chance?: number } = {}): Mixing {
  return mixing("mixup", alpha, chance);
}

/**
 * Puts into each picture of a batch a rectangle of another one of it, at a random place, and mixes
 * the labels by area, as `mixup` does. The rectangle covers 1 - λ of the picture, with a λ for each
 * batch from Beta(alpha, alpha), or what of it lies within.
 * Source: S. Yun, D. Han, S. J. Oh, S. Chun, J. Choe, Y. Yoo, CutMix: regularization strategy to
 * train strong classifiers with localizable features, ICCV 2019.
 *
 * @example const run = fit(model, data.augment(cutmix()), { metrics: { accuracy } });
 * @throws RangeError unless alpha > 0 and 0 <= chance <= 1.
 */
export function cutmix(alpha = 1, { chance = 1 }: { chance?: number } = {}): Mixing {
  return mixing("cutmix", alpha, chance);
}

function mixing(name: Mixing["name"], alpha: number, chance: number): Mixing {
  if (!(alpha > 0 && alpha < Infinity)) {
    throw new RangeError(`Cannot mix with alpha = ${alpha}: it must be a number above 0`);
  }
  checkShare("mix", { chance });
  return { name, alpha, chance };
}
