import { createHash } from "node:crypto";
import { unzipped } from "./unzipped.js";

/** A published file, which may be kept gzipped or not. */
export interface DataFile {
  /** Without `.gz`. */
  readonly name: string;
  /** Of the content, unzipped. */
  readonly bytes: number;
  /**
   * Of the content, unzipped: distributions pack the same content into different gzip files.
   */
  readonly sha256: string;
}

/**
 * The content of a data file from its bytes, unzipped when needed.
 *
 * @throws Error when it is not, byte for byte, what was published.
 */
export async function verified(
  bytes: Uint8Array,
  { file, from }: { file: DataFile; from: string },
): Promise<Uint8Array> {
  const content = await unzipped(bytes, { limit: file.bytes, name: from });
  const sha256 = createHash("sha256").update(content).digest("hex");
  if (sha256 !== file.sha256) {
    throw new Error(
      `Cannot use ${from}: its unzipped content must have the SHA-256 ${file.sha256}, ` +
        `got ${sha256} (${content.length} of ${file.bytes} bytes); fetch it anew from its source`,
    );
  }
  return content;
}
