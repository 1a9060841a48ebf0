import type { InferenceSession } from "onnxruntime-common";
import { runtime } from "./platform.js";
import type { Device } from "./runtime.js";

/** How many graphs stay loaded that nobody holds. */
const kept = 32;

/**
 * Microseconds for which a thread looks out for more work before it sleeps. Between two operators
 * that is enough; longer, and the threads take the processor from whoever prepares the next step.
 */
const patience = 20;

const sessions = new Map<string, Promise<InferenceSession>>();

/** The session of a graph; graphs of the same structure share one. */
export async function sessionOf(model: Uint8Array, device: Device): Promise<InferenceSession> {
  const digest = await crypto.subtle.digest("SHA-256", model as Uint8Array<ArrayBuffer>);
  const key = `${new Uint8Array(digest)} ${JSON.stringify(device)}`;
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

/** Loads a graph. With `profileTo` each run notes the times of its operators in a file there. */
export function load(
  model: Uint8Array,
  { threads = runtime().threads, providers, profileTo }: Device & { profileTo?: string },
): Promise<InferenceSession> {
  return runtime().InferenceSession.create(model, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 4,
    extra: { session: { intra_op: { spin_duration_us: String(patience) } } },
    ...(providers ? { executionProviders: [...providers] } : {}),
    ...(profileTo ? { enableProfiling: true, profileFilePrefix: profileTo } : {}),
  });
}
