import type { Header, Message, Outgoing } from "./message.js";
import { Replays } from "./replays.js";
import type { SignedParts, Signer } from "./signer.js";

const delimiter = "<IDS|MSG>";
const parts = ["header", "parent header", "metadata", "content"] as const;
const headerFields = ["msg_id", "msg_type", "session"] as const;

type Content = Readonly<Record<string, unknown>>;

/** A message's frames, and the id that it was given. */
export interface Encoded {
  readonly id: string;
  readonly frames: readonly (Uint8Array | string)[];
}

/** Turns messages into frames and back, as protocol 5.5 lays them out. */
export class Wire {
  readonly #signer: Signer;
  readonly #session: string;
  readonly #replays = new Replays();
  #sent = 0;

  constructor(signer: Signer, session: string) {
    this.#signer = signer;
    this.#session = session;
  }

  /** A message's frames, after those that route it (`identities` or a topic). */
  encode(routing: readonly (Uint8Array | string)[], message: Outgoing): Encoded {
    const { type, content, parent, metadata = {}, buffers = [] } = message;
    const id = `${this.#session}_${++this.#sent}`;
    const header = {
      msg_id: id,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      msg_type: type,
      version: "5.5",
    };
    const signed: SignedParts = [
      Buffer.from(JSON.stringify(header)),
      Buffer.from(parent?.headerText ?? "{}"),
      Buffer.from(JSON.stringify(metadata)),
      Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
    ];
    return {
      id,
      frames: [...routing, delimiter, this.#signer.sign(signed), ...signed, ...buffers],
    };
  }

  /**
   * The message in `frames`. Throws an `Error` if it is malformed, its signature is not ours, or it
   * was taken before.
   */
  decode(frames: readonly Uint8Array[]): Message {
    const start = frames.findIndex((frame) => Buffer.from(frame).toString("latin1") === delimiter);
    if (start < 0) throw refusal(`a frame ${delimiter}`, "none");
    const [signature, ...rest] = frames.slice(start + 1);
    if (rest.length < parts.length) throw refusal("a signature and four parts", rest.length);
    this.#authenticate(signature!, rest.slice(0, 4) as unknown as SignedParts);
    const headerText = Buffer.from(rest[0]!).toString();
    const [header, parent, metadata, content] = parts.map((name, at) => object(name, rest[at]!));
    for (const field of headerFields) {
      const value = header![field];
      if (typeof value !== "string") throw refusal(`a string ${field} in the header`, typeof value);
    }
    return {
      identities: frames.slice(0, start),
      header: header as unknown as Header,
      headerText,
      parent: parent as Partial<Header>,
      metadata: metadata!,
      content: content!,
      buffers: rest.slice(4),
    };
  }

  #authenticate(signature: Uint8Array, signed: SignedParts): void {
    if (!this.#signer.verify(signed, signature)) {
      throw refusal("our signature", signature.length === 0 ? "none" : "another");
    }
    if (signature.length > 0 && this.#replays.isSecond(Buffer.from(signature).toString("latin1"))) {
      throw refusal("a new message", "one that was sent before");
    }
  }
}

function object(name: string, part: Uint8Array): Content {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part).toString());
  } catch (error) {
    throw refusal(`JSON as ${name}`, (error as Error).message);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Content;
  throw refusal(`an object as ${name}`, Array.isArray(value) ? "an array" : String(value));
}

function refusal(expected: string, got: string | number): Error {
  return new Error(`Cannot accept message: expected ${expected}, got ${got}`);
}
