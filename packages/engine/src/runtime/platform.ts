import { setImmediate } from "node:timers/promises";
import type { GraphBuilder } from "../onnx/graph-builder.js";
import { askedThreads } from "./asked-threads.js";
import { type Binding, BindingSession, type SessionOptions } from "./binding-session.js";
import { NativeSession } from "./native/session.js";
import type { Runtime } from "./runtime.js";

/** The part of onnxruntime-node that is used here. */
interface Native extends Binding {
  readonly env: { logLevel?: string };
  listSupportedBackends(): readonly { readonly name: string }[];
}

const threads = askedThreads();

const loaded: Runtime = {
  load: (graph, { threads: count = threads, providers }) =>
    providers
      ? loadThroughBinding(graph, { threads: count, providers })
      : new NativeSession(graph, { threads: count }),
  providers: () =>
    binding()
      .listSupportedBackends()
      .map(({ name }) => name),
  nextTurn: setImmediate,
  threads,
};

/** ONNX Runtime in Node. A page has `platform.browser` instead. */
export function runtime(): Runtime {
  return loaded;
}

/** Loads a graph for named providers, or one whose operators are to be timed. */
export function loadThroughBinding(
  graph: GraphBuilder,
  options: SessionOptions,
): Promise<BindingSession> {
  return BindingSession.load(binding(), graph, options);
}

function binding(): Native {
  const native = require("onnxruntime-node") as Native;
  // What goes wrong comes as an error; its log would stand beside a notebook's output.
  native.env.logLevel = "fatal";
  return native;
}
