import type { Readable, Writable } from "node:stream";

/** Answers what the other side asks; by what it gives, or with null. */
export type Answer = (method: string, params: never) => unknown;

interface Incoming {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: never;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const HEADER_END = "\r\n\r\n";

/**
 * One end of a line on which JSON-RPC 2.0 is spoken as language servers do. What is sent in one
 * turn is written at once: each write wakes the other process. What cannot be written is lost.
 */
export class JsonRpc {
  readonly #output: Writable;
  readonly #answer: Answer;
  readonly #waiting = new Map<number, Waiting>();
  #received: Buffer = Buffer.alloc(0);
  #sending = "";
  #asked = 0;
  #closed: Error | undefined;

  constructor(streams: { input: Readable; output: Writable }, answer: Answer) {
    this.#output = streams.output;
    this.#answer = answer;
    streams.output.on("error", () => undefined);
    streams.input.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  /** Rejects when the other side refuses, and when `signal` is aborted, which it is told of. */
  request<T>(method: string, params: object, signal?: AbortSignal): Promise<T> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = ++this.#asked;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    this.#send({ id, method, params });
    const cancel = (): void => {
      this.notify("$/cancelRequest", { id });
      this.#take({ id, error: { message: "cancelled" } });
    };
    signal?.addEventListener("abort", cancel, { once: true });
    return answer.finally(() => signal?.removeEventListener("abort", cancel)) as Promise<T>;
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  /** The other side is gone: rejects what is asked now or later. */
  close(reason: string): void {
    this.#closed = new Error(reason);
    for (const { reject } of this.#waiting.values()) reject(this.#closed);
    this.#waiting.clear();
  }

  #send(message: object): void {
    const content = JSON.stringify({ jsonrpc: "2.0", ...message });
    const frame = `Content-Length: ${Buffer.byteLength(content)}${HEADER_END}${content}`;
    if (this.#sending === "") queueMicrotask(() => this.#flush());
    this.#sending += frame;
  }

  #flush(): void {
    const text = this.#sending;
    this.#sending = "";
    if (this.#output.writable) this.#output.write(text);
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf(HEADER_END);
      if (end < 0) return;
      const header = this.#received.toString("latin1", 0, end);
      const start = end + HEADER_END.length;
      const next = start + Number(/content-length: *(\d+)/i.exec(header)?.[1] ?? 0);
      if (this.#received.length < next) return;
      const content = this.#received.toString("utf8", start, next);
      this.#received = this.#received.subarray(next);
      this.#take(JSON.parse(content) as Incoming);
    }
  }

  #take({ id, method, params, result, error }: Incoming): void {
    if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: this.#answer(method, params!) ?? null });
      return;
    }
    const waiting = this.#waiting.get(id as number);
    this.#waiting.delete(id as number);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}
