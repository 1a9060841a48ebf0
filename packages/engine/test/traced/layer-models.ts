import { tf } from "@rosenblatt/engine";
import type { Training } from "./training.js";

type Layer = tf.layers.Layer;
/** Makes a model, the same one for the same seed. */
export type MakeModel = () => tf.LayersModel;
const { layers } = tf;

/** A model with a layer between two dense ones, on rows of six numbers. */
export function between(...makers: (() => Layer)[]): MakeModel {
  const first = () => layers.dense({ units: 6, inputShape: [6] });
  const last = () => layers.dense({ units: 2 });
  return () => tf.sequential({ layers: [first, ...makers, last].map((make) => make()) });
}

/** A model with a layer on sequences: three places of two numbers each. */
export const onSequence = (make: () => Layer): MakeModel =>
  between(
    () => layers.reshape({ targetShape: [3, 2] }),
    make,
    () => layers.flatten(),
  );

/** A model of some layers before a dense one. */
export const startingWith = (...makers: (() => Layer)[]): MakeModel => {
  const last = () => layers.dense({ units: 2 });
  return () => tf.sequential({ layers: [...makers, last].map((make) => make()) });
};

/** A model in which a layer merges two dense ones. */
export const merging = (make: () => Layer): MakeModel => {
  return () => {
    const input = tf.input({ shape: [6] });
    const sides = [0, 1].map(() => layers.dense({ units: 4 }).apply(input) as tf.SymbolicTensor);
    const merged = make().apply(sides) as tf.SymbolicTensor;
    const output = layers.dense({ units: 2 }).apply(merged) as tf.SymbolicTensor;
    return tf.model({ inputs: input, outputs: output });
  };
};

/** Trains a model as it would be in a loop of one's own. */
export function training(make: MakeModel): Training {
  const model = make();
  const optimizer = tf.train.adam(0.02);
  const words = model.layers.some((layer) => layer.getClassName() === "Embedding");
  const x = words ? tf.randomUniform([8, 6], 0, 5, "int32").toFloat() : tf.randomNormal([8, 6]);
  const y = tf.randomNormal([8, 2]);
  const step = (input?: tf.Tensor, target?: tf.Tensor): tf.Tensor =>
    optimizer.minimize(() => {
      const output = model.apply(input!, { training: true }) as tf.Tensor;
      const loss = tf.losses.meanSquaredError(target!, output) as tf.Scalar;
      return model.calculateLosses().reduce((sum, term) => sum.add(term), loss);
    }, true)!;
  return { variables: model.getWeights(), inputs: [x, y], step };
}
