import type { Exchange, KernelClient, Received } from "../../../kernel/test/kernel-client";

// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of what arrives
type State = Record<string, any>;

/** Stands at the front end's side of the widgets of a kernel: what a page would see and send. */
export class FrontEnd {
  readonly #kernel: KernelClient;

  constructor(kernel: KernelClient) {
    this.#kernel = kernel;
  }

  /** Runs a cell that shows a widget, and gives the cell and the widget's id. */
  async shown(code: string): Promise<{ cell: Exchange; id: string }> {
    const cell = await this.#kernel.cell(code);
    await cell.idle;
    return { cell, id: shownId(cell) };
  }

  /** Sends what a person has changed; gives what came for it. */
  async update(
    id: string,
    state: State,
    buffers: readonly string[] = [],
    buffer_paths: object = [],
  ) {
    return this.post(id, { method: "update", state, buffer_paths }, buffers);
  }

  /** Sends a message over a widget's comm; gives what came for it until the kernel was idle. */
  async post(id: string, data: object, buffers: readonly string[] = []): Promise<Received[]> {
    const content = { comm_id: id, data };
    const exchange = await this.#kernel.send("comm_msg", content, { buffers });
    await exchange.idle;
    return exchange.published;
  }
}

/** The id of the widget that a cell has shown last. */
export function shownId({ published }: Pick<Exchange, "published">): string {
  const mime = "application/vnd.jupyter.widget-view+json";
  const shown = published.filter(({ content }) => content.data?.[mime] !== undefined);
  return shown.at(-1)!.content.data[mime].model_id;
}

/** The state that messages have left a widget with, at the front ends. */
export function stateIn(published: readonly Received[], id: string): State {
  const messages = published.filter(({ content }) => content.comm_id === id);
  const states = messages.map(({ content }) => content.data.state ?? {});
  return Object.assign({}, ...states);
}

/** The id of the widget of a model that was opened last. */
export function idOf(published: readonly Received[], model: string): string {
  const opened = published.filter(({ type, content }) => {
    return type === "comm_open" && content.data.state._model_name === `${model}Model`;
  });
  return opened.at(-1)!.content.comm_id;
}

/** All that was printed. */
export function printed({ published }: Pick<Exchange, "published">): string {
  const streams = published.filter(({ type }) => type === "stream");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  return streams.map(({ content }) => content.text.replace(/\u001b\[\d+m/g, "")).join("");
}
