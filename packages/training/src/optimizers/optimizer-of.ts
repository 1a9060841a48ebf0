import type { Optimizer } from "./optimizer.js";
import type { Rule } from "./rule.js";
import { RuleOptimizer, type RuleSettings } from "./rule-optimizer.js";

/** The value of an optimizer with a rule. @throws RangeError for settings that cannot be. */
export function optimizerOf(rule: Rule, settings: RuleSettings): Optimizer {
  const { name, learningRate, clipNorm, clipValue, weightDecay = 0 } = settings;
  check({ name, what: "the learning rate", value: learningRate, usual: 0.001 });
  check({ name, what: "clipNorm", value: clipNorm ?? 1, usual: 1 });
  check({ name, what: "clipValue", value: clipValue ?? 1, usual: 0.5 });
  checkShare({ name, what: "its weightDecay", value: weightDecay, usual: 0.01 });
  const numbers = { ...rule.settings, weightDecay: weightDecay || undefined, clipNorm, clipValue };
  return { name, learningRate, settings: numbers, create: () => new RuleOptimizer(rule, settings) };
}

interface Setting {
  readonly name: string;
  readonly what: string;
  readonly value: number;
  readonly usual: number;
}

/** Refuses what must be above 0. */
function check({ name, what, value, usual }: Setting): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(
      `Cannot make ${name}(): ${what} must be a positive number, got ${value}; try ${usual}`,
    );
  }
}

/** Refuses what must be at least 0 and below 1. */
export function checkShare({ name, what, value, usual }: Setting): void {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(
      `Cannot make ${name}(): ${what} must be at least 0 and below 1, got ${value}; ${usual} is usual`,
    );
  }
}
