import type { Debugger, Runtime } from "node:inspector";
import type { Session } from "node:inspector/promises";
import { debugHostCode } from "../bridge/debug-host.js";

export type CallFrame = Debugger.CallFrame;
export type Location = Debugger.Location;
export type Paused = Debugger.PausedEventDataType;
export type RemoteObject = Runtime.RemoteObject;
export type ScriptParsed = Debugger.ScriptParsedEventDataType;

/** A session of V8's inspector on the user's thread. */
export async function connectToMainThread(): Promise<Session> {
  const { Session } = await import("node:inspector/promises");
  const session = new Session();
  session.connectToMainThread();
  return session;
}

/** What code on the user's thread gave; throws an `Error` that says what it threw. */
export function resultOf({
  result,
  exceptionDetails,
}: {
  result: RemoteObject;
  exceptionDetails?: Runtime.ExceptionDetails | undefined;
}): RemoteObject {
  if (exceptionDetails === undefined) return result;
  const { exception, text } = exceptionDetails;
  const description = exception?.description ?? exception?.value ?? text;
  throw new Error(String(description).split("\n")[0]);
}

/** Calls a method of the host on the user's thread, paused or not. */
export async function callHost(
  session: Session,
  method: string,
  args: readonly Runtime.CallArgument[],
  options: { readonly byValue?: boolean; readonly await?: boolean; readonly group?: string } = {},
): Promise<RemoteObject> {
  const host = resultOf(await session.post("Runtime.evaluate", { expression: debugHostCode }));
  try {
    return resultOf(
      await session.post("Runtime.callFunctionOn", {
        objectId: host.objectId!,
        functionDeclaration: `function (...args) { return this.${method}(...args) }`,
        arguments: [...args],
        returnByValue: options.byValue ?? false,
        awaitPromise: options.await ?? false,
        ...(options.group && { objectGroup: options.group }),
      }),
    );
  } finally {
    void session.post("Runtime.releaseObject", { objectId: host.objectId! }).catch(() => undefined);
  }
}

/** A remote object as an argument of a call. */
export function argument({
  objectId,
  unserializableValue,
  value,
}: RemoteObject): Runtime.CallArgument {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value } : { unserializableValue };
}
