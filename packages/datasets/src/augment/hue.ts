type Colour = readonly [red: number, green: number, blue: number];

/**
 * A colour whose hue is turned by a share of the circle, with its saturation and value kept.
 * Source: A. R. Smith, Color gamut transform pairs, SIGGRAPH 1978 (HSV).
 */
export function hueTurned(colour: Colour, by: number): Colour {
  const [red, green, blue] = colour;
  const value = Math.max(red, green, blue);
  const span = value - Math.min(red, green, blue);
  if (span === 0 || by === 0) {
    return colour;
  }
  const sector =
    value === red
      ? (green - blue) / span
      : value === green
        ? 2 + (blue - red) / span
        : 4 + (red - green) / span;
  const turned = sector + 6 * by + 12;
  // How far each primary is from full, by its distance from the hue on the circle of six sectors.
  const primary = (offset: number) => {
    const place = (turned + offset) % 6;
    return value - span * Math.max(0, Math.min(1, place, 4 - place));
  };
  return [primary(5), primary(3), primary(1)];
}
