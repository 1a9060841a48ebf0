const factor = 0x5bd1e995;

/** The 32-bit MurmurHash2 of a text's UTF-8, by which Jupyter's debuggers name cells. */
export function murmur2(text: string, seed: number): number {
  const bytes = Buffer.from(text);
  const whole = bytes.length & ~3;
  let hash = seed ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    let part = Math.imul(bytes.readInt32LE(at), factor);
    part = Math.imul(part ^ (part >>> 24), factor);
    hash = Math.imul(hash, factor) ^ part;
  }
  if (whole < bytes.length) {
    hash = Math.imul(hash ^ bytes.readUIntLE(whole, bytes.length - whole), factor);
  }
  hash = Math.imul(hash ^ (hash >>> 13), factor);
  return (hash ^ (hash >>> 15)) >>> 0;
}
