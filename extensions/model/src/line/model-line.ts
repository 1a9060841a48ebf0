import { CommsOverSubshells, type Kernel, type KernelMessage } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Signal } from "@lumino/signaling";
import type { Answers, ModelQuestion } from "../protocol.js";
import { isAnswer, isMessage } from "./messages.js";

/** A question before it has its number. */
type Unnumbered<Q> = Q extends unknown ? Omit<Q, "id"> : never;
export type Question = Unnumbered<ModelQuestion>;

/** An answer and the numbers that came with it. */
export interface Answer<T> {
  readonly result: T;
  readonly bytes: DataView<ArrayBuffer> | undefined;
}

interface Asked {
  readonly type: ModelQuestion["type"];
  resolve(answer: Answer<never>): void;
  reject(reason: Error): void;
}

/** Milliseconds without an answer after which one wonders. */
const silence = 1000;

interface ModelLineOptions {
  readonly kernel: Kernel.IKernelConnection;
  readonly comm: Kernel.IComm;
  readonly trans: TranslationBundle;
}

/** A line to one model in a kernel. */
export class ModelLine {
  /** An epoch of training has ended. */
  readonly epochEnded = new Signal<this, number>(this);
  /** Answers are late from now on, or come again. */
  readonly lateChanged = new Signal<this, boolean>(this);
  /** The model will not answer any more. */
  readonly ended = new Signal<this, void>(this);
  readonly kernel: Kernel.IKernelConnection;
  readonly #comm: Kernel.IComm;
  readonly #trans: TranslationBundle;
  readonly #asked = new Map<number, Asked>();
  #last = 0;
  #open = true;
  #late = false;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor({ kernel, comm, trans }: ModelLineOptions) {
    this.kernel = kernel;
    this.#comm = comm;
    this.#trans = trans;
    // The kernel answers while a cell runs, too; a subshell would end with the first of several comms.
    comm.commsOverSubshells = CommsOverSubshells.Disabled;
    comm.onMsg = (message) => this.#receive(message);
    comm.onClose = () => this.end();
  }

  get id(): string {
    return this.#comm.commId;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Whether something was asked, and no answer has come for a while. */
  get isLate(): boolean {
    return this.#late;
  }

  /** @throws Error with the kernel's reason, or because the model has gone. */
  ask<Q extends Question>(
    question: Q,
    numbers?: Float32Array<ArrayBuffer>,
  ): Promise<Answer<Answers[Q["type"]]>> {
    if (!this.#open) return Promise.reject(this.#gone());
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { type: question.type, resolve: resolve as Asked["resolve"], reject });
      if (this.#asked.size === 1) this.#listen();
      this.#comm.send({ ...question, id } as never, undefined, numbers ? [numbers.buffer] : []);
    });
  }

  /** What is still asked stays without an answer from now on. */
  end(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const { reject } of this.#asked.values()) reject(this.#gone());
    this.#asked.clear();
    this.#listen();
    this.ended.emit();
  }

  #gone(): Error {
    return new Error(this.#trans.__("The model has gone."));
  }

  /** Answers are waited for from now on, if there is something asked. */
  #listen(): void {
    clearTimeout(this.#silence);
    this.#setLate(false);
    if (this.#asked.size > 0) this.#silence = setTimeout(() => this.#setLate(true), silence);
  }

  #setLate(late: boolean): void {
    if (late === this.#late) return;
    this.#late = late;
    this.lateChanged.emit(late);
  }

  #receive({ content, buffers }: KernelMessage.ICommMsgMsg): void {
    const message: unknown = content.data;
    if (!isMessage(message)) return;
    if (message.type === "epoch") {
      this.epochEnded.emit(message.epoch);
      return;
    }
    const asked = this.#asked.get(message.id);
    if (!asked) return;
    this.#asked.delete(message.id);
    this.#listen();
    if (message.type === "refusal") {
      asked.reject(new Error(String(message.reason)));
    } else if (isAnswer(asked.type, message.result)) {
      asked.resolve({ result: message.result as never, bytes: viewOf(buffers?.[0]) });
    } else {
      const why = this.#trans.__(
        "Cannot show the kernel's answer to “%1”: it is not what it should be; bring the notebook's packages and this extension to the same version",
        asked.type,
      );
      asked.reject(new TypeError(why));
    }
  }
}

function viewOf(buffer: ArrayBuffer | ArrayBufferView | undefined): Answer<unknown>["bytes"] {
  if (!buffer) return undefined;
  if (buffer instanceof ArrayBuffer) return new DataView(buffer);
  const { byteOffset, byteLength } = buffer;
  return new DataView(buffer.buffer as ArrayBuffer, byteOffset, byteLength);
}
