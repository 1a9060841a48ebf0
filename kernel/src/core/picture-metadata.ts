const name = '"image/png":"';

/** The first chunk, and the one that may follow it: 54 bytes are 72 characters. */
const start = 72;

/** Pixels a metre on a page, of which an inch has 96. */
const page = 96 / 0.0254;

/**
 * Output metadata, as JSON, for a MIME bundle, as JSON: where its PNG says that it has more pixels
 * than a page (chunk pHYs, right after the header), the size at which it is to be shown.
 */
export function pictureMetadata(bundle: string): string {
  const at = bundle.indexOf(name);
  if (at < 0) return "{}";
  const bytes = Buffer.from(bundle.slice(at + name.length, at + name.length + start), "base64");
  if (bytes.length < 54 || bytes.toString("latin1", 37, 41) !== "pHYs") return "{}";
  const [ratio, inMetres] = [bytes.readUInt32BE(41) / page, bytes[49] === 1];
  if (!inMetres || ratio <= 1.2) return "{}";
  const size = (offset: number) => Math.round(bytes.readUInt32BE(offset) / ratio);
  return JSON.stringify({ "image/png": { width: size(16), height: size(20) } });
}
