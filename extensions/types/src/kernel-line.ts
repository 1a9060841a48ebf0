import type { Kernel, KernelMessage } from "@jupyterlab/services";
import type { Answer, Diagnostics, FromEditor, Question, ToEditor } from "./protocol.js";

/** The comm target under which the kernel answers: see docs/editor-protocol.md. */
const target = "rosenblatt.editor";

/** A line to the types of one kernel. */
export class KernelLine {
  readonly #comm: Kernel.IComm;
  readonly #asked = new Map<number, (answer: Answer | undefined) => void>();
  #last = 0;

  /** `told` is given what TypeScript says of cells, whenever that changes. */
  constructor(kernel: Kernel.IKernelConnection, told: (diagnostics: Diagnostics) => void) {
    this.#comm = kernel.createComm(target);
    this.#comm.onMsg = ({ content: { data } }: KernelMessage.ICommMsgMsg) => {
      const message = data as unknown as ToEditor;
      if (message.type === "diagnostics") told(message);
      else this.#answered(message.id, message.type === "answer" ? message : undefined);
    };
    this.#comm.open({});
  }

  send(message: FromEditor): void {
    if (!this.#comm.isDisposed) this.#comm.send(message as never);
  }

  /** The kernel's answer; nothing where a newer question of this type has overtaken it. */
  ask(question: Omit<Question, "id">): Promise<Answer | undefined> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.send({ ...question, id });
    });
  }

  close(): void {
    for (const id of [...this.#asked.keys()]) this.#answered(id, undefined);
    if (!this.#comm.isDisposed) this.#comm.dispose();
  }

  #answered(id: number, answer: Answer | undefined): void {
    this.#asked.get(id)?.(answer);
    this.#asked.delete(id);
  }
}
