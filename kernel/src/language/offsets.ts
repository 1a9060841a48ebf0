/** The UTF-16 offset of a position counted in code points, as Jupyter counts. */
export function toUtf16(text: string, codePoints: number): number {
  let offset = 0;
  for (let point = 0; point < codePoints && offset < text.length; point++) {
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}

/** The position in code points of a UTF-16 offset. */
export function toCodePoints(text: string, offset: number): number {
  return Array.from(text.slice(0, offset)).length;
}
