import type { Img } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { block } from "../block.js";
import type { NetworkOptions } from "../builders/network-options.js";
import { widener } from "../builders/width.js";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { checkCount } from "../errors.js";
import { globalPool } from "../global-pool.js";
import type { Layer } from "../layer.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { imageSizes } from "../window.js";
import { normalCell, reductionCell } from "./nasnet-cells.js";

export interface NasnetOptions<S extends Img, C extends number> extends NetworkOptions<S, C> {
  /** N: how many normal cells each of the three stages has. */
  readonly cells?: number;
  /** F: how many filters the cells of the first stage have; the last outputs have 24 F channels. */
  readonly filters?: number;
}

/**
 * NASNet-A, whose two cells were found by a search. `nasnetA()` is NASNet-A (6 @ 4032), with
 * pictures of 331 × 331; (5 @ 1538) and (7 @ 1920), with 299 × 299, are built by the same rule,
 * 5 cells with 64 filters and 7 with 80, but see `architectures` on their printed figures.
 *
 * Zoph, Vasudevan, Shlens, Le, Learning Transferable Architectures for Scalable Image Recognition
 * (2017), figures 2 and 4 and table 2, https://arxiv.org/abs/1707.07012;
 * github.com/tensorflow/models, research/slim/nets/nasnet
 *
 * @throws RangeError for counts that are not above 0.
 * @example
 * nasnetA({ shape: [32, 32, 3], classes: 10, cells: 1, filters: 8 });
 * nasnetA({ shape: [299, 299, 3], cells: 7, filters: 80 }); // NASNet-A (7 @ 1920)
 */
export function nasnetA<const S extends Img = Img, const C extends number = 1000>({
  shape = [331, 331, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
  cells = 6,
  filters = 168,
}: NasnetOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("nasnetA()", width);
  checkCount("nasnetA()", { cells, filters });
  return net(
    shape as Img,
    named("stem", block(conv(wide(96), 3, { stride: 2, act: "linear", bias: false }), batchNorm())),
    body({ cells, filters: wide(filters), quarter: wide(filters / 4), half: wide(filters / 2) }),
    activation("relu"),
    globalPool(),
    dropout(0.5),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

interface BodyOptions {
  readonly cells: number;
  readonly filters: number;
  /** The filters of the two reduction cells at the start. */
  readonly quarter: number;
  readonly half: number;
}

/** All cells, each of which sees the outputs of the two before it. */
function body({ cells, filters, quarter, half }: BodyOptions): Layer<Img, Img> {
  const label = "the cells of nasnetA()";
  return {
    kind: "cells",
    label,
    weighted: true,
    output: (input, after) => {
      const [height, width] = imageSizes({ label, input, after });
      return [Math.ceil(height / 16), Math.ceil(width / 16), 24 * filters];
    },
    apply: (x) => {
      const stem1 = reductionCell({ before: x, previous: x, filters: quarter, name: "stem1" });
      const stem2 = reductionCell({ before: stem1, previous: x, filters: half, name: "stem2" });
      let [previous, before] = [stem1, stem2];
      for (const stage of [1, 2, 3]) {
        const size = filters * 2 ** (stage - 1);
        if (stage > 1) {
          // The next cell's other input is the one that this cell has, as in the released network.
          before = reductionCell({
            before,
            previous,
            filters: size,
            name: `reduction${stage - 1}`,
          });
        }
        for (let i = 1; i <= cells; i++) {
          const name = `stage${stage}.cell${i}`;
          [previous, before] = [before, normalCell({ before, previous, filters: size, name })];
        }
      }
      return before;
    },
  };
}
