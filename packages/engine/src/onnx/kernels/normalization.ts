import { affine } from "../affine.js";
import { channelMeans, channelProducts } from "../channel-means.js";
import { blockedAffine, channelVector } from "../elementwise.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { Value } from "../value.js";
import { guarded } from "./empty.js";
import { asFirst, realOnly } from "./shape-rules.js";

/** Normalisation by numbers that are given; all vectors, or stretched to the images. */
const fusedBatchNorm: KernelRule = {
  shape: realOnly("FusedBatchNorm", asFirst),
  lower: (call) => {
    const { inputs, attrs, builder, output } = call;
    const { x, mean, variance, offset, scale } = inputs;
    const inverse = inverseDeviation(call, variance!.plain, attrs.varianceEpsilon as number);
    const factor = scale ? builder.add("Mul", [scale.plain, inverse]) : inverse;
    const shift = builder.add("Mul", [mean!.plain, factor]);
    const rest = offset ? builder.add("Sub", [offset.plain, shift]) : builder.add("Neg", [shift]);
    const vector = (name: string) =>
      channelVector(x!, new Value(call, { shape: mean!.shape, name }));
    const names = [vector(factor), vector(rest)];
    const all = [mean!, ...(scale ? [scale] : []), ...(offset ? [offset] : [])];
    const alike = all.every(({ size }) => size === mean!.size);
    if (alike && names[0] && names[1]) return affine(x!, { scale: names[0], offset: names[1] });
    const scaled = builder.add("Mul", [x!.plain, factor]);
    return new Value(call, { ...output, name: builder.add("Add", [scaled, rest]) });
  },
};

function inverseDeviation({ builder }: Lowering, variance: string, epsilon = 0.001): string {
  const above = builder.add("Add", [variance, builder.scalar(epsilon)]);
  return builder.add("Reciprocal", [builder.add("Sqrt", [above])]);
}

/** Images without their means. */
function centred({ builder }: Lowering, x: Value, mean: string): Value {
  return affine(x, { offset: builder.add("Neg", [mean]) });
}

/**
 * Normalisation by the numbers of the batch itself; it gives these, too. The variance is the mean
 * square of what is left after taking away the mean, which is exact for any mean.
 */
const batchNormTraining: KernelRule = {
  shape: ({ x, gamma }) => [x!, gamma!, gamma!],
  lower: (call) => {
    const { inputs, attrs, builder, outputs } = call;
    const { x, gamma, beta } = inputs as { x: Value; gamma: Value; beta: Value };
    const mean = channelMeans(x);
    const rest = centred(call, x, mean);
    const variance = channelProducts(rest, rest);
    const inverse = inverseDeviation(call, variance, attrs.epsilon as number);
    const scale = builder.add("Mul", [gamma.plain, inverse]);
    const vector = (name: string) => new Value(call, { shape: outputs[1]!.shape, name });
    return [affine(rest, { scale, offset: beta.plain }), vector(mean), vector(variance)];
  },
};

/**
 * Its gradient in closed form, `γ/σ · (dy - mean(dy) - x̂ · mean(dy · x̂))`: two sums over the batch
 * and one affine pass for each of the two images that it is made of.
 * Source: Ioffe and Szegedy, Batch normalization (2015), simplified.
 */
const batchNormTrainingGrad: KernelRule = {
  shape: ({ x, gamma }) => [x!, gamma!, gamma!],
  lower: (call) => {
    const { inputs, attrs, builder, outputs } = call;
    const { x, gamma, mean, variance } = inputs as Record<string, Value>;
    const errors = inputs.dy!.home === x!.home ? inputs.dy! : inForm(inputs.dy!, x!);
    const rest = centred(call, x!, mean!.plain);
    const inverse = inverseDeviation(call, variance!.plain, attrs.epsilon as number);
    const errorMean = channelMeans(errors);
    const slope = builder.add("Mul", [channelProducts(errors, rest), inverse]);
    const count = builder.scalar(x!.size / x!.shape.at(-1)!);
    const scale = builder.add("Mul", [gamma!.plain, inverse]);
    const back = (factor: string) => builder.add("Neg", [builder.add("Mul", [scale, factor])]);
    const common = affine(rest, {
      scale: back(builder.add("Mul", [slope, inverse])),
      offset: back(errorMean),
    });
    const vector = (name: string) =>
      new Value(call, { shape: outputs[1]!.shape, name: builder.add("Mul", [name, count]) });
    return [sum(errors, { scale, add: common }), vector(slope), vector(errorMean)];
  },
};

/** `image · scale + add`. */
function sum(image: Value, { scale, add }: { scale: string; add: Value }): Value {
  if (image.home === "blocked") return blockedAffine(image, { scale, add });
  const { target, shape, home } = image;
  const scaled = affine(image, { scale });
  const name = target.builder.add("Add", [scaled.in(home), add.in(home)]);
  return new Value(target, { shape, name, form: home });
}

function inForm(value: Value, { home }: Value): Value {
  const { target, shape } = value;
  return new Value(target, { shape, name: value.in(home), form: home });
}

/** A local response: each number by how large its neighbours among the channels are. */
const lrn: KernelRule = {
  shape: ({ x }) => x!,
  lower: (call) => {
    const { x } = call.inputs;
    const { beta } = call.attrs as Record<string, number>;
    const { builder } = call;
    const power = builder.add("Pow", [norms(call, x!), builder.scalar(-beta!)]);
    return new Value(call, { ...call.output, name: builder.add("Mul", [x!.plain, power]) });
  },
};

/** `bias + alpha · Σ x²` over the neighbours, a product with a band matrix. */
function norms(call: Lowering, x: Value): string {
  const { builder } = call;
  const { bias, alpha } = call.attrs as Record<string, number>;
  const squares = builder.add("Mul", [x.plain, x.plain]);
  const scaled = builder.add("Mul", [neighbours(call, squares), builder.scalar(alpha!)]);
  return builder.add("Add", [scaled, builder.scalar(bias!)]);
}

function neighbours({ attrs, builder, output }: Lowering, name: string): string {
  const channels = output.shape.at(-1)!;
  const radius = attrs.depthRadius as number;
  const band = Float32Array.from({ length: channels * channels }, (_, i) =>
    Math.abs(Math.floor(i / channels) - (i % channels)) <= radius ? 1 : 0,
  );
  return builder.add("MatMul", [name, builder.constant(band, [channels, channels])]);
}

const lrnGrad: KernelRule = {
  shape: ({ x }) => x!,
  lower: (call) => {
    const { builder, output } = call;
    const { x, y, dy } = call.inputs as Record<string, Value>;
    const { alpha, beta } = call.attrs as Record<string, number>;
    const norm = norms(call, x!);
    const power = builder.add("Pow", [norm, builder.scalar(-beta!)]);
    const direct = builder.add("Mul", [dy!.plain, power]);
    const shares = builder.add("Div", [builder.add("Mul", [dy!.plain, y!.plain]), norm]);
    const around = builder.add("Mul", [neighbours(call, shares), x!.plain]);
    const others = builder.add("Mul", [around, builder.scalar(2 * alpha! * beta!)]);
    return new Value(call, { ...output, name: builder.add("Sub", [direct, others]) });
  },
};

/** Kernels that bring numbers to a common scale. */
export const normalizationRules: KernelRules = guarded({
  FusedBatchNorm: fusedBatchNorm,
  BatchNormTraining: batchNormTraining,
  BatchNormTrainingGrad: batchNormTrainingGrad,
  LRN: lrn,
  LRNGrad: lrnGrad,
});
