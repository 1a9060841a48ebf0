import type { Question } from "../bridge/answers.js";
import type { Message } from "../transport/message.js";
import type { Transport } from "../transport/transport.js";

interface Asked extends Question {
  readonly request: Message;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

/** Code asked a client that takes no questions. */
class StdinNotImplementedError extends Error {
  override readonly name = "StdinNotImplementedError";

  constructor() {
    super(
      "Cannot ask for input: expected a client that takes input, got allow_stdin: false; " +
        "run the cell where somebody can answer, or pass the value in, as by process.env",
    );
  }
}

/** An interrupt ended the question. */
class KeyboardInterrupt extends Error {
  override readonly name = "KeyboardInterrupt";
}

/**
 * Questions of running cells to whoever sent them, one at a time. What answers no question that is
 * open, such as a late reply after an interrupt, is dropped.
 */
export class Stdin {
  readonly #parts: StdinParts;
  readonly #cells = new Map<number, Message>();
  readonly #waiting: Asked[] = [];
  #open: { readonly id: string; readonly asked: Asked } | undefined;

  constructor(parts: StdinParts) {
    this.#parts = parts;
  }

  /** From now on `cell`, which `request` started, may ask. */
  open(cell: number, request: Message): void {
    this.#cells.set(cell, request);
  }

  /** The cell has ended: nobody looks at its questions any more. */
  close(cell: number): void {
    this.#cells.delete(cell);
    this.#drop((asked) => asked.cell === cell, ended());
  }

  /** Asks the client whose cell it is. Rejects if that takes no input or the cell ends meanwhile. */
  async ask(question: Question): Promise<string> {
    const request = this.#cells.get(question.cell);
    if (request === undefined) throw ended();
    if (request.content.allow_stdin !== true) throw new StdinNotImplementedError();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...question, request, resolve, reject });
      this.#next();
    });
  }

  /** Takes an `input_reply`. */
  take({ parent, identities, content }: Message): void {
    const open = this.#open;
    // jupyter_client's replies name no question.
    if (parent.msg_id !== undefined && parent.msg_id !== open?.id) return;
    if (open === undefined || !sameClient(identities, open.asked.request.identities)) return;
    this.#open = undefined;
    open.asked.resolve(String(content.value));
    this.#next();
  }

  /** Ends all questions, as an interrupt does. */
  interrupt(): void {
    this.#drop(() => true, new KeyboardInterrupt("the cell was interrupted"));
  }

  #next(): void {
    if (this.#open !== undefined) return;
    const asked = this.#waiting.shift();
    if (asked === undefined) return;
    const { prompt, password, request } = asked;
    // What was printed before is seen before.
    this.#parts.output.flush();
    const content = { prompt, password };
    this.#open = {
      id: this.#parts.transport.ask(request, { type: "input_request", content }),
      asked,
    };
  }

  #drop(isMeant: (asked: Asked) => boolean, error: Error): void {
    const open = this.#open?.asked;
    const asked = open ? [open, ...this.#waiting] : [...this.#waiting];
    const dropped = asked.filter(isMeant);
    if (open && dropped.includes(open)) this.#open = undefined;
    this.#waiting.splice(0, Infinity, ...asked.filter((one) => one !== open && !isMeant(one)));
    for (const one of dropped) one.reject(error);
    this.#next();
  }
}

interface StdinParts {
  readonly transport: Pick<Transport, "ask">;
  readonly output: { flush(): void };
}

function ended(): Error {
  return new Error(
    "Cannot ask for input: expected a cell that runs, got one that has ended; " +
      "ask in a cell that waits for the answer",
  );
}

function sameClient(one: readonly Uint8Array[], other: readonly Uint8Array[]): boolean {
  return Buffer.concat(one).equals(Buffer.concat(other));
}
