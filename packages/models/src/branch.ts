import type { Shape, tf } from "@rosenblatt/engine";
import { type Activation, checkActivation } from "./activation.js";
import { activation } from "./activation-layer.js";
import type { AnyLayer } from "./chain.js";
import { checkChoice } from "./errors.js";
import { applyJoin, type Join, joinedSizes, joins } from "./join.js";
import type { Place } from "./layer.js";
import { applyPath, type LayerPath, layersOf, outputOfPath } from "./path.js";
import type { CheckedBranch } from "./paths.js";

export interface BranchOptions {
  /** How the paths become one: channels side by side, or values added or multiplied. */
  readonly join?: Join;
  /** What is done to what was joined; nothing unless told. */
  readonly act?: Activation;
}

/**
 * Parallel paths from the same input, each a layer or an array of them (`[]` hands on the input),
 * whose outputs are joined. Layers are named by the number of their path: `branch1.2.conv1`.
 * Paths that are added or multiplied end without an activation unless they say so.
 *
 * @throws RangeError for no path, and when the paths' outputs do not fit.
 * @example
 * // Inception's module, figure 2b of https://arxiv.org/abs/1409.4842
 * branch([
 *   conv(64, 1),
 *   [conv(96, 1), conv(128, 3, { pad: "same" })],
 *   [conv(16, 1), conv(32, 5, { pad: "same" })],
 *   [pool(3, { stride: 1, pad: "same" }), conv(32, 1)],
 * ]); // [28, 28, 192] -> [28, 28, 256]
 */
export function branch<P extends readonly (LayerPath | [])[]>(
  paths: readonly [...P],
  { join = "concat", act = "linear" }: BranchOptions = {},
): CheckedBranch<P> {
  const label = "branch()";
  const all: readonly LayerPath[] = paths;
  if (all.length === 0) throw new RangeError(`Cannot make ${label} without paths; add two`);
  checkChoice(label, { name: "join", value: join, choices: joins });
  checkActivation(label, act);
  return {
    kind: "branch",
    label,
    weighted: all.some((path) => layersOf(path).some(({ weighted }) => weighted)),
    output: (input, after) => {
      const outputs = all.map((path) => outputOfPath(path, input, after));
      return joinedSizes(join, outputs) ?? refuse(join, outputs);
    },
    apply: (x, place) => finish(joinPaths(x, { paths: all, join, place }), { act, place }),
  } as AnyLayer as CheckedBranch<P>;
}

function joinPaths(
  x: tf.SymbolicTensor,
  { paths, join, place }: { paths: readonly LayerPath[]; join: Join; place: Place },
): tf.SymbolicTensor {
  const last = place.last || join !== "concat";
  const ends = paths.map((path, i) =>
    applyPath(path, x, { prefix: `${place.name}.${i + 1}.`, last }),
  );
  return ends.length === 1 ? ends[0]! : applyJoin(join, ends, place.name);
}

function finish(
  x: tf.SymbolicTensor,
  { act, place }: { act: Activation; place: Place },
): tf.SymbolicTensor {
  if (act === "linear") return x;
  return activation(act).apply(x, { name: `${place.name}.${act}`, last: place.last });
}

function refuse(join: Join, outputs: readonly Shape[]): never {
  const got = outputs.map((shape) => `[${shape.join(", ")}]`).join(", ");
  const needs = join === "concat" ? "equal sizes but for the last" : "equal sizes";
  throw new RangeError(
    `Cannot join the paths of a branch (${join}): their outputs need ${needs}, got ${got}; ` +
      'give the paths the same strides, and pad: "same"',
  );
}
