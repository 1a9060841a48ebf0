import { type PlainArray, tf } from "@rosenblatt/engine";

/** All weights of a model, those too that are not trained, in its order. */
export function weightsOf(model: tf.LayersModel): tf.Variable[] {
  return model.weights.map((weight) => weight.read() as tf.Variable);
}

/** Copies of the numbers of variables. */
export function copied(variables: readonly tf.Variable[]): PlainArray[] {
  return variables.map((variable) => ({
    values: variable.dataSync().slice() as Float32Array,
    shape: [...variable.shape],
  }));
}

/** Puts such copies back. */
export function putBack(variables: readonly tf.Variable[], copies: readonly PlainArray[]): void {
  tf.tidy(() => {
    variables.forEach((variable, i) => {
      const values = copies[i]!.values as Float32Array;
      variable.assign(tf.tensor(values, variable.shape, variable.dtype as "float32"));
    });
  });
}
