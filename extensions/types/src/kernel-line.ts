import { CommsOverSubshells, type Kernel, type KernelMessage } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import type {
  Answer,
  Diagnostics,
  FromEditor,
  OrganiseQuestion,
  PlaceQuestion,
  RenameQuestion,
  SourceQuestion,
} from "./protocol.js";
import { answers, toEditor } from "./to-editor.js";

/** The comm target under which the kernel answers: see docs/editor-protocol.md. */
const target = "rosenblatt.editor";

/** A question as one asks it; the line numbers them. */
export type Asked =
  | Omit<PlaceQuestion, "id">
  | Omit<RenameQuestion, "id">
  | Omit<OrganiseQuestion, "id">
  | Omit<SourceQuestion, "id">;

interface Waiting {
  readonly type: Asked["type"];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
}

export interface KernelLineParts {
  /** Is given what TypeScript says of cells, whenever that changes. */
  readonly told: (diagnostics: Diagnostics) => void;
  readonly trans: TranslationBundle;
}

/** A line to the types of one kernel. */
export class KernelLine {
  readonly #comm: Kernel.IComm;
  readonly #trans: TranslationBundle;
  readonly #asked = new Map<number, Waiting>();
  #last = 0;

  constructor(kernel: Kernel.IKernelConnection, { told, trans }: KernelLineParts) {
    this.#trans = trans;
    this.#comm = kernel.createComm(target);
    // The kernel answers on a thread of its own. A subshell for it would be shared with the other
    // views of the notebook, and JupyterLab may end it with the first of them that is closed.
    this.#comm.commsOverSubshells = CommsOverSubshells.Disabled;
    this.#comm.onMsg = ({ content: { data } }: KernelMessage.ICommMsgMsg) => {
      const message = toEditor(data);
      if (message?.type === "diagnostics") told(message);
      else if (message?.type === "answer") this.#answered(message);
      else if (message) this.#refused(message.id ?? undefined, message.reason);
    };
    this.#comm.onClose = () => this.close();
    this.#comm.open({});
  }

  /** Whether neither side has ended it. */
  get isOpen(): boolean {
    return !this.#comm.isDisposed;
  }

  send(message: FromEditor): void {
    if (this.isOpen) this.#comm.send(message as never);
  }

  /** Rejects with the reason where there is no answer, also when the line ends before one came. */
  ask(question: Asked): Promise<Answer> {
    if (!this.isOpen) return Promise.reject(this.#gone());
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { type: question.type, resolve, reject });
      this.send({ ...question, id });
    });
  }

  /** Ends it; nobody waits for an answer any more. */
  close(): void {
    for (const id of [...this.#asked.keys()]) this.#take(id)?.reject(this.#gone());
    if (this.isOpen) this.#comm.dispose();
  }

  #gone(): Error {
    return new Error(this.#trans.__("The kernel is gone."));
  }

  #answered(answer: Answer): void {
    const waiting = this.#take(answer.id);
    if (waiting === undefined) return;
    if (answers(waiting.type, answer)) waiting.resolve(answer);
    else waiting.reject(new Error(this.#trans.__("The kernel's answer cannot be read.")));
  }

  #refused(id: number | undefined, reason: string): void {
    this.#take(id)?.reject(new Error(reason));
  }

  #take(id: number | undefined): Waiting | undefined {
    const waiting = id === undefined ? undefined : this.#asked.get(id);
    if (id !== undefined) this.#asked.delete(id);
    return waiting;
  }
}
