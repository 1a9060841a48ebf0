import { createHash } from "node:crypto";
import { type Device, defaultThreads, type InferenceSession, runtime } from "./runtime.js";

/** How many graphs stay loaded that nobody holds. */
const kept = 32;

const sessions = new Map<string, Promise<InferenceSession>>();

/** The session of a graph; graphs of the same structure share one. */
export function sessionOf(model: Uint8Array, device: Device): Promise<InferenceSession> {
  const key = createHash("sha1").update(model).update(JSON.stringify(device)).digest("hex");
  const session = sessions.get(key) ?? load(model, device);
  sessions.delete(key);
  sessions.set(key, session);
  session.catch(() => sessions.delete(key));
  for (const [oldest] of sessions) {
    if (sessions.size <= kept) break;
    sessions.delete(oldest);
  }
  return session;
}

function load(
  model: Uint8Array,
  { threads = defaultThreads(), providers = ["cpu"] }: Device,
): Promise<InferenceSession> {
  return runtime().InferenceSession.create(model, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    executionProviders: [...providers],
    logSeverityLevel: 4,
  });
}
