import type { Kernel, KernelMessage } from "@jupyterlab/services";
import { checkedMessage } from "./checked-message.js";
import type { Answer, FromKernel, Question, Refusal } from "./protocol.js";

/** The comm target under which the kernel answers: see docs/variables-protocol.md. */
const target = "rosenblatt.variables";

/** What is asked, without its number. */
export type Asked = Question extends infer One
  ? One extends Question
    ? Omit<One, "id">
    : never
  : never;

/** An answer, and the bytes that came with it. */
export interface Answered {
  readonly result: object;
  readonly buffer?: ArrayBuffer;
}

interface Waiting {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: Error) => void;
}

/** A line to the variables of one kernel. */
export class KernelLine {
  readonly #comm: Kernel.IComm;
  readonly #waiting = new Map<number, Waiting>();
  readonly #told: (message: FromKernel) => void;
  #last = 0;

  /** `told` is given what the kernel tells without being asked. */
  constructor(kernel: Kernel.IKernelConnection, told: (message: FromKernel) => void) {
    this.#told = told;
    this.#comm = kernel.createComm(target);
    this.#comm.onMsg = (message) => this.#take(message);
    this.#comm.open({});
  }

  /** Asks; rejects with the kernel's reason where it has no answer, or when the line is closed. */
  ask(question: Asked): Promise<Answered> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      if (this.#comm.isDisposed) return reject(new Error("the kernel is gone"));
      this.#waiting.set(id, { resolve, reject });
      this.#comm.send({ ...question, id } as never);
    });
  }

  refresh(): void {
    if (!this.#comm.isDisposed) this.#comm.send({ type: "refresh" });
  }

  close(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error("the kernel is gone"));
    this.#waiting.clear();
    if (!this.#comm.isDisposed) this.#comm.dispose();
  }

  #take({ content: { data }, buffers = [] }: KernelMessage.ICommMsgMsg): void {
    let message: FromKernel;
    try {
      message = checkedMessage(data);
    } catch (error) {
      console.warn((error as Error).message);
      return;
    }
    if (message.type === "answer" || message.type === "refusal") this.#answered(message, buffers);
    else this.#told(message);
  }

  #answered(message: Answer | Refusal, buffers: readonly (ArrayBuffer | ArrayBufferView)[]): void {
    const waiting = this.#waiting.get(message.id ?? Number.NaN);
    this.#waiting.delete(message.id ?? Number.NaN);
    if (message.type === "refusal") waiting?.reject(new Error(message.reason));
    else waiting?.resolve({ result: message.result, ...bytesOf(buffers[0]) });
  }
}

/** The bytes by themselves, so that numbers of eight bytes may begin there. */
function bytesOf(part: ArrayBuffer | ArrayBufferView | undefined): { buffer?: ArrayBuffer } {
  if (part === undefined) return {};
  const bytes = ArrayBuffer.isView(part)
    ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    : new Uint8Array(part);
  return { buffer: bytes.slice().buffer };
}
