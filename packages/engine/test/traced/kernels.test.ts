import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { kernelRules } from "../../src/onnx/kernel-rules.js";
import { recurrentRules } from "../../src/onnx/kernels/recurrent.js";
import { arrangingCases } from "./cases/arranging.js";
import { binaryCases } from "./cases/binary.js";
import type { Case, Cases } from "./cases/case.js";
import { convolutionCases } from "./cases/convolution.js";
import { imagingCases } from "./cases/imaging.js";
import { lookupCases } from "./cases/lookup.js";
import { poolingCases } from "./cases/pooling.js";
import { productCases } from "./cases/product.js";
import { reductionCases } from "./cases/reduction.js";
import { unaryCases } from "./cases/unary.js";
import { asImages, difference, eagerly, gradientsOf, type Step, traced } from "./gears.js";
import { randomNumbers } from "./random.js";

const cases: Cases = {
  ...unaryCases,
  ...binaryCases,
  ...reductionCases,
  ...arrangingCases,
  ...lookupCases,
  ...productCases,
  ...convolutionCases,
  ...poolingCases,
  ...imagingCases,
};

/** How often each case is made; more by `ROSENBLATT_FUZZ=20`. */
const rounds = Number(process.env.ROSENBLATT_FUZZ ?? 2);

beforeAll(async () => {
  await ready();
  await tf.setBackend("cpu");
});
afterAll(() => tf.setBackend("wasm"));

/** Images are tried in the runtime's blocks, in those of none, and as they are. */
function forms({ inputs, step }: Case): { step: Step; block?: number }[] {
  const images = inputs.some(({ rank, dtype }) => rank === 4 && dtype === "float32");
  if (!images) return [{ step }];
  return [{ step }, { step: asImages(step) }, { step: asImages(step), block: 0 }];
}

/** The kernels met; fails where the gears disagree. */
async function check(made: Case, salt: string): Promise<string[]> {
  const met: string[] = [];
  for (const { step, ...options } of forms(made)) {
    for (const [what, run] of [
      ["value", step],
      ["gradient", gradientsOf(step)],
    ] as const) {
      const expected = what === "value" ? eagerly(run, made.inputs) : attempt(run, made.inputs);
      if (!expected) continue;
      const { results, kernels } = await traced(run, made.inputs, options);
      met.push(...kernels);
      const shapes = made.inputs.map(({ dtype, shape }) => `${dtype} [${shape}]`).join(", ");
      const why = difference(results, expected);
      if (why) throw new Error(`${salt}, ${what} of ${shapes}: ${why}`);
    }
  }
  return met;
}

/** Gradients, where TensorFlow.js has any. */
function attempt(gradients: Step, inputs: readonly tf.Tensor[]): tf.Tensor[] | undefined {
  try {
    return eagerly(gradients, inputs);
  } catch {
    return undefined;
  }
}

describe("a traced kernel gives what the eager one does, gradients too", () => {
  for (const [name, makers] of Object.entries(cases)) {
    test(name, async () => {
      const met = new Set<string>();
      for (const [i, make] of makers.entries()) {
        for (let round = 0; round < rounds; round++) {
          const made = make(randomNumbers(100 * i + round));
          for (const kernel of await check(made, `case ${i}, round ${round}`)) met.add(kernel);
        }
      }
      expect(met).toContain(name);
    });
  }
});

test("every kernel of the traced gear has a case", () => {
  const missing = Object.keys(kernelRules).filter((name) => !(name in cases));
  expect(missing.filter((name) => !(name in recurrentRules))).toEqual([]);
});
