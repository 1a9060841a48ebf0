import { isProxy } from "node:util/types";
import type { Display, Publication } from "../bridge/messages.js";
import { bundleOf, showsItself, toJson } from "../display/bundle.js";
import { type HelperName, helperNames } from "../display/helpers/names.js";
import { type Show, shower } from "./display-handle.js";
import { addToHost } from "./host.js";

/** Which output to make or to replace. */
export interface DisplayOptions {
  readonly displayId?: string | undefined;
  readonly update?: boolean | undefined;
  /** By MIME type. */
  readonly metadata?: object | undefined;
}

/** What a library finds at `globalThis[Symbol.for("rosenblatt.kernel")]`. */
export interface KernelHost {
  /** Shows a MIME bundle; bytes are sent as base64. */
  display(bundle: object, options?: DisplayOptions): void;
}

/** Where what is shown goes. */
export interface DisplayTarget {
  send(display: Display): void;
  publish(message: Publication): void;
  /** The running cell does not end before this has. */
  holdUp(work: Promise<void>): void;
}

/** Gives libraries and users their ways to show something in the cell that runs. */
export function installDisplay(target: DisplayTarget): void {
  const host: KernelHost = {
    display: (bundle, { displayId, update = false, metadata } = {}) => {
      const more = metadata && { metadata: toJson(metadata) };
      target.send({ data: toJson(bundle), displayId, update, ...more });
    },
  };
  addToHost(host);
  const showing = (show: Show) =>
    shower(show, (id) => {
      host.display({ "text/plain": "" }, { displayId: id, update: true });
    });
  const clear = ({ wait = false }: { wait?: boolean } = {}): void =>
    target.publish({ type: "clear_output", content: JSON.stringify({ wait: wait === true }) });
  const helpers = helperNames.map((name) => [name, showing(helped(name, host))]);
  const value = Object.assign(showing(valueShown(target, host)), {
    ...Object.fromEntries(helpers),
    mime: showing((bundle, options) => host.display(bundle as object, hostOptions(options))),
    full: showing(fullyShown(target, host)),
    clear,
  });
  Object.defineProperty(globalThis, "display", { value, writable: true, configurable: true });
}

/** Shows a value as a cell's last expression is shown, and a MIME bundle as what it says. */
function valueShown(target: DisplayTarget, host: KernelHost): Show {
  return (value, options) => {
    if (!showsItself(value) && isBundle(value)) return host.display(value, hostOptions(options));
    const { displayId, update = false, metadata } = hostOptions(options);
    const more = metadata && { metadata: toJson(metadata) };
    const send = (data: string | undefined): void => {
      if (data !== undefined) target.send({ data, displayId, update, ...more });
    };
    const data = value === undefined ? '{"text/plain":"undefined"}' : bundleOf(value);
    if (data instanceof Promise) target.holdUp(data.then(send));
    else send(data);
  };
}

/** Shows all of a value. */
function fullyShown(target: DisplayTarget, host: KernelHost): Show {
  return (value, options) => {
    if (showsItself(value)) return valueShown(target, host)(value, options);
    const { richBundle } = require("../display/rich.js") as typeof import("../display/rich.js");
    const { everything } = require("../display/limits.js") as typeof import("../display/limits.js");
    const send = (bundle: object): void => host.display(bundle, hostOptions(options));
    const bundle = richBundle(value, everything);
    if (bundle instanceof Promise) target.holdUp(bundle.then(send));
    else send(bundle);
  };
}

/** Shows what a helper makes of the content. */
function helped(name: HelperName, host: KernelHost): Show {
  return (content, options) => {
    const { helpers } =
      require("../display/helpers/helpers.js") as typeof import("../display/helpers/helpers.js");
    const { bundle, metadata } = helpers[name](content as never, options);
    host.display(bundle, { ...hostOptions(options), metadata });
  };
}

function hostOptions({ id, update, metadata }: Parameters<Show>[1]): DisplayOptions {
  return { displayId: id, update: update === true, metadata };
}

/** A plain object whose keys are all MIME types. */
function isBundle(value: unknown): value is object {
  if (typeof value !== "object" || value === null || isProxy(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+-]+$/.test(key));
}
