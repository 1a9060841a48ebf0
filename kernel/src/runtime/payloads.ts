import type { Payload, Report } from "../bridge/messages.js";
import { toJson } from "../display/bundle.js";
import { currentCell } from "./cell.js";
import { extendHost } from "./kernel-host.js";

/** Lets the running cell hand the client something to do when it has ended. */
export function installPayloads(send: (report: Report) => void): void {
  const add = (payload: Payload): void =>
    send({ type: "payload", cell: currentCell().id, payload });
  extendHost({
    page: (bundle, { start = 0 } = {}) =>
      add({ source: "page", data: JSON.parse(toJson(bundle)), start }),
    setNextInput: (text, { replace = false } = {}) =>
      add({ source: "set_next_input", text, replace }),
  });
}
