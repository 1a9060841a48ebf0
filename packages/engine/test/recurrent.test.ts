import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "@rosenblatt/engine";
import { type CellName, sequence } from "../src/recurrent/sequence.js";
import { record } from "../src/trace/recorder.js";
import { numbers, type Values } from "./backends";
import { cases } from "./fixtures/recurrent.json";
import { difference, eagerly, gradientsOf, type Step, traced } from "./traced/gears.js";
import { randomNumbers } from "./traced/random.js";

type Layer = tf.layers.Layer;
type MakeLayer = (units: number) => Layer;

beforeAll(() => ready());

const sigmoid = { recurrentActivation: "sigmoid" } as const;

/** Layers that become one kernel. */
const whole: Record<string, MakeLayer> = {
  lstm: (units) => tf.layers.lstm({ units }),
  "lstm with sigmoid": (units) => tf.layers.lstm({ units, ...sigmoid }),
  "lstm without bias, all outputs": (units) =>
    tf.layers.lstm({ units, ...sigmoid, useBias: false, returnSequences: true }),
  "lstm backwards, all outputs": (units) =>
    tf.layers.lstm({ units, goBackwards: true, returnSequences: true, unitForgetBias: false }),
  gru: (units) => tf.layers.gru({ units }),
  "gru with sigmoid, all outputs": (units) =>
    tf.layers.gru({ units, ...sigmoid, returnSequences: true }),
  "gru backwards without bias": (units) =>
    tf.layers.gru({ units, goBackwards: true, useBias: false }),
  simpleRNN: (units) => tf.layers.simpleRNN({ units }),
  "simpleRNN backwards, all outputs": (units) =>
    tf.layers.simpleRNN({ units, goBackwards: true, returnSequences: true }),
  bidirectional: (units) =>
    tf.layers.bidirectional({
      layer: tf.layers.lstm({ units, returnSequences: true }) as tf.RNN,
      mergeMode: "concat",
    }),
};

/** Layers that stay a loop over the time steps. */
const loops: Record<string, MakeLayer> = {
  "lstm with ReLU": (units) => tf.layers.lstm({ units, activation: "relu" }),
  "lstm with input dropout, not training": (units) => tf.layers.lstm({ units, dropout: 0.5 }),
  "two cells in one": (units) =>
    tf.layers.rnn({
      cell: [tf.layers.lstmCell({ units }), tf.layers.gruCell({ units })] as never,
      returnSequences: true,
    }),
  timeDistributed: (units) =>
    tf.layers.timeDistributed({ layer: tf.layers.dense({ units, activation: "tanh" }) }),
};

/** A layer twice, with the same weights. */
function twice(make: MakeLayer, { units, shape }: { units: number; shape: number[] }) {
  const layers = [make(units), make(units)];
  for (const layer of layers) {
    if (!layer.built) layer.apply(tf.input({ shape: shape.slice(1) }));
  }
  layers[1]!.setWeights(layers[0]!.getWeights());
  return layers.map((layer) => {
    const optimizer = tf.train.adam(0.05);
    return {
      layer,
      step: (x: tf.Tensor, y: tf.Tensor) =>
        optimizer.minimize(() => {
          const made = layer.apply(x) as tf.Tensor;
          return made.sub(y.slice(0, made.shape)).square().mean() as tf.Scalar;
        }, true)!,
    };
  });
}

/** Trains a layer in both gears; says where they differ. */
async function compare(make: MakeLayer, sizes: { units: number; shape: number[]; steps?: number }) {
  const [eager, traced] = twice(make, sizes) as [Trained, Trained];
  const { values, shape } = numbers(sizes.shape, 3);
  const x = tf.tensor([...values], [...shape]);
  const target = make(sizes.units).computeOutputShape(sizes.shape) as number[];
  const y = tf.tensor([...numbers(target, 4).values], target);
  const run = jit(traced.step);
  for (let i = 0; i < (sizes.steps ?? 20); i++) {
    const why = difference([await run(x, y)], [eager.step(x, y)], { tolerance: 1e-4 });
    if (why) return `loss of step ${i}: ${why}`;
  }
  return difference(traced.layer.getWeights(), eager.layer.getWeights(), { tolerance: 1e-3 });
}

interface Trained {
  layer: Layer;
  step: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;
}

