import type { Runtime } from "node:inspector";
import type { DebugSession } from "./debug-session.js";
import { deoptimize } from "./deoptimize.js";
import { evaluable, type IsSessionName } from "./expression.js";
import { type RemoteObject, resultOf } from "./inspector.js";

/** Milliseconds that an expression may take: nothing else can stop it, an interrupt included. */
const limit = { hover: 500, other: 5000 };

/** What is to be evaluated. */
export interface EvaluateOptions {
  /** TypeScript. */
  readonly expression: string;
  /** The number of the frame in which to evaluate; in the session without. */
  readonly frameId?: number | undefined;
  /** Fails rather than change anything. */
  readonly hover?: boolean;
  readonly isPublished: IsSessionName;
}

/** The value of an expression in a frame or in the session. Throws what it throws. */
export async function evaluate(
  debug: DebugSession,
  { expression, frameId, hover = false, isPublished }: EvaluateOptions,
): Promise<RemoteObject> {
  const { session, stack } = debug;
  const own = frameId === undefined ? new Set() : await debug.namesIn(stack.get(frameId));
  const isSessionName = (name: string): boolean => !own.has(name) && isPublished(name);
  const { code, calls, awaits } = await evaluable(expression, isSessionName);
  const options = {
    expression: code,
    generatePreview: true,
    silent: true,
    // Only where something is called: to V8 even looking a name of the session up is one.
    throwOnSideEffect: hover && calls,
    objectGroup: debug.look,
    timeout: hover ? limit.hover : limit.other,
  };
  const [found] = await Promise.all([
    post(debug, options, { frameId, awaits }),
    // Right behind it: what it awaits may come only when the thread has seen the change.
    calls && !hover && deoptimize(session),
  ]);
  return resultOf(found);
}

/** In a frame, or in the session without one. */
function post(
  { session, stack, execution }: DebugSession,
  options: Runtime.EvaluateParameterType,
  { frameId, awaits }: { readonly frameId: number | undefined; readonly awaits: boolean },
) {
  if (frameId !== undefined) {
    const { callFrameId } = stack.get(frameId);
    return session.post("Debugger.evaluateOnCallFrame", { ...options, callFrameId });
  }
  // While the thread stands nothing that it waits for can come.
  const awaitPromise = awaits && execution.stopped === undefined;
  return session.post("Runtime.evaluate", { ...options, awaitPromise });
}
