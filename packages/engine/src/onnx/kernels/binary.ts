import { blockedAffine, channelVector, elementwise } from "../elementwise.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import type { Value } from "../value.js";
import { broadcast, broadcastBool } from "./shape-rules.js";

/** A kernel of two inputs, number by number, stretched to each other. */
function binary(type: string, { keepsZero = false } = {}): KernelRule {
  return {
    shape: broadcast,
    lower: ({ inputs, output, builder }) =>
      elementwise([inputs.a!, inputs.b!], {
        output,
        keepsZero: keepsZero && Object.values(inputs).every(({ size }) => size > 1),
        compute: (names) => builder.add(type, names),
      }),
  };
}

const compare = (type: string): KernelRule => ({ ...binary(type), shape: broadcastBool });

/** A sum; a vector that has one number for each channel may be what a convolution adds anyway. */
const add: KernelRule = {
  shape: broadcast,
  lower: (call) => {
    const { a, b } = call.inputs as { a: Value; b: Value };
    const fused = withBias(call, a, b) ?? withBias(call, b, a);
    if (fused) return fused;
    const channels = channelwise(a, b);
    if (channels) return blockedAffine(channels.image, { offset: channels.vector });
    return binary("Add", { keepsZero: true }).lower(call);
  },
};

function withBias(call: Lowering, value: Value, bias: Value): Value | undefined {
  const fits = bias.size === value.shape.at(-1) && bias.shape.at(-1) === bias.size;
  return fits && value.fuse && call.only(value) ? value.fuse({ bias }) : undefined;
}

/** A product; one number for each channel is a convolution of one tap where images are blocked. */
const multiply: KernelRule = {
  shape: broadcast,
  lower: (call) => {
    const { a, b } = call.inputs as { a: Value; b: Value };
    const channels = channelwise(a, b);
    if (channels) return blockedAffine(channels.image, { scale: channels.vector });
    // A number times zero is zero, so the channels that fill a block stay zero.
    return elementwise([a, b], {
      output: call.output,
      keepsZero: true,
      compute: (names) => call.builder.add("Mul", names),
    });
  },
};

/** Which of two inputs are blocked images, and which their vector. */
function channelwise(a: Value, b: Value): { image: Value; vector: string } | undefined {
  for (const [image, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (image.home !== "blocked") continue;
    const vector = channelVector(image, other);
    if (vector !== undefined && other.size < image.size) return { image, vector };
  }
  return undefined;
}

/** Kernels of two inputs, number by number. */
export const binaryRules: KernelRules = {
  Add: add,
  Multiply: multiply,
  Sub: binary("Sub", { keepsZero: true }),
  RealDiv: binary("Div"),
  Maximum: binary("Max", { keepsZero: true }),
  Minimum: binary("Min", { keepsZero: true }),
  Pow: binary("Pow"),
  SquaredDifference: {
    shape: broadcast,
    lower: (call) => {
      const difference = binary("Sub", { keepsZero: true }).lower(call) as Value;
      const { output, builder } = call;
      return elementwise([difference], {
        output,
        keepsZero: true,
        compute: ([x]) => builder.add("Mul", [x!, x!]),
      });
    },
  },
  Equal: compare("Equal"),
  Greater: compare("Greater"),
  GreaterEqual: compare("GreaterOrEqual"),
  Less: compare("Less"),
  LessEqual: compare("LessOrEqual"),
  LogicalAnd: compare("And"),
  LogicalOr: compare("Or"),
  LogicalXor: compare("Xor"),
  AddN: {
    shape: (inputs) => Object.values(inputs)[0]!,
    lower: ({ inputs, output, builder }) =>
      elementwise(Object.values(inputs), {
        output,
        keepsZero: true,
        compute: (names) => builder.add("Sum", names),
      }),
  },
};
