import type { Debugger } from "node:inspector";
import type { Session } from "node:inspector/promises";
import type { CallFrame, RemoteObject } from "./inspector.js";
import type { Script } from "./script.js";

/** A variable in a scope: its value, and the place of its scope in the frame's chain. */
export interface ScopeVariable {
  readonly name: string;
  /** Undefined before its declaration is reached. */
  readonly value: RemoteObject | undefined;
  readonly index: number;
}

/** Scopes of V8 that the user sees as one. */
export interface FrameScope {
  readonly name: string;
  readonly variables: readonly ScopeVariable[];
}

/**
 * The scopes of a frame as a user thinks of them: the function's own with its blocks, and each
 * function around it. What the kernel wraps around a cell, and Node's globals, are left out.
 */
export async function frameScopes(
  session: Session,
  { frame, script }: { frame: CallFrame; script: Script | undefined },
): Promise<FrameScope[]> {
  const chain = frame.scopeChain;
  const own = chain.findIndex(({ type }) => type === "local" || type === "module");
  const read = await Promise.all(
    chain.map((scope, index) =>
      scope.type === "global" ? [] : readScope(session, { scope, index, script }),
    ),
  );
  const locals = new Map<string, ScopeVariable>();
  for (const variable of read.slice(0, own + 1).flat()) {
    if (!locals.has(variable.name)) locals.set(variable.name, variable);
  }
  if (frame.returnValue && frame.returnValue.type !== "undefined") {
    locals.set("(return value)", { name: "(return value)", value: frame.returnValue, index: -1 });
  }
  const around = read.flatMap((variables, index): FrameScope[] =>
    index > own && variables.length > 0 ? [{ name: nameOf(chain[index]!, script), variables }] : [],
  );
  return [{ name: "Locals", variables: [...locals.values()] }, ...around];
}

interface ReadOptions {
  readonly scope: Debugger.Scope;
  readonly index: number;
  readonly script: Script | undefined;
}

async function readScope(
  session: Session,
  { scope, index, script }: ReadOptions,
): Promise<ScopeVariable[]> {
  const { result } = await session.post("Runtime.getProperties", {
    objectId: scope.object.objectId!,
    ownProperties: true,
    generatePreview: true,
  });
  return result
    .filter(({ name }) => script?.isOwnName(name) ?? true)
    .map(({ name, value }) => ({ name, value, index }));
}

function nameOf({ type, name }: Debugger.Scope, script?: Script): string {
  if (name === "ºcell") return script?.name ?? "Cell";
  if (type === "closure") return `Closure (${name || "anonymous"})`;
  return type[0]!.toUpperCase() + type.slice(1);
}
