import type { Shape } from "@rosenblatt/engine";
import { type Activation, checkActivation } from "./activation.js";
import { activation } from "./activation-layer.js";
import type { AnyLayer } from "./chain.js";
import { applyJoin } from "./join.js";
import { applyPath, type LayerPath, layersOf, outputOfPath } from "./path.js";
import type { CheckedPath, JoinedPaths } from "./paths.js";

export interface ResidualOptions {
  /** What is added to the path's outputs: what another path makes of the input, or the input. */
  readonly shortcut?: LayerPath;
  /** What is done to the sum: ReLU inside a network, `linear` at its end. */
  readonly act?: Activation;
}

/**
 * A residual block: a path, which is a layer or an array of them, and a shortcut around it, whose
 * outputs are added. The path ends without an activation unless it says so. Layers are named
 * `residual1.conv1`, those of the shortcut `residual1.shortcut.conv1`.
 *
 * He, Zhang, Ren, Sun, Deep Residual Learning for Image Recognition (2015), figure 2,
 * https://arxiv.org/abs/1512.03385
 *
 * @throws RangeError when the path and the shortcut give different sizes.
 * @example
 * residual([conv(64, 3, { pad: "same", stride: 2 }), conv(64, 3, { pad: "same" })], {
 *   shortcut: conv(64, 1, { stride: 2 }),
 * });
 */
export function residual<const P extends LayerPath | []>(
  path: CheckedPath<P>,
  { shortcut = [], act }: ResidualOptions = {},
): JoinedPaths<readonly [P]> {
  const inner = path as unknown as LayerPath;
  checkActivation("residual()", act);
  return {
    kind: "residual",
    label: "residual()",
    weighted: [inner, shortcut].some((way) => layersOf(way).some(({ weighted }) => weighted)),
    output: (input, after) => {
      const made = outputOfPath(inner, input, after);
      const added = outputOfPath(shortcut, input, after);
      return `${made}` === `${added}` ? made : refuse(made, added);
    },
    apply: (x, { name, last }) => {
      const ends = [
        applyPath(inner, x, { prefix: `${name}.`, last: true }),
        applyPath(shortcut, x, { prefix: `${name}.shortcut.`, last: true }),
      ];
      const sum = applyJoin("add", ends, name);
      const finish = act ?? (last ? "linear" : "relu");
      if (finish === "linear") return sum;
      return activation(finish).apply(sum, { name: `${name}.${finish}`, last });
    },
  } as AnyLayer as JoinedPaths<readonly [P]>;
}

function refuse(made: Shape, added: Shape): never {
  throw new RangeError(
    "Cannot make a residual block: what is added must have the path's sizes " +
      `[${made.join(", ")}], got [${added.join(", ")}]; ` +
      `give it a shortcut, such as { shortcut: conv(${made.at(-1)}, 1) }, with the path's strides`,
  );
}
