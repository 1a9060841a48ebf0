import type { DebugProtocol } from "@vscode/debugprotocol";
import type { DebugSession } from "./debug-session.js";
import type { RemoteObject } from "./inspector.js";

const namesCode = `function () {
  const names = new Set();
  for (let at = this; at != null; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names];
}`;

interface CompletionOptions {
  /** The text before the cursor. */
  readonly before: string;
  readonly frameId?: number | undefined;
  readonly valueIn: (code: string, frameId?: number, hover?: boolean) => Promise<RemoteObject>;
}

/** What may follow at the end of a text that is typed beside a stopped program. */
export async function completions(
  debug: DebugSession,
  { before, frameId, valueIn }: CompletionOptions,
): Promise<DebugProtocol.CompletionItem[]> {
  const [, owner, start = ""] = /(?:([\w$.[\]]+)\.)?([\w$]*)$/.exec(before) ?? [];
  const names = owner
    ? await memberNames(debug, await valueIn(owner, frameId, true))
    : await visibleNames(debug, frameId);
  return names
    .filter((name) => name.startsWith(start) && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
    .map((label) => ({
      label,
      type: owner ? "property" : "variable",
      start: before.length - start.length,
      length: start.length,
    }));
}

async function memberNames({ session }: DebugSession, value: RemoteObject): Promise<string[]> {
  if (value.objectId === undefined) return [];
  const { result } = await session.post("Runtime.callFunctionOn", {
    objectId: value.objectId,
    functionDeclaration: namesCode,
    returnByValue: true,
  });
  return result.value as string[];
}

async function visibleNames(debug: DebugSession, frameId?: number): Promise<string[]> {
  const own = frameId === undefined ? [] : await debug.namesIn(debug.stack.get(frameId));
  const session = (await debug.sessionNames()).map(({ name }) => name);
  return [...new Set([...own, ...session])];
}
