import type { Signature } from "../trace/recorder.js";
import { nchwc } from "./graph-builder.js";
import { type Form, type Fuse, reshape, same, Value } from "./value.js";

/** Computes an operator's name from the names of its inputs. */
type Compute = (names: readonly string[]) => string;

/**
 * Computes number by number, in the form that the images already have. `keepsZero` says that
 * zeros give zeros, and nothing else comes of them; only then may a block have channels that are
 * there to fill it.
 */
export function elementwise(
  inputs: readonly Value[],
  { output, keepsZero, compute }: { output: Signature; keepsZero: boolean; compute: Compute },
): Value {
  const { target } = inputs[0]!;
  const form = commonForm(inputs, { output, keepsZero });
  const names = inputs.map((input) => {
    const moved = form !== "plain" && input.size === 1 && !same(input.shape, output.shape);
    return moved ? small(input) : input.in(form);
  });
  return new Value(target, { ...output, name: compute(names), form });
}

function commonForm(
  inputs: readonly Value[],
  { output, keepsZero }: { output: Signature; keepsZero: boolean },
): Form {
  const images = inputs.filter((input) => same(input.shape, output.shape));
  const form = images.find(({ home }) => home !== "plain")?.home ?? "plain";
  const fits = inputs.every((input) => input.size === 1 || images.includes(input));
  if (!fits || output.shape.length !== 4) return "plain";
  // The runtime blocks real numbers only; what came of blocked ones may stay as it is.
  const stays = images.every(({ dtype, home }) => dtype === "float32" || home === form);
  if (!stays && form === "blocked") return "plain";
  const full = output.shape.at(-1)! % Math.max(1, inputs[0]!.target.block) === 0;
  return form === "blocked" && !full && !keepsZero ? "plain" : form;
}

/** A single number; of rank 0, so that it has no axes that lie elsewhere in another form. */
function small(input: Value): string {
  return input.shape.length === 0 ? input.plain : reshape(input.target.builder, input.plain, []);
}

/** The numbers of a vector that has one for each channel of `image`; undefined for other shapes. */
export function channelVector(image: Value, vector: Value): string | undefined {
  const channels = image.shape.at(-1)!;
  const { shape } = vector;
  const fits = image.shape.length === 4 && shape.at(-1) === channels && vector.size === channels;
  if (!fits || channels === 1) return undefined;
  return reshape(image.target.builder, vector.plain, [channels]);
}

/** Fills a vector with zeros up to whole blocks. */
export function filledVector(target: Value["target"], name: string, channels: number): string {
  const missing = (target.block - (channels % target.block)) % target.block;
  if (missing === 0) return name;
  return target.builder.add("Pad", [name, target.builder.ints([0, missing])]);
}

/** `image · scale + offset`, channel by channel, in one pass over blocked images. */
export function blockedAffine(
  image: Value,
  {
    scale,
    offset,
    add,
    relu = false,
  }: { scale?: string; offset?: string; add?: Value; relu?: boolean },
): Value {
  const { target, shape } = image;
  const { builder, block } = target;
  const channels = shape.at(-1)!;
  const whole = Math.ceil(channels / block) * block;
  const ones = new Float32Array(whole).fill(1);
  const weights = scale
    ? reshape(builder, filledVector(target, scale, channels), [whole, 1, 1, 1])
    : builder.constant(ones, [whole, 1, 1, 1]);
  const bias = offset ? filledVector(target, offset, channels) : add ? "" : undefined;
  const inputs = [image.in("blocked"), weights, ...(bias === undefined ? [] : [bias])];
  if (add) inputs.push(add.in("blocked"));
  const attributes = {
    kernel_shape: [1, 1],
    group: whole,
    ...(relu ? { activation: "Relu" } : {}),
  };
  const name = builder.add("Conv", inputs, { attributes, domain: nchwc });
  const fuse: Fuse = ({ bias, add: added, relu: bent = false }) => {
    if (relu || bias || (add && added)) return undefined;
    const all = added ?? add;
    const vectors = { ...(scale ? { scale } : {}), ...(offset ? { offset } : {}) };
    return blockedAffine(image, { ...vectors, ...(all ? { add: all } : {}), relu: bent });
  };
  return new Value(target, { shape, name, form: "blocked", fuse });
}
