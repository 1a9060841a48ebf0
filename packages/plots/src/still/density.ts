/** Pixels of the picture for each of the page: sharp in print, and small. */
export const scale = 1.5;

/** Where a PNG's first chunk ends, which every other follows. */
const afterHeader = 33;

/**
 * PNG's chunk pHYs (https://www.w3.org/TR/png/#11pHYs): 5,669 pixels a metre in both directions,
 * which are 144 an inch, `scale` times those of a page; with its checksum.
 */
const chunk = Uint8Array.of(
  ...[0, 0, 0, 9],
  ...[0x70, 0x48, 0x59, 0x73],
  ...[0, 0, 0x16, 0x25, 0, 0, 0x16, 0x25, 1],
  ...[0x49, 0x52, 0x24, 0xf0],
);

/** The PNG with a word on how large it is on a page. */
export function withDensity(png: Uint8Array): Uint8Array {
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, afterHeader));
  whole.set(chunk, afterHeader);
  whole.set(png.subarray(afterHeader), afterHeader + chunk.length);
  return whole;
}
