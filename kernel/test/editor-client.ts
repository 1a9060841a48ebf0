import type { Answer, Diagnostics, Refusal, ToEditor } from "../src/editor/protocol";
import type { Exchange, KernelClient } from "./kernel-client";
import { until } from "./until";

/** An editor at the other end of a comm. */
export class EditorClient {
  static #opened = 0;
  readonly #comm = `editor-${++EditorClient.#opened}`;
  readonly #exchanges: Exchange[] = [];
  readonly #kernel: KernelClient;
  #asked = 0;

  constructor(kernel: KernelClient) {
    this.#kernel = kernel;
  }

  async open(): Promise<this> {
    const content = { comm_id: this.#comm, target_name: "rosenblatt.editor", data: {} };
    this.#exchanges.push(await this.#kernel.send("comm_open", content));
    return this;
  }

  async send(data: object): Promise<void> {
    this.#exchanges.push(await this.#kernel.send("comm_msg", { comm_id: this.#comm, data }));
  }

  /** Cells with the text after their ids, all of version `version`. */
  async write(cells: Record<string, string>, version = 1, order?: string[]): Promise<void> {
    const list = Object.entries(cells).map(([id, text]) => ({ id, version, text }));
    await this.send({ type: "update", cells: list, ...(order && { order }) });
  }

  /** Asks at the mark `|` of a text that the cell has. */
  async ask(type: string, cell: string, marked: string): Promise<Answer["result"]> {
    return this.request({ type, cell, offset: marked.indexOf("|") });
  }

  /** The answer to a question; rejects with the reason of a refusal. */
  async request(question: object): Promise<Answer["result"]> {
    const id = ++this.#asked;
    await this.send({ ...question, id });
    const answer = await this.message(
      (one): one is Answer | Refusal => "id" in one && one.id === id,
    );
    if (answer.type === "refusal") throw new Error(answer.reason);
    return answer.result;
  }

  /** What is pushed for a version of a cell: `code text`, each with the text it points at. */
  async diagnostics(cell: string, text: string, version = 1): Promise<string[]> {
    const found = await this.message(
      (one): one is Diagnostics =>
        one.type === "diagnostics" && one.cell === cell && one.version === version,
    );
    return found.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
  }

  get messages(): ToEditor[] {
    const published = this.#exchanges.flatMap((exchange) => exchange.published);
    return published.filter(({ type }) => type === "comm_msg").map(({ content }) => content.data);
  }

  message<T extends ToEditor>(wanted: (one: ToEditor) => one is T): Promise<T> {
    return until(() => this.messages.filter(wanted).at(-1));
  }
}
