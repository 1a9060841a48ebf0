/** A page has no files. */
export async function writeWhole(path: string): Promise<void> {
  throw new Error(`Cannot write "${path}": a page has no files; do this in Node`);
}
