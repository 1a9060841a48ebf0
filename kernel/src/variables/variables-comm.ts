import type { MemoryNote } from "../bridge/session-report.js";
import type { Comm } from "../comms/comm.js";
import { checkedMessage } from "./checked-message.js";
import type { FromKernel, FromPanel, MemoryPoint, Question, Variable } from "./protocol.js";
import type { Found } from "./session-values.js";

/** What is known of the session. */
export interface Known {
  readonly variables: readonly Variable[];
  readonly left: number;
  readonly memory: readonly NumberedPoint[];
}

export type NumberedPoint = Pick<MemoryNote, "number"> & { readonly point: MemoryPoint };

interface VariablesCommParts {
  readonly ask: (question: Question) => Promise<Found>;
  readonly refresh: () => void;
}

/** Serves one panel over its comm: tells it what has changed, and answers its questions. */
export class VariablesComm {
  readonly #comm: Comm;
  readonly #parts: VariablesCommParts;
  /** What was sent of each name. */
  #sent = new Map<string, string>();
  #told = 0;

  constructor(comm: Comm, parts: VariablesCommParts) {
    this.#comm = comm;
    this.#parts = parts;
    comm.onMessage = ({ data }) => void this.#take(data);
  }

  get isOpen(): boolean {
    return this.#comm.isOpen;
  }

  /** Sends what is not known at the other end. */
  tell({ variables, left, memory }: Known): void {
    const texts = new Map(variables.map((one) => [one.name, JSON.stringify(one)]));
    const set = variables.filter(({ name }) => this.#sent.get(name) !== texts.get(name));
    const gone = [...this.#sent.keys()].filter((name) => !texts.has(name));
    const fresh = memory.filter(({ number }) => number > this.#told);
    this.#sent = texts;
    this.#told = fresh.at(-1)?.number ?? this.#told;
    this.send({ type: "variables", set, gone, left, memory: fresh.map(({ point }) => point) });
  }

  send(message: FromKernel, buffers: readonly Uint8Array[] = []): void {
    this.#comm.send(message, { buffers });
  }

  async #take(data: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      const message: FromPanel = checkedMessage(data);
      if (message.type === "refresh") return this.#parts.refresh();
      const { result, buffer } = await this.#parts.ask(message);
      this.send({ type: "answer", id: message.id, result }, buffer && [buffer]);
    } catch (error) {
      const id = Number.isSafeInteger(data.id) ? Number(data.id) : null;
      this.send({ type: "refusal", id, reason: (error as Error).message });
    }
  }
}
