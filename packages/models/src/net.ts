import { type Shape, tf } from "@rosenblatt/engine";
import type { AnyLayer, Chain, Outcome } from "./chain.js";
import { applyAll, outputOfAll } from "./sequence.js";
import { showsSummary } from "./shows-summary.js";

declare const shapes: unique symbol;

/**
 * A `tf.LayersModel` whose shapes the compiler knows: `I` of an example, `O` of its outputs. At
 * run time there is no more to it than that it shows itself as its summary.
 */
export interface Net<I extends Shape = Shape, O extends Shape = Shape> extends tf.LayersModel {
  readonly [shapes]?: readonly [I, O];
}

/**
 * A network of layers, one after the other, on examples of the given shape. The compiler checks
 * that each layer's rank fits the one before, unless their number is only known here (`...hidden`);
 * sizes are checked here.
 *
 * @throws RangeError when a layer does not fit, saying which, its sizes and the cure.
 * @example
 * net([28, 28, 1], conv(6, 5), pool(2), flatten(), dense(10)); // Net<[28, 28, 1], [10]>
 */
export function net<const I extends Shape, L extends readonly AnyLayer[]>(
  shape: I,
  ...layers: number extends L["length"] ? L : L extends Chain<I, L> ? L : Chain<I, L>
): Net<I, Outcome<I, L>> {
  const chain = layers as readonly unknown[] as readonly AnyLayer[];
  checkShape(shape);
  checkSizes(shape, chain);
  const input = tf.input({ shape: [...shape], name: "input" });
  const outputs = applyAll(chain, input, { prefix: "", last: true });
  return showsSummary(tf.model({ inputs: input, outputs })) as Net<I, Outcome<I, L>>;
}

function checkShape(shape: Shape): void {
  if (shape.length === 0 || !shape.every((size) => Number.isInteger(size) && size > 0)) {
    throw new RangeError(
      `Cannot make a network on examples of shape [${shape.join(", ")}]: ` +
        "it needs whole numbers above 0, such as [28, 28, 1]",
    );
  }
}

function checkSizes(shape: Shape, layers: readonly AnyLayer[]): void {
  if (layers.length === 0) {
    throw new RangeError("Cannot make a network without layers; add one, such as dense(10)");
  }
  outputOfAll(layers, shape, "the input");
}
