import { kernelHost } from "../kernel-host.js";
import { outputs as outputModule } from "../model/kind.js";
import { make, type Options, type ViewProperties, viewKind, type Widget } from "../model/widget.js";
import type { Codec } from "../wire/codec.js";
import { type OutputItem, OutputLog } from "./output-log.js";

/** Properties of a place for output. */
export interface OutputProperties extends ViewProperties {
  /** What is shown, as notebooks have it. */
  outputs: readonly OutputItem[];
  /** Unused: the kernel itself hands the output over. */
  readonly msgId: string;
}

/** What a place for output can do. */
export interface OutputActions {
  /**
   * Runs `work` and gives what it gives; what it prints and displays, now and later, is shown here
   * instead of below the cell.
   */
  capture<T>(work: () => T): T;
  /** Takes all output away; with `wait` only when other output comes. */
  clear(options?: { readonly wait?: boolean }): void;
}

/** A place for output. */
export type Output = Widget<OutputProperties> & OutputActions;

const json: Codec<readonly OutputItem[]> = {
  toWire: (value) => value,
  fromWire: (wire) => wire as readonly OutputItem[],
};

const outputKind = viewKind<OutputProperties>({
  name: "Output",
  module: outputModule,
  defaults: { outputs: [], msgId: "" },
  codecs: { outputs: json },
});

/**
 * A place for output.
 *
 * @example
 * const log = output();
 * log.capture(() => console.log("shown where the widget is shown"));
 */
export function output(options: Omit<Options<OutputProperties>, "label" | "outputs"> = {}): Output {
  return loggedOutput(options).output;
}

/** A place for output together with what fills it. */
export function loggedOutput(options: Omit<Options<OutputProperties>, "label" | "outputs"> = {}): {
  output: Output;
  log: OutputLog;
} {
  const widget = make(outputKind, options);
  const log = new OutputLog((outputs) => {
    widget.outputs = outputs;
  });
  const actions: OutputActions = {
    capture: (work) => captured(work, log),
    clear: (how) => log.clear(how),
  };
  return { output: Object.assign(widget, actions), log };
}

function captured<T>(work: () => T, log: OutputLog): T {
  const host = kernelHost();
  if (host === undefined) return work();
  const end = (): void => log.flush();
  log.begin();
  let result: T | undefined;
  try {
    result = host.capture(log.add, work);
    return result;
  } finally {
    if (result instanceof Promise) result.then(end, end);
    else end();
  }
}
