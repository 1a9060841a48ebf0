import { blockedAffine } from "./elementwise.js";
import { reshape, Value } from "./value.js";

/** `image · scale + offset` with a number for each channel, in the form that the image has. */
export function affine(
  image: Value,
  { scale, offset }: { scale?: string; offset?: string },
): Value {
  const { target, shape, home } = image;
  if (home === "blocked") {
    return blockedAffine(image, { ...(scale ? { scale } : {}), ...(offset ? { offset } : {}) });
  }
  const { builder } = target;
  const channels = shape.at(-1)!;
  const vector = (name: string) =>
    reshape(builder, name, home === "planar" ? [1, channels, 1, 1] : [channels]);
  const scaled = scale ? builder.add("Mul", [image.in(home), vector(scale)]) : image.in(home);
  const name = offset ? builder.add("Add", [scaled, vector(offset)]) : scaled;
  return new Value(target, { shape, name, form: home });
}
