import { tf } from "@rosenblatt/engine";
import type { Cases, MakeCase } from "./case.js";

const matMul: MakeCase[] = (["floats", "ints"] as const).flatMap((type) => [
  (random) => {
    const [n, k, m] = random.shape({ rank: 3 }) as [number, number, number];
    const batch = random.shape({ rank: random.whole(0, 3), most: 3 });
    const other = random.pick([batch, batch.map(() => 1), []]);
    const [turnA, turnB] = [random.pick([true, false]), random.pick([true, false])];
    return {
      inputs: [
        random[type]([...batch, ...(turnA ? [k, n] : [n, k])]),
        random[type]([...other, ...(turnB ? [m, k] : [k, m])]),
      ],
      step: (a, b) => tf.matMul(a!, b!, turnA, turnB),
    };
  },
  (random) => ({
    inputs: [random[type]([2, 0]), random[type]([0, 3])],
    step: (a, b) => tf.matMul(a!, b!),
  }),
]);

const activations = ["linear", "relu", "relu6", "elu", "leakyrelu", "prelu", "sigmoid"] as const;

const fused: MakeCase[] = activations.flatMap((activation) =>
  [2, 3].map(
    (rank): MakeCase =>
      (random) => {
        const [n, k, m] = random.shape({ rank: 3 }) as [number, number, number];
        const batch = rank === 3 ? [2] : [];
        return {
          inputs: [
            random.floats([...batch, n, k]),
            random.floats([...batch, k, m]),
            random.floats([m]),
            random.floats([m]),
          ],
          step: (a, b, bias, slope) =>
            tf.fused.matMul({
              a: a!,
              b: b!,
              bias: bias!,
              activation,
              ...(activation === "prelu" ? { preluActivationWeights: slope! } : {}),
              ...(activation === "leakyrelu" ? { leakyreluAlpha: 0.3 } : {}),
            }),
        };
      },
  ),
);

const equations = {
  "ij,jk->ik": [
    [2, 3],
    [3, 4],
  ],
  "ij->ji": [[2, 3]],
  "ij,ij->": [
    [2, 3],
    [2, 3],
  ],
  "bij,bjk->bik": [
    [2, 3, 4],
    [2, 4, 2],
  ],
  "ijk->i": [[2, 3, 4]],
  "bhqd,bhkd->bhqk": [
    [1, 2, 3, 4],
    [1, 2, 2, 4],
  ],
  "i,j->ij": [[3], [2]],
} as const;

/** Products of matrices and their like. */
export const productCases: Cases = {
  BatchMatMul: matMul,
  Einsum: Object.entries(equations).map(
    ([equation, shapes]): MakeCase =>
      (random) => ({
        inputs: shapes.map((shape) => random.floats(shape)),
        step: (...tensors) => tf.einsum(equation, ...tensors),
      }),
  ),
  _FusedMatMul: fused,
};
