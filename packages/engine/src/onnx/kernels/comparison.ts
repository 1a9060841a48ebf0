import { tf } from "../../tf.js";
import { cast, typeOf } from "../casting.js";
import { elementwise } from "../elementwise.js";
import type { Type } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { asFirstOf, broadcast, broadcastOf } from "./shape-rules.js";

/** Asks two numbers, or two booleans; `not` turns the answer round. */
function question(
  type: string,
  { of, not = false }: { of?: Type; not?: boolean } = {},
): KernelRule {
  return {
    shape: broadcastOf("bool"),
    lower: ({ inputs: { a, b }, output, builder }) =>
      elementwise([a!, b!], {
        output,
        keepsZero: false,
        compute: (names) => {
          const operands = names.map((name, i) => {
            const from = typeOf([a!, b!][i]!.dtype);
            return cast(builder, name, { from, to: of ?? comparable(from) });
          });
          const answer = builder.add(type, operands);
          return not ? builder.add("Not", [answer]) : answer;
        },
      }),
  };
}

/** Booleans have no order in the runtime. */
const comparable = (type: Type): Type => (type === "bool" ? "int32" : type);

const booleans = { of: "bool" } as const;

/** Chooses number by number. */
const select: KernelRule = {
  shape: ({ condition, t, e }) => {
    const { shape } = broadcast({ t: t!, e: e! }, {});
    const dtype = tf.upcastType(t!.dtype, e!.dtype);
    return broadcastOf(dtype)({ condition: condition!, t: { shape, dtype } }, {});
  },
  lower: (call) => {
    const { condition, t, e } = call.inputs;
    return elementwise([condition!, t!, e!], {
      output: call.output,
      keepsZero: t!.size > 1 && e!.size > 1,
      compute: ([question, yes, no]) => chosen(call, { question: question!, yes: yes!, no: no! }),
    });
  },
};

function chosen(
  { inputs: { t, e }, output, builder }: Lowering,
  { question, yes, no }: { question: string; yes: string; no: string },
): string {
  const to = comparable(typeOf(output.dtype));
  const made = builder.add("Where", [
    question,
    cast(builder, yes, { from: typeOf(t!.dtype), to }),
    cast(builder, no, { from: typeOf(e!.dtype), to }),
  ]);
  return cast(builder, made, { from: to, to: typeOf(output.dtype) });
}

const not: KernelRule = {
  shape: asFirstOf("bool"),
  lower: ({ inputs, output, builder }) =>
    elementwise([inputs.x!], {
      output,
      keepsZero: false,
      compute: ([name]) => {
        const from = typeOf(inputs.x!.dtype);
        return builder.add("Not", [cast(builder, name!, { from, to: "bool" })]);
      },
    }),
};

/** Kernels that give booleans, and what chooses by them. */
export const comparisonRules: KernelRules = {
  Equal: question("Equal"),
  Greater: question("Greater"),
  GreaterEqual: question("GreaterOrEqual"),
  Less: question("Less"),
  LessEqual: question("LessOrEqual"),
  LogicalAnd: question("And", booleans),
  LogicalNot: not,
  LogicalOr: question("Or", booleans),
  NotEqual: question("Equal", { not: true }),
  Select: select,
};
