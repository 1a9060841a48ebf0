import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Img, jit, ready, seed, tf } from "@rosenblatt/engine";
import {
  type Architecture,
  architectures,
  dpn131,
  inceptionResnetV2,
  inceptionV2,
  inceptionV3,
  nasnetA,
  polynet,
  resnext101,
  type Summary,
  senet154,
  summary,
  xception,
} from "@rosenblatt/models";

type Row = readonly [times: number, outputs: readonly number[], parameters: number, cost: number];

interface Reference {
  readonly parameters: number;
  readonly trainable: number;
  readonly multAdds: number;
  readonly layers: readonly Row[];
}

const references: Record<string, Reference> = JSON.parse(
  readFileSync(join(__dirname, "fixtures/architectures.json"), "utf8"),
);
const referenceOf = ({ name }: Architecture) => references[name.replace("×", "x")]!;

beforeAll(() => ready());

describe("architectures", () => {
  test("are the eleven of the table", () => {
    expect(architectures.map(({ name }) => name.replace("×", "x")).sort()).toEqual(
      Object.keys(references).sort(),
    );
  });

  test.each(architectures)("$name has the reference's layers, to the unit", (architecture) => {
    const held = tf.memory().numTensors;
    const model = architecture.make();
    const counted = summary(model);
    const { layers, parameters, trainable, multAdds } = referenceOf(architecture);
    expect(counted).toMatchObject({ parameters, trainable, multAdds });
    expect(rowsOf(counted)).toEqual(layers.map((row) => JSON.stringify(row)).sort());
    const { inputSize } = architecture;
    expect(model.inputs[0]!.shape).toEqual([null, inputSize, inputSize, 3]);
    expect(model.outputs[0]!.shape).toEqual([null, 1000]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(held);
  });

  test.each(architectures)("$name is as printed, or says why not", (architecture) => {
    const { parameters, multAdds, deviation } = architecture;
    const { parameters: all, multAdds: cost } = referenceOf(architecture);
    const near = (value: number, printed: number) => Math.abs(value / printed - 1) < 0.01;
    const agrees = near(all, parameters * 1e6) && near(cost, multAdds * 1e9);
    expect(deviation === undefined).toBe(agrees);
  });
});

/** Small enough for a notebook. */
const side32 = { shape: [32, 32, 3] as Img, classes: 3, width: 1 / 32 };
const side75 = { ...side32, shape: [75, 75, 3] as Img };
const small = {
  inceptionV2: () => inceptionV2(side32),
  inceptionV3: () => inceptionV3(side75),
  inceptionResnetV2: () => inceptionResnetV2(side75),
  xception: () => xception(side32),
  nasnetA: () => nasnetA({ ...side32, cells: 1 }),
  resnext101: () => resnext101(side32),
  polynet: () => polynet(side75),
  dpn131: () => dpn131(side32),
  senet154: () => senet154(side32),
};

describe("a small one of each", () => {
  test.each(Object.entries(small))("%s answers alike in both gears", async (_, make) => {
    seed(1);
    const model = make();
    const [, height, width] = model.inputs[0]!.shape as [null, number, number];
    const x = tf.randomUniform([2, height, width, 3]);
    const answer = () => model.apply(x, { training: false }) as tf.Tensor;
    const eager = answer();
    const traced = await jit(answer)();
    expect(farthest([traced], [eager])).toBeLessThan(1e-4 * Math.max(1, largest(eager)));
  });

  // The others are made of the same layers, and take minutes.
  const quick = ["inceptionV2", "xception", "nasnetA"] as const;
  test.each(quick)("%s learns alike in both gears", async (name) => {
    seed(1);
    const model = small[name]();
    const x = tf.randomUniform([4, 32, 32, 3]);
    const y = tf.oneHot(tf.tensor1d([0, 2, 1, 0], "int32"), 3);
    const start = model.getWeights().map((weight) => weight.clone());
    const step = () => {
      const loss = () =>
        tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: true }) as tf.Tensor);
      return tf.train.sgd(0.01).minimize(loss as () => tf.Scalar, true)!;
    };
    seed(2);
    const eager = step().dataSync()[0]!;
    const learned = model.getWeights().map((weight) => weight.clone());
    model.setWeights(start);
    seed(2);
    const traced = (await jit(step)()).dataSync()[0]!;
    expect(traced).toBeCloseTo(eager, 3);
    expect(farthest(start, learned)).toBeGreaterThan(0);
    expect(farthest(model.getWeights(), learned)).toBeLessThan(1e-2);
  });
});

describe("weights", () => {
  test("are drawn when they are needed, the same as they would have been before", () => {
    const draw = (use: (model: tf.LayersModel) => void) => {
      seed(3);
      const model = xception({ shape: [32, 32, 3] as Img, classes: 3, width: 1 / 32 });
      const next = Math.random();
      use(model);
      const values = model.getWeights().map((weight) => [...weight.dataSync()]);
      return { next, values };
    };
    const inOrder = draw(() => {});
    const backwards = draw((model) => {
      seed(99);
      for (const weight of [...model.getWeights()].reverse()) weight.dataSync();
    });
    expect(backwards).toEqual(inOrder);
  });
});

/** The reference's rows, made of a summary: what has parameters or a cost, and all sizes above 1. */
function rowsOf({ layers }: Summary): string[] {
  const rows = layers
    .filter(({ parameters, multAdds }) => parameters + multAdds > 0)
    .map(({ output, parameters, multAdds }) =>
      JSON.stringify([output.filter((size) => size > 1), parameters, multAdds]),
    );
  const times = new Map<string, number>();
  for (const row of rows) times.set(row, (times.get(row) ?? 0) + 1);
  return [...times].map(([row, count]) => JSON.stringify([count, ...JSON.parse(row)])).sort();
}

function largest(tensor: tf.Tensor): number {
  return tensor.abs().max().dataSync()[0]!;
}

/** The largest difference of two lists of weights. */
function farthest(a: readonly tf.Tensor[], b: readonly tf.Tensor[]): number {
  return Math.max(...a.map((weight, i) => weight.sub(b[i]!).abs().max().dataSync()[0]!));
}