/** The kernels that a layer's recorded step has. */
function kernelsOf(layer: Layer, x: tf.Tensor): string[] {
  const { graph } = record(([input]) => layer.apply(input!), [{ shape: x.shape, dtype: x.dtype }]);
  return graph.calls.map(({ kernel }) => kernel);
}

describe("a traced recurrent layer trains as the eager one", () => {
  test.each(Object.entries({ ...whole, ...loops }))("%s", async (_, make) => {
    expect(await compare(make, { units: 5, shape: [3, 6, 4] })).toBeUndefined();
  });

  test("over many time steps", async () => {
    const make: MakeLayer = (units) => tf.layers.lstm({ units, ...sigmoid });
    expect(await compare(make, { units: 7, shape: [2, 70, 3], steps: 3 })).toBeUndefined();
  });

  test.each(Object.entries(whole))("%s, of any size", async (_, make) => {
    for (let round = 0; round < 4; round++) {
      const random = randomNumbers(round);
      const [batch, steps, features, units] = random.shape({ rank: 4, most: 9 }) as number[];
      const shape = [round === 0 ? 1 : batch!, round === 1 ? 1 : steps!, features!];
      expect(await compare(make, { units: units!, shape, steps: 3 })).toBeUndefined();
    }
  });
});

describe("a traced sequence has PyTorch's outputs and gradients", () => {
  const tensor = ({ values, shape }: Values) => tf.tensor([...values], [...shape]);

  test.each(cases.map((known) => [known.cell, known] as const))("%s", async (name, known) => {
    const cell = name as CellName;
    const attributes = { cell, recurrentActivation: "sigmoid", backwards: false, biased: true };
    const all = (...inputs: tf.Tensor[]) => sequence(inputs, attributes as never)[0]!;
    const step: Step = (...tensors) => {
      const inputs = tensors.slice(0, -1);
      return [all(...inputs), ...tf.grads(all)(inputs, tensors.at(-1)!)];
    };
    const { results } = await traced(step, [...known.inputs, known.dy].map(tensor));
    const expected = [known.output, ...known.gradients].map(tensor);
    expect(difference(results, expected, { tolerance: 1e-4 })).toBeUndefined();
  });
});

describe("what comes with recurrent layers is as in the eager gear", () => {
  const random = randomNumbers(1);
  const agree = async (step: Step, inputs: tf.Tensor[]) => {
    for (const run of [step, gradientsOf(step)]) {
      const { results } = await traced(run, inputs);
      expect(difference(results, eagerly(run, inputs))).toBeUndefined();
    }
  };

  test.each([
    ["lstm", tf.layers.lstm({ units: 3, returnState: true, returnSequences: true }), 2],
    ["gru", tf.layers.gru({ units: 3, returnState: true, ...sigmoid }), 1],
    ["simpleRNN", tf.layers.simpleRNN({ units: 3, returnState: true, goBackwards: true }), 1],
  ] as const)("states of %s, given and returned", async (_, layer, count) => {
    const states = Array.from({ length: count }, () => random.floats([2, 3]));
    const x = random.floats([2, 4, 5]);
    layer.apply(x);
    const step: Step = (sequence, ...initialState) =>
      layer.apply(sequence!, { initialState }) as tf.Tensor[];
    await agree(step, [x, ...states]);
    await agree((sequence) => layer.apply(sequence!) as tf.Tensor[], [x]);
  });

  test("masked time steps", async () => {
    const layer = tf.layers.lstm({ units: 3 });
    const mask = tf.tensor2d([1, 1, 0, 0, 1, 1, 1, 0], [2, 4]).cast("bool");
    const x = random.floats([2, 4, 5]);
    layer.apply(x);
    await agree((sequence) => layer.call(sequence!, { mask }) as tf.Tensor, [x]);
  });
});

describe("a recurrent layer is one kernel", () => {
  const x = tf.ones([2, 3, 4]);

  test.each(Object.entries(whole))("%s", (_, make) => {
    const layer = make(5);
    layer.apply(x);
    const kernels = kernelsOf(layer, x);
    expect(kernels).toContain("RecurrentSequence");
    expect(kernels).not.toContain("Tanh");
  });

  test("but not with other activations or several cells", () => {
    for (const make of Object.values(loops)) {
      const layer = make(5);
      layer.apply(x);
      expect(kernelsOf(layer, x)).not.toContain("RecurrentSequence");
    }
  });
});
