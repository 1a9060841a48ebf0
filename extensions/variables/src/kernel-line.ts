import type { Kernel, KernelMessage } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import { answers, checkedMessage } from "./checked-message.js";
import type {
  Answer,
  Child,
  Children,
  FromKernel,
  Histogram,
  Page,
  Question,
  Refusal,
  Statistics,
} from "./protocol.js";

/** The comm target under which the kernel answers: see docs/variables-protocol.md. */
const target = "rosenblatt.variables";

/** What is asked, without its number. */
export type Asked = Question extends infer One
  ? One extends Question
    ? Omit<One, "id">
    : never
  : never;

/** What is answered to each question. */
interface Results {
  readonly children: Children;
  readonly child: Child;
  readonly statistics: Statistics;
  readonly histogram: Histogram;
  readonly page: Page;
}

/** An answer, and the bytes that came with it. */
export interface Answered<Type extends Question["type"]> {
  readonly result: Results[Type];
  readonly buffer?: ArrayBuffer;
}

interface Waiting {
  readonly type: Question["type"];
  readonly resolve: (answer: Answered<never>) => void;
  readonly reject: (error: Error) => void;
}

interface KernelLineOptions {
  /** Is given what the kernel tells without being asked. */
  readonly told: (message: FromKernel) => void;
  readonly trans: TranslationBundle;
}

/** A line to the variables of one kernel. */
export class KernelLine {
  readonly #comm: Kernel.IComm;
  readonly #waiting = new Map<number, Waiting>();
  readonly #options: KernelLineOptions;
  #last = 0;

  constructor(kernel: Kernel.IKernelConnection, options: KernelLineOptions) {
    this.#options = options;
    this.#comm = kernel.createComm(target);
    this.#comm.onMsg = (message) => this.#take(message);
    this.#comm.onClose = () => this.close();
    this.#comm.open({});
  }

  /** Whether neither side has ended it. */
  get isOpen(): boolean {
    return !this.#comm.isDisposed;
  }

  /** Asks; rejects with the kernel's reason where it has no answer, or when the line is closed. */
  ask<Type extends Question["type"]>(
    question: Extract<Asked, { type: Type }>,
  ): Promise<Answered<Type>> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      if (!this.isOpen) return reject(this.#gone());
      this.#waiting.set(id, { type: question.type, resolve, reject });
      this.#comm.send({ ...question, id } as never);
    });
  }

  refresh(): void {
    if (this.isOpen) this.#comm.send({ type: "refresh" });
  }

  close(): void {
    for (const { reject } of this.#waiting.values()) reject(this.#gone());
    this.#waiting.clear();
    if (this.isOpen) this.#comm.dispose();
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
    else this.#options.told(message);
  }

  #answered(message: Answer | Refusal, buffers: readonly (ArrayBuffer | ArrayBufferView)[]): void {
    const id = message.id ?? Number.NaN;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting === undefined) return;
    const { type, resolve, reject } = waiting;
    if (message.type === "refusal") reject(new Error(message.reason));
    else if (answers(type, message.result))
      resolve({ result: message.result as never, ...bytesOf(buffers[0]) });
    else reject(new Error(this.#options.trans.__("The kernel's answer cannot be read.")));
  }

  #gone(): Error {
    return new Error(this.#options.trans.__("The kernel is gone."));
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
