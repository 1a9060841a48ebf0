/** A question from one thread to the other, or what came of it. */
export type CallMessage =
  | {
      readonly type: "call";
      readonly id: number;
      readonly topic: string;
      readonly content: unknown;
    }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | {
      readonly type: "refusal";
      readonly id: number;
      readonly name: string;
      readonly message: string;
    };

/** Answers the questions of one topic; what it throws is thrown where the question was asked. */
export type Handler = (content: never) => unknown;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One end of the line on which the two threads ask each other; each end has one. */
export class Calls {
  readonly #post: (message: CallMessage) => void;
  readonly #handlers = new Map<string, Handler>();
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(post: (message: CallMessage) => void) {
    this.#post = post;
  }

  /** From now on `handler` answers what the other end asks about `topic`. */
  handle(topic: string, handler: Handler): void {
    this.#handlers.set(topic, handler);
  }

  /** Asks the other end. `content` and the answer are structured clones. */
  call<T>(topic: string, content?: unknown): Promise<T> {
    const id = ++this.#asked;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    this.#post({ type: "call", id, topic, content });
    return answer as Promise<T>;
  }

  /** Takes what the other end posted. */
  take(message: CallMessage): void {
    if (message.type === "call") {
      void this.#answer(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === "answer") waiting?.resolve(message.value);
    else waiting?.reject(Object.assign(new Error(message.message), { name: message.name }));
  }

  async #answer({ id, topic, content }: Extract<CallMessage, { type: "call" }>): Promise<void> {
    try {
      const handler = this.#handlers.get(topic);
      if (handler === undefined) throw new Error(`Cannot answer "${topic}": nobody handles it`);
      this.#post({ type: "answer", id, value: await handler(content as never) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      this.#post({ type: "refusal", id, name, message });
    }
  }
}
