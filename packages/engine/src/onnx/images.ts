import { type Form, reshape, type Target, Value } from "./value.js";

/**
 * Images seen alike in every form, `[images, height, width, lanes]`: plain ones have a picture's
 * channels as lanes, planar ones one lane and an image for each channel, blocked ones a block's
 * channels as lanes and an image for each block.
 */
export interface Images {
  readonly target: Target;
  readonly name: string;
  readonly form: Form;
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly lanes: number;
  /** Of the batch, for the way back. */
  readonly batch: number;
  readonly channels: number;
}

/** A batch of images in one of its forms, or in the one that it was made in. */
export function imagesOf(value: Value, form: Form = value.home): Images {
  const { target } = value;
  const [batch, height, width, channels] = value.shape as [number, number, number, number];
  const { images, lanes } = lanesOf(target, { batch, channels, form });
  return { target, name: value.in(form), form, images, height, width, lanes, batch, channels };
}

function lanesOf(
  { block }: Target,
  { batch, channels, form }: { batch: number; channels: number; form: Form },
): { images: number; lanes: number } {
  if (form === "plain") return { images: batch, lanes: channels };
  if (form === "planar") return { images: batch * channels, lanes: 1 };
  return { images: batch * Math.ceil(channels / block), lanes: block };
}

/** Images of a form as a value again. */
export function toValue(images: Images): Value {
  const { target, form, batch, height, width, channels } = images;
  const { builder, block } = target;
  const filled = form === "blocked" ? Math.ceil(channels / block) * block : channels;
  const whole =
    form === "plain" ? [batch, height, width, channels] : [batch, filled, height, width];
  const name = reshape(builder, images.name, whole);
  return new Value(target, { shape: [batch, height, width, channels], name, form });
}

/** The same images seen with other axes. */
export function cut({ target, name }: Images, axes: readonly number[]): string {
  return reshape(target.builder, name, axes);
}

/**
 * Rows and columns of zeros, or of another number, around images: top, left, bottom, right.
 * Negative ones are cut away.
 */
export function margined(
  images: Images,
  [top, left, bottom, right]: readonly [number, number, number, number],
  filling = 0,
): Images {
  if (top === 0 && left === 0 && bottom === 0 && right === 0) return images;
  const { builder } = images.target;
  const flat = cut(images, [images.images, images.height, images.width, images.lanes]);
  const pads = builder.ints([0, top, left, 0, 0, bottom, right, 0]);
  const height = images.height + top + bottom;
  const width = images.width + left + right;
  const operands = filling === 0 ? [flat, pads] : [flat, pads, builder.scalar(filling)];
  return { ...images, name: builder.add("Pad", operands), height, width };
}

/**
 * Puts images together from `steps` of them: its rows and columns take turns, `parts[row][column]`
 * being the first, second … pixel of each square.
 */
export function interleaved(parts: readonly (readonly Images[])[]): Images {
  const first = parts[0]![0]!;
  const { builder } = first.target;
  const { images, height, width, lanes } = first;
  const columns = parts[0]!.length;
  const rows = parts.map((row) => {
    const pixels = row.map((part) => cut(part, [images * height * width, 1, lanes]));
    const joined =
      columns === 1 ? pixels[0]! : builder.add("Concat", pixels, { attributes: { axis: 1 } });
    return reshape(builder, joined, [images * height, 1, width * columns * lanes]);
  });
  const name =
    rows.length === 1 ? rows[0]! : builder.add("Concat", rows, { attributes: { axis: 1 } });
  return { ...first, name, height: height * rows.length, width: width * columns };
}

/** Images with `steps` - 1 rows and columns of zeros after each of theirs. */
export function apartBy(from: Images, [down, across]: readonly [number, number]): Images {
  if (down === 1 && across === 1) return from;
  const { images, height, width, lanes } = from;
  const { builder } = from.target;
  const pixels = cut(from, [images * height, 1, width, 1, lanes]);
  const pads = builder.ints([0, 0, 0, 0, 0, 0, down - 1, 0, across - 1, 0]);
  const name = builder.add("Pad", [pixels, pads]);
  return { ...from, name, height: height * down, width: width * across };
}
