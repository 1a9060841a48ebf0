import type { Img } from "@rosenblatt/engine";
import { branch } from "../branch.js";
import type { NetworkOptions } from "../builders/network-options.js";
import { type Widen, widener } from "../builders/width.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import type { WindowSize } from "../window.js";
import { convNorm } from "./conv-norm.js";
import { inceptionStem } from "./inception-stem.js";

/**
 * Inception V3, without its auxiliary classifier, normalized without gamma as it was released.
 *
 * Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, Rethinking the Inception Architecture (2015), table 1
 * and figures 5 to 7 and 10, https://arxiv.org/abs/1512.00567
 *
 * @throws RangeError when the pictures are smaller than 75 × 75, or for counts that are not above 0.
 * @example inceptionV3({ shape: [96, 96, 3], classes: 10, width: 0.25 })
 */
export function inceptionV3<const S extends Img = Img, const C extends number = 1000>({
  shape = [299, 299, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("inceptionV3()", width);
  const { small, towards17, factored, towards8, expanded } = modules(wide);
  return net(
    shape as Img,
    ...inceptionStem(wide),
    named("mixed5b", small(32)),
    named("mixed5c", small(64)),
    named("mixed5d", small(64)),
    named("mixed6a", towards17()),
    named("mixed6b", factored(128)),
    named("mixed6c", factored(160)),
    named("mixed6d", factored(160)),
    named("mixed6e", factored(192)),
    named("mixed7a", towards8()),
    named("mixed7b", expanded()),
    named("mixed7c", expanded()),
    globalPool(),
    dropout(0.2),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

function modules(wide: Widen) {
  const cn = (filters: number, size: WindowSize) => convNorm(wide(filters), size, { gamma: false });
  const down = (filters: number) =>
    convNorm(wide(filters), 3, { stride: 2, pad: "valid", gamma: false });
  const pooled = (filters: number) =>
    [pool(3, { kind: "mean", stride: 1, pad: "same" }), cn(filters, 1)] as const;
  const split = (filters: number) => branch([cn(filters, [1, 3]), cn(filters, [3, 1])]);
  return {
    /** Figure 5. */
    small: (last: number) =>
      branch([cn(64, 1), [cn(48, 1), cn(64, 5)], [cn(64, 1), cn(96, 3), cn(96, 3)], pooled(last)]),
    /** Figure 10. */
    towards17: () => branch([down(384), [cn(64, 1), cn(96, 3), down(96)], pool(3, { stride: 2 })]),
    /** Figure 6, with n = 7. */
    factored: (n: number) =>
      branch([
        cn(192, 1),
        [cn(n, 1), cn(n, [1, 7]), cn(192, [7, 1])],
        [cn(n, 1), cn(n, [7, 1]), cn(n, [1, 7]), cn(n, [7, 1]), cn(192, [1, 7])],
        pooled(192),
      ]),
    towards8: () =>
      branch([
        [cn(192, 1), down(320)],
        [cn(192, 1), cn(192, [1, 7]), cn(192, [7, 1]), down(192)],
        pool(3, { stride: 2 }),
      ]),
    /** Figure 7. */
    expanded: () =>
      branch([
        cn(320, 1),
        [cn(384, 1), split(384)],
        [cn(448, 1), cn(384, 3), split(384)],
        pooled(192),
      ]),
  };
}
