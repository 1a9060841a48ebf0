import type { Display, Failure, StreamName } from "../bridge/messages.js";
import type { Message, Outgoing } from "../transport/message.js";
import type { Transport } from "../transport/transport.js";
import { pictureMetadata } from "./picture-metadata.js";

/** Milliseconds for which text is gathered before it is sent. */
const gathering = 50;
/** Characters that are sent without waiting for more. */
const enough = 128 * 1024;

/**
 * The output of cells on its way to the clients, in the order in which it was made. Each cell's
 * output has the request that started the cell as its parent, also after the cell has ended.
 */
export class OutputChannel {
  readonly #transport: Pick<Transport, "publish">;
  readonly #parents = new Map<number, Pick<Message, "headerText">>();
  readonly #silent = new Set<number>();
  #text: { cell: number; name: StreamName; parts: string[]; size: number } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(transport: Pick<Transport, "publish">) {
    this.#transport = transport;
  }

  /** From now on the output of `cell` belongs to `request`; nobody sees that of a silent one. */
  adopt(
    cell: number,
    { headerText }: Pick<Message, "headerText">,
    { silent = false }: { silent?: boolean } = {},
  ): void {
    this.#parents.set(cell, { headerText });
    if (silent) this.#silent.add(cell);
  }

  /** No more output of `cell` is to come. */
  forget(cell: number): void {
    this.#parents.delete(cell);
    this.#silent.delete(cell);
  }

  /** Sends text soon, together with what follows it on the same stream. */
  write(cell: number, name: StreamName, text: string): void {
    if (this.#silent.has(cell)) return;
    if (this.#text && (this.#text.cell !== cell || this.#text.name !== name)) this.flush();
    this.#text ??= { cell, name, parts: [], size: 0 };
    this.#text.parts.push(text);
    this.#text.size += text.length;
    if (this.#text.size >= enough) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), gathering);
  }

  /** Sends the text gathered so far. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = undefined;
    if (text === undefined) return;
    const content = { name: text.name, text: text.parts.join("") };
    this.#publish(text.cell, { type: "stream", content });
  }

  /** Shows a MIME bundle, or replaces one that was shown. */
  display(cell: number, { data, metadata, displayId, update }: Display): void {
    const about = metadata ?? pictureMetadata(data);
    const transient = JSON.stringify(displayId === undefined ? {} : { display_id: displayId });
    const content = `{"data":${data},"metadata":${about},"transient":${transient}}`;
    this.send(cell, { type: update ? "update_display_data" : "display_data", content });
  }

  /** The value of a cell. `data` is a MIME bundle as JSON. */
  result(cell: number, { data, count }: { data: string; count: number }): void {
    const metadata = pictureMetadata(data);
    const content = `{"execution_count":${count},"data":${data},"metadata":${metadata}}`;
    this.send(cell, { type: "execute_result", content });
  }

  /** Sends a message that belongs to a cell, after the text that was printed before it. */
  send(cell: number, message: Outgoing): void {
    if (this.#silent.has(cell) && !/^comm_/.test(message.type)) return;
    this.flush();
    this.#publish(cell, message);
  }

  #publish(cell: number, message: Outgoing): void {
    this.#transport.publish({ ...message, parent: this.#parents.get(cell) });
  }
}

/** The content of an `error` message. */
export interface ErrorContent {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** An error's content; `traceback` is its rendered form. */
export function errorContent(
  { name, message }: Failure,
  traceback: readonly string[],
): ErrorContent {
  return { ename: name, evalue: message, traceback };
}
