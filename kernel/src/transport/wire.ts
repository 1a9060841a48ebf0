import type { Header, Message, Outgoing } from "./message.js";
import type { SignedParts, Signer } from "./signer.js";

const delimiter = "<IDS|MSG>";
const headerFields = ["msg_id", "msg_type", "session"] as const;

/** Turns messages into frames and back, as protocol 5.5 lays them out. */
export class Wire {
  readonly #signer: Signer;
  readonly #session: string;
  #sent = 0;

  constructor(signer: Signer, session: string) {
    this.#signer = signer;
    this.#session = session;
  }

  /** The frames of a message, after those that route it (`identities` or a topic). */
  encode(routing: readonly (Uint8Array | string)[], message: Outgoing): (Uint8Array | string)[] {
    const { type, content, parent, metadata = {}, buffers = [] } = message;
    const header = {
      msg_id: `${this.#session}_${++this.#sent}`,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      msg_type: type,
      version: "5.5",
    };
    const parts: SignedParts = [
      Buffer.from(JSON.stringify(header)),
      Buffer.from(parent?.headerText ?? "{}"),
      Buffer.from(JSON.stringify(metadata)),
      Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
    ];
    return [...routing, delimiter, this.#signer.sign(parts), ...parts, ...buffers];
  }

  /** The message in `frames`; throws an `Error` if it is malformed or its signature is not ours. */
  decode(frames: readonly Uint8Array[]): Message {
    const start = frames.findIndex((frame) => Buffer.from(frame).toString("latin1") === delimiter);
    if (start < 0 || frames.length < start + 6) throw refusal("six frames after <IDS|MSG>", frames);
    const [signature, ...rest] = frames.slice(start + 1);
    const parts = rest.slice(0, 4) as unknown as SignedParts;
    if (!this.#signer.verify(parts, signature!)) throw refusal("a valid signature", frames);
    const headerText = Buffer.from(parts[0]).toString();
    const header = JSON.parse(headerText) as Header;
    for (const field of headerFields) {
      if (typeof header[field] !== "string") throw refusal(`a string ${field}`, frames);
    }
    const identities = frames.slice(0, start);
    const [metadata, content] = [parts[2], parts[3]].map(object) as [Content, Content];
    return { identities, header, headerText, metadata, content, buffers: rest.slice(4) };
  }
}

type Content = Readonly<Record<string, unknown>>;

function object(part: Uint8Array): Content {
  return JSON.parse(Buffer.from(part).toString()) as Content;
}

function refusal(expected: string, frames: readonly Uint8Array[]): Error {
  return new Error(`Cannot accept message: expected ${expected}, got ${frames.length} frames`);
}
