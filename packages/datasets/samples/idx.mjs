import { gzipSync } from "node:zlib";

/** A gzipped IDX file of bytes. */
export function idx(sizes, bytes) {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.writeUInt16BE(0x0800 + sizes.length, 2);
  sizes.forEach((size, i) => {
    header.writeUInt32BE(size, 4 + 4 * i);
  });
  return gzipSync(Buffer.concat([header, bytes]), { level: 9 });
}
