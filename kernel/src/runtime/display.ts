import type { Display } from "../bridge/messages.js";
import { bundleOf, showsItself, toJson } from "../display/bundle.js";
import { extendHost, type KernelHost } from "./kernel-host.js";

/** Which output to make or to replace. */
export interface DisplayOptions {
  readonly displayId?: string | undefined;
  readonly update?: boolean;
}

/** Gives libraries and users their ways to show something in the cell that runs. */
export function installDisplay(send: (display: Display) => void): void {
  const show: KernelHost["display"] = (bundle, { displayId, update = false } = {}) =>
    send({ data: toJson(bundle), displayId, update });
  const display = (value: unknown, { id, update }: { id?: string; update?: boolean } = {}) => {
    const options = { displayId: id, update: update ?? false };
    if (!showsItself(value) && isBundle(value)) return show(value, options);
    const put = (data: string | undefined): void => {
      if (data !== undefined) send({ data, ...options });
    };
    const data = bundleOf(value);
    return data instanceof Promise ? data.then(put) : put(data);
  };
  extendHost({ display: show });
  Object.defineProperty(globalThis, "display", {
    value: display,
    writable: true,
    configurable: true,
  });
}

/** A plain object whose keys are all MIME types. */
function isBundle(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+-]+$/.test(key));
}
