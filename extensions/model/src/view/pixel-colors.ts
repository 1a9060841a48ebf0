type Color = readonly [red: number, green: number, blue: number];

/** From below zero to above it, zero in between: ColorBrewer's RdBu, its ends darker. */
const diverging: readonly Color[] = [
  [33, 102, 172],
  [146, 197, 222],
  [247, 247, 247],
  [244, 165, 130],
  [178, 24, 43],
];

/** From nothing to much: viridis. */
const rising: readonly Color[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

/** Okabe and Ito's colours, for classes of pixels. */
const classes: readonly Color[] = [
  [68, 68, 68],
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
];

/** The colour of a number of a picture whose numbers go from `min` to `max`. */
export function pixelColor(value: number, { min, max }: { min: number; max: number }): Color {
  // Not a number: as loud as it is wrong.
  if (!Number.isFinite(value)) return [255, 0, 255];
  if (min >= 0) return between(rising, max > min ? (value - min) / (max - min) : 0);
  const reach = Math.max(-min, max);
  return between(diverging, 0.5 + value / (2 * reach));
}

/** The colour of a class. */
export function classColor(index: number): Color {
  const color = classes[index % classes.length]!;
  if (index < classes.length) return color;
  // Where there are more classes than colours, they come again, lighter.
  return [(color[0] + 255) / 2, (color[1] + 255) / 2, (color[2] + 255) / 2];
}

function between(ramp: readonly Color[], share: number): Color {
  const place = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
  const i = Math.min(ramp.length - 2, Math.floor(place));
  const [from, to] = [ramp[i]!, ramp[i + 1]!];
  const mix = (channel: 0 | 1 | 2) => from[channel] + (place - i) * (to[channel] - from[channel]);
  return [mix(0), mix(1), mix(2)];
}
