import { cast, stored, typeOf } from "../casting.js";
import { blockedAffine, channelVector, elementwise } from "../elementwise.js";
import type { GraphBuilder, Type } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { same, type Value } from "../value.js";
import { asFirst, broadcast, broadcastOf, numbersOnly } from "./shape-rules.js";
import { whole, zeroToZero } from "./unary.js";

interface Options {
  /** Whether two zeros give zero. */
  readonly keepsZero?: boolean;
  /** Whether one zero is enough. */
  readonly absorbs?: boolean;
  /** The types to compute in, by the type of the inputs; their own unless it is said. */
  readonly types?: Readonly<Record<string, Type>>;
  readonly shape?: KernelRule["shape"];
}

/** A kernel of two inputs, number by number, stretched to each other. */
function binary(
  compute: string | Compute,
  { absorbs = false, keepsZero = absorbs, types = whole.types, shape = broadcast }: Options = {},
): KernelRule {
  return {
    shape,
    lower: ({ inputs: { a, b }, output, builder }) => {
      const from = typeOf(a!.dtype);
      const type = types[from] ?? from;
      return elementwise([a!, b!], {
        output,
        keepsZero: keepsZero && (absorbs || (a!.size > 1 && b!.size > 1)),
        compute: (names) => {
          const [x, y] = names.map((name) => cast(builder, name, { from, to: type }));
          const made =
            typeof compute === "string"
              ? builder.add(compute, [x!, y!])
              : compute(x!, y!, { builder, type });
          return stored(builder, made, { from: type, to: typeOf(output.dtype) });
        },
      });
    },
  };
}

type Compute = (a: string, b: string, on: { builder: GraphBuilder; type: Type }) => string;

/** Whole numbers are divided as real ones, which the runtime does not die of at 0. */
const divided = { types: { int32: "float64", bool: "float64" } } as const;

/** Computed by an operator of real numbers. */
const real = { types: { int32: "float32", bool: "float32" } } as const;

/** Where a rounding error would change the result by a whole divisor. */
const exact = { types: { float32: "float64", int32: "float64", bool: "float64" } } as const;

/** A sum; a vector that has one number for each channel may be what a convolution adds anyway. */
const add: KernelRule = {
  shape: numbersOnly("Add", broadcast),
  lower: (call) => {
    const { a, b } = call.inputs as { a: Value; b: Value };
    const fused = withBias(call, a, b) ?? withBias(call, b, a);
    if (fused) return fused;
    const channels = channelwise(a, b);
    if (channels) return blockedAffine(channels.image, { offset: channels.vector });
    const both = withImages(call, a, b) ?? withImages(call, b, a);
    if (both) return both;
    return binary("Add", zeroToZero).lower(call);
  },
};

/** Images of the same shape, added by the operator that makes the others. */
function withImages(call: Lowering, value: Value, add: Value): Value | undefined {
  const fits = value.home === "blocked" && add.home === "blocked" && same(value.shape, add.shape);
  return fits && value.fuse && call.only(value) ? value.fuse({ add }) : undefined;
}

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
    return binary("Mul", { absorbs: true }).lower(call);
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

const sumOfMany: KernelRule = {
  shape: numbersOnly("AddN", asFirst),
  lower: (call) => {
    const { inputs, output, builder } = call;
    return elementwise(Object.values(inputs), {
      output,
      keepsZero: true,
      compute: ([first, ...others]) => {
        if (output.dtype === "float32") return builder.add("Sum", [first!, ...others]);
        return others.reduce((sum, name) => builder.add("Add", [sum, name]), first!);
      },
    });
  },
};

const square: Compute = (a, b, { builder }) => {
  const difference = builder.add("Sub", [a, b]);
  return builder.add("Mul", [difference, difference]);
};

const floorDivision: Compute = (a, b, { builder }) =>
  builder.add("Floor", [builder.add("Div", [a, b])]);

/** The rest has the divisor's sign, as in Python. */
const modulo: Compute = (a, b, { builder, type }) => {
  const rest = (x: string) => builder.add("Mod", [x, b], { attributes: { fmod: 1 } });
  const negative = (x: string) => builder.add("Less", [x, builder.scalar(0, type)]);
  const agree = builder.add("Equal", [negative(a), negative(b)]);
  return builder.add("Where", [agree, rest(a), rest(builder.add("Add", [rest(a), b]))]);
};

/** The angle of the point (b, a): that of its line, and half a turn where b is negative. */
const angle: Compute = (a, b, { builder }) => {
  const zero = builder.scalar(0);
  const is = (x: string) => builder.add("Equal", [x, zero]);
  const negative = (x: string) => builder.add("Less", [x, zero]);
  const line = builder.add("Atan", [builder.add("Div", [a, b])]);
  const turn = builder.add("Where", [
    negative(a),
    builder.scalar(-Math.PI),
    builder.scalar(Math.PI),
  ]);
  const turned = builder.add("Add", [line, builder.add("Where", [negative(b), turn, zero])]);
  return builder.add("Where", [builder.add("And", [is(a), is(b)]), zero, turned]);
};

/** Kernels of two inputs, number by number. */
export const binaryRules: KernelRules = {
  Add: add,
  AddN: sumOfMany,
  Atan2: binary(angle, real),
  BitwiseAnd: binary("BitwiseAnd"),
  FloorDiv: binary(floorDivision, { ...exact, shape: broadcastOf("int32") }),
  Maximum: binary("Max", zeroToZero),
  Minimum: binary("Min", zeroToZero),
  Mod: binary(modulo, exact),
  Multiply: multiply,
  Pow: binary("Pow", divided),
  RealDiv: binary("Div", divided),
  SquaredDifference: binary(square, zeroToZero),
  Sub: binary("Sub", { ...zeroToZero, shape: numbersOnly("Sub", broadcast) }),
};
