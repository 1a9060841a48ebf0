import type { Display } from "../bridge/messages.js";
import { bundleOf, showsItself, toJson } from "../display/bundle.js";

/** Which output to make or to replace. */
export interface DisplayOptions {
  readonly displayId?: string | undefined;
  readonly update?: boolean;
}

/** What a library finds at `globalThis[Symbol.for("rosenblatt.kernel")]`. */
export interface KernelHost {
  /** Shows a MIME bundle; bytes are sent as base64. */
  display(bundle: object, options?: DisplayOptions): void;
}

/** Gives libraries and users their ways to show something in the cell that runs. */
export function installDisplay(send: (display: Display) => void): void {
  const host: KernelHost = {
    display: (bundle, { displayId, update = false } = {}) =>
      send({ data: toJson(bundle), displayId, update }),
  };
  const display = (value: unknown, { id, update }: { id?: string; update?: boolean } = {}) => {
    const options = { displayId: id, update: update ?? false };
    if (!showsItself(value) && isBundle(value)) return host.display(value, options);
    const show = (data: string | undefined): void => {
      if (data !== undefined) send({ data, ...options });
    };
    const data = bundleOf(value);
    return data instanceof Promise ? data.then(show) : show(data);
  };
  define(Symbol.for("rosenblatt.kernel"), host);
  define("display", display);
}

/** A plain object whose keys are all MIME types. */
function isBundle(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+-]+$/.test(key));
}

function define(name: string | symbol, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
