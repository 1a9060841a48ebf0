import type { GraphBuilder } from "../onnx/graph-builder.js";
import type { Awaitable } from "./awaitable.js";
import { runtime } from "./platform.js";
import type { Device, Session } from "./runtime.js";

/** How many graphs stay loaded that nobody holds. */
const kept = 32;

const sessions = new Map<string, Awaitable<Session>>();

/** The session of a graph; graphs of the same structure share one. */
export function sessionOf(graph: GraphBuilder, device: Device): Awaitable<Session> {
  // Each byte becomes one character, so that equal keys are equal graphs.
  const key = `${JSON.stringify(device)} ${new TextDecoder("latin1").decode(graph.encode())}`;
  const session = sessions.get(key) ?? runtime().load(graph, device);
  sessions.delete(key);
  sessions.set(key, session);
  if (session instanceof Promise) session.catch(() => sessions.delete(key));
  for (const [oldest] of sessions) {
    if (sessions.size <= kept) break;
    sessions.delete(oldest);
  }
  return session;
}
