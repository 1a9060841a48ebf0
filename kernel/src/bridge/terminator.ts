import type { Debugger } from "node:inspector";
import type { Session } from "node:inspector/promises";

/** A place in the JavaScript that runs; line and column count from 1. */
export interface RawFrame {
  readonly file: string;
  readonly caller: string;
  readonly line: number;
  readonly column: number;
}

/** The global function that is told where the stack stood before it is thrown away. */
export const beforeTermination = Symbol.for("rosenblatt.beforeTermination");

const inHook =
  /^(emit(Init|Before|After|Destroy)|promise(Init|Before|After|Resolve)Hook|_propagate)/;

/**
 * Stops the JavaScript that runs on the main thread and throws its stack away; nothing else of
 * the session is lost. `ended` says that it came to its end meanwhile.
 *
 * The thread is paused first: Node before 24 does not survive a stack that vanishes while
 * asynchronous context is tracked, unless it is prepared for that on the paused stack.
 */
export async function terminateMainThread(ended: Promise<unknown>): Promise<void> {
  const inspector = await import("node:inspector/promises");
  const session = new inspector.Session();
  session.connectToMainThread();
  try {
    const files = new Map<string, string>();
    session.on("Debugger.scriptParsed", ({ params }) => files.set(params.scriptId, params.url));
    const paused = nextPause(session);
    // Together: a thread in native code may look for messages only once in many seconds.
    void post(session, "Debugger.enable");
    void post(session, "Debugger.pause");
    const frames = await Promise.race([paused, ended.then(() => undefined)]);
    if (frames) await terminatePaused(session, { frames, files });
  } finally {
    await post(session, "Debugger.disable");
    session.disconnect();
  }
}

/** A stack that stands, and the URLs of the scripts in it by their ids. */
export interface Paused {
  readonly frames: Debugger.CallFrame[];
  readonly files: ReadonlyMap<string, string>;
}

/** The same for a thread that `session` has paused; it runs on, with nothing left to do. */
export async function terminatePaused(session: Session, { frames, files }: Paused): Promise<void> {
  let stack = frames;
  // Inside of a hook its switch has no effect yet.
  for (let step = 0; step < 50 && stack.some(isHook); step++) {
    const paused = nextPause(session);
    await post(session, "Debugger.stepOut");
    stack = await paused;
  }
  const raw = stack.map(
    ({ functionName, location }): RawFrame => ({
      file: files.get(location.scriptId) ?? "",
      caller: functionName,
      line: location.lineNumber + 1,
      column: (location.columnNumber ?? 0) + 1,
    }),
  );
  const name = JSON.stringify(beforeTermination.description);
  // Not on the frame: inside of Node, names such as Symbol may stand for something else.
  await post(session, "Runtime.evaluate", {
    expression: `globalThis[Symbol.for(${name})]?.(${JSON.stringify(raw)})`,
    silent: true,
  });
  const terminated = post(session, "Runtime.terminateExecution");
  await post(session, "Debugger.resume");
  await terminated;
}

function isHook({ functionName }: Debugger.CallFrame): boolean {
  return inHook.test(functionName);
}

function nextPause(session: Session): Promise<Debugger.CallFrame[]> {
  return new Promise((resolve) => {
    session.once("Debugger.paused", ({ params }) => resolve(params.callFrames));
  });
}

/** Never rejects: a command that fails because the thread went on needs no answer. */
async function post(session: Session, method: string, parameters: object = {}): Promise<void> {
  const send = session.post as (method: string, parameters: object) => Promise<unknown>;
  await send.call(session, method, parameters).catch(() => undefined);
}
