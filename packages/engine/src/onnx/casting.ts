import type { tf } from "../tf.js";
import { type GraphBuilder, type Type, types } from "./graph-builder.js";

/** Types as the graph has them. */
export const typeOf = (dtype: tf.DataType): Type => dtype as "float32" | "int32" | "bool";

interface Change {
  readonly from: Type;
  readonly to: Type;
}

/** Another type, as `tf.cast` gives it: real numbers lose their fraction, and wrap around. */
export function cast(builder: GraphBuilder, name: string, { from, to }: Change): string {
  if (from === to) return name;
  const as = (x: string, type: Type) =>
    builder.add("Cast", [x], { attributes: { to: types[type] } });
  if (!isReal(from) || to !== "int32") return as(name, to);
  // Through wide numbers, what is no number or too large becomes what it does in an Int32Array.
  // Keeping all of their bits is an operation that the runtime does not take away.
  const wide = as(name, "int64");
  return as(builder.add("BitwiseAnd", [wide, builder.scalar(-1, "int64")]), "int32");
}

/** Another type, as an array of that type keeps a number: true is what has a whole part. */
export function stored(builder: GraphBuilder, name: string, { from, to }: Change): string {
  if (to !== "bool" || !isReal(from)) return cast(builder, name, { from, to });
  const whole = cast(builder, name, { from, to: "int32" });
  return cast(builder, whole, { from: "int32", to });
}

function isReal(type: Type): boolean {
  return type === "float32" || type === "float64";
}
