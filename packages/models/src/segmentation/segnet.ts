import { type Img, tf } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { block } from "../block.js";
import { vggStages } from "../builders/vgg-stages.js";
import type { Widen } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { encoderLevels, halvingsOf, levelAt } from "../encoder-levels.js";
import { checkChoice } from "../errors.js";
import { named } from "../named.js";
import type { Net } from "../net.js";
import { pool } from "../pool.js";
import { applyAll } from "../sequence.js";
import { showsSummary } from "../shows-summary.js";
import { unpool } from "../unpooled.js";
import { upsample } from "../upsample.js";
import { ownEncoder } from "./own-encoder.js";
import { ownWidth } from "./own-width.js";
import { checkDivisible, pictureShape } from "./picture-shape.js";
import { poolings } from "./poolings.js";
import type { MirroredOptions } from "./segmentation-options.js";

export interface SegnetOptions<S extends Img> extends MirroredOptions<S> {
  /**
   * How images are enlarged on the way back: values go to where their maxima were, or, to compare
   * with, to all pixels alike, or are interpolated. All have the same weights.
   */
  readonly enlarge?: "indices" | "nearest" | "bilinear";
}

/**
 * SegNet: the thirteen convolutions of VGG-16, and as many on the way back, on which each value is
 * put to where its maximum came from. 29,492,181 parameters that training changes for 21 classes of
 * colour pictures, as in the same network in PyTorch; the paper: 29.5 million. One logit for each
 * class and pixel comes out. The way back from an encoder has its numbers of filters; maxima are
 * remembered of one that halves pictures by `pool(2)` alone, as `vgg16` does.
 *
 * Badrinarayanan, Kendall, Cipolla, SegNet: A Deep Convolutional Encoder-Decoder Architecture for
 * Image Segmentation (2015), figure 2, https://arxiv.org/abs/1511.00561
 *
 * @throws RangeError for sides that 32, or 2 to the depth, does not divide, for an encoder that does
 *   not halve pictures so often, that way, or is for others, for a width beside an encoder, and for
 *   counts that are not above 0.
 * @example
 * segnet({ shape: [64, 64, 3], classes: 11, width: 0.125, depth: 3 });
 * segnet({ encoder: vgg16({ shape: [64, 64, 3], width: 0.125 }), classes: 11, depth: 3 });
 */
export function segnet<const S extends Img = Img>({
  classes = 21,
  enlarge = "indices",
  ...options
}: SegnetOptions<S> = {}): Net<S, Img> {
  const { encoder } = options;
  const choices = ["indices", "nearest", "bilinear"];
  checkChoice("segnet()", { name: "enlarge", value: enlarge, choices });
  const wide = ownWidth("segnet()", options);
  const shape = pictureShape("segnet()", options, [352, 480, 3]);
  const most = encoder ? mostHalvings(encoder, enlarge) : vggStages.length;
  const { depth = most } = options;
  checkDepth(depth, most);
  checkDivisible("segnet()", shape, 2 ** depth);
  const down = encoder ?? ownEncoder(shape, wayDown(depth, wide));

  const pools = enlarge === "indices" ? poolings(down) : [];
  let x = pools[depth - 1]?.pooled ?? encoderLevels(down, [2 ** depth])[0]!;
  const sizes = Array.from({ length: depth }, (_, i) => pools[i]?.images ?? levelAt(down, 2 ** i));
  const filters = sizes.map((_, i) => (sizes.slice(i).find(Boolean) ?? x).shape[3]!);
  for (let i = depth - 1; i >= 0; i -= 1) {
    const name = `up${i + 1}`;
    const enlarged =
      enlarge === "indices"
        ? unpool({ values: x, images: pools[i]!.images }, { name: `${name}.unpool`, size: 2 })
        : upsample(2, { kind: enlarge }).apply(x, { name: `${name}.upsample`, last: false });
    const convs = stage(i, { filters: filters[i]!, last: filters[i - 1] });
    x = applyAll(convs, enlarged, { prefix: `${name}.`, last: false });
  }
  const logits = conv(classes, 3, { pad: "same" });
  const outputs = logits.apply(x, { name: "logits", last: true });
  return showsSummary(tf.model({ inputs: down.inputs, outputs })) as unknown as Net<S, Img>;
}

/** The paper's own: VGG-16's stages. */
function wayDown(depth: number, wide: Widen): AnyLayer[] {
  return vggStages.slice(0, depth).flatMap(([, filters], i) => {
    const convs = stage(i, { filters: wide(filters) });
    return [named(`down${i + 1}`, block(...(convs as [AnyLayer]))), pool(2)];
  });
}

/** As many convolutions as VGG-16 has at this size; the last may have filters of its own. */
function stage(
  i: number,
  { filters, last = filters }: { filters: number; last?: number | undefined },
) {
  const [count] = vggStages[i]!;
  return Array.from({ length: count }, (_, k) => convNorm(k < count - 1 ? filters : last)).flat();
}

function convNorm(filters: number): AnyLayer[] {
  return [conv(filters, 3, { pad: "same", act: "linear" }), batchNorm(), activation("relu")];
}

/** How often pictures can be doubled again that an encoder has halved. */
function mostHalvings(encoder: tf.LayersModel, enlarge: SegnetOptions<Img>["enlarge"]): number {
  const indices = enlarge === "indices";
  const most = indices ? poolings(encoder).length : halvingsOf(encoder);
  if (most > 0) return Math.min(most, vggStages.length);
  throw new RangeError(
    indices
      ? "Cannot make segnet() on this encoder: it does not halve pictures by pool(2), so that " +
          'there are no indices to carry; take vgg16(), or enlarge: "nearest", or unet()'
      : "Cannot make segnet() on this encoder: it does not halve pictures; add pool(2) to it",
  );
}

function checkDepth(depth: number, most: number): void {
  if (!(Number.isInteger(depth) && depth >= 1 && depth <= most)) {
    throw new RangeError(
      `Cannot make segnet() with depth = ${depth}: it must be a whole number from 1 to ${most}, ` +
        "as often as its encoder halves pictures",
    );
  }
}
