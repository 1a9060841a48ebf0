import { createHmac, timingSafeEqual } from "node:crypto";

/** The four parts of a message that are signed: header, parent header, metadata, content. */
export type SignedParts = readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** Signs messages, and knows a forged one. An empty key means that nothing is signed. */
export class Signer {
  readonly #key: string;
  readonly #algorithm: string;

  /** `scheme` is Jupyter's name, such as "hmac-sha256". */
  constructor(key: string, scheme: string) {
    this.#key = key;
    this.#algorithm = scheme.replace(/^hmac-/, "");
    if (key !== "") createHmac(this.#algorithm, key);
  }

  /** The signature in lower-case hexadecimal. */
  sign(parts: SignedParts): string {
    if (this.#key === "") return "";
    const hmac = createHmac(this.#algorithm, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  /** Whether `signature` is the one of `parts`, compared in constant time. Without a key any is. */
  verify(parts: SignedParts, signature: Uint8Array): boolean {
    if (this.#key === "") return true;
    const expected = Buffer.from(this.sign(parts));
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
}
