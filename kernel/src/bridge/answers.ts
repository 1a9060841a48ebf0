import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { Shared } from "./shared.js";

/** What somebody is asked. `cell` is the cell that asks. */
export interface Question {
  readonly cell: number;
  readonly prompt: string;
  readonly password: boolean;
}

/** What came of a question. */
export type Answer =
  | { readonly value: string }
  | { readonly name: string; readonly message: string };

/** A question whose answer the user's thread waits for without doing anything else. */
export interface BlockingQuestion extends Question {
  readonly id: number;
}

interface Answered {
  readonly id: number;
  readonly answer: Answer;
}

/** The line on which one thread gives answers and the other waits for them; each end has one. */
export class Answers {
  readonly #port: MessagePort;
  readonly #shared: Shared;

  constructor(port: MessagePort, shared: Shared) {
    this.#port = port;
    this.#shared = shared;
  }

  /** Answers a question and wakes the thread that waits for it. */
  give(id: number, answer: Answer): void {
    this.#port.postMessage({ id, answer } satisfies Answered);
    this.#shared.wake();
  }

  /** Waits for the answer to a question. The thread does nothing else meanwhile. */
  wait(id: number): Answer {
    for (;;) {
      const seen = this.#shared.wakes;
      const received = receiveMessageOnPort(this.#port) as { message: Answered } | undefined;
      if (received === undefined) this.#shared.sleep(seen);
      else if (received.message.id === id) return received.message.answer;
    }
  }
}
