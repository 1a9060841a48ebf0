import type { Payload, Report } from "../bridge/messages.js";
import { toJson } from "../display/bundle.js";
import { currentCell } from "./cell.js";
import { addToHost } from "./host.js";

/** What the client does when the running cell has ended. */
export interface PayloadHost {
  /** Shows a MIME bundle in the client's pager, from line `start` on. */
  page(bundle: object, options?: { start?: number }): void;
  /** Puts text into the next cell, or with `replace` into this one. */
  setNextInput(text: string, options?: { replace?: boolean }): void;
}

/** Lets the user's code hand the client something to do when its cell has ended. */
export function installPayloads(send: (report: Report) => void): void {
  const add = (payload: Payload): void =>
    send({ type: "payload", cell: currentCell().id, payload });
  const host: PayloadHost = {
    page: (bundle, { start = 0 } = {}) =>
      add({ source: "page", data: JSON.parse(toJson(bundle)), start }),
    setNextInput: (text, { replace = false } = {}) =>
      add({ source: "set_next_input", text, replace }),
  };
  addToHost(host);
}
