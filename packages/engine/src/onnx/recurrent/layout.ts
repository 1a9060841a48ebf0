import type { GraphBuilder } from "../graph-builder.js";
import { reshape, transpose } from "../value.js";

/** Cuts a tensor into equal parts along an axis. */
export function cut(
  builder: GraphBuilder,
  name: string,
  { parts, axis }: { parts: number; axis: number },
): readonly string[] {
  if (parts === 1) return [name];
  const attributes = { axis, num_outputs: parts };
  return builder.addMany("Split", [name], { outputs: parts, attributes });
}

/** Puts tensors one behind the other along an axis. */
export function join(builder: GraphBuilder, names: readonly string[], axis: number): string {
  return names.length === 1 ? names[0]! : builder.add("Concat", names, { attributes: { axis } });
}

/** Between `[batch, steps, n]` and the rows `[steps · batch, n]`, one step behind the other. */
export interface Rows {
  readonly batch: number;
  readonly steps: number;
  readonly columns: number;
}

export function rowsOf(builder: GraphBuilder, name: string, { batch, steps, columns }: Rows) {
  const turned = transpose(builder, name, [1, 0, 2]);
  return reshape(builder, turned, [steps * batch, columns]);
}

export function sequenceOf(builder: GraphBuilder, name: string, { batch, steps, columns }: Rows) {
  return transpose(builder, reshape(builder, name, [steps, batch, columns]), [1, 0, 2]);
}
