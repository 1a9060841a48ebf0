import type { DebugProtocol } from "@vscode/debugprotocol";
import { completions } from "./completions.js";
import type { DebugSession } from "./debug-session.js";
import { deoptimize } from "./deoptimize.js";
import { evaluate } from "./evaluate.js";
import type { IsSessionName } from "./expression.js";
import type { Handlers } from "./handlers.js";
import { argument, callHost } from "./inspector.js";
import { valueText } from "./value-text.js";

interface RichArguments {
  readonly variableName: string;
  readonly frameId?: number;
}

interface CopyArguments {
  readonly srcVariableName: string;
  readonly dstVariableName: string;
  readonly srcFrameId?: number;
}

/** The requests about values, most of which are answered while the thread runs, too. */
export function inspectionRequests(debug: DebugSession, isPublished: IsSessionName): Handlers {
  const { session, stack, references, variables, execution } = debug;
  const valueIn = (expression: string, frameId?: number, hover = false) =>
    evaluate(debug, { expression, frameId, hover, isPublished });

  return {
    async scopes({ frameId }: DebugProtocol.ScopesArguments) {
      const frame = stack.get(frameId);
      const own = (await debug.scopesOf(frame)).map((scope) => ({
        name: scope.name,
        presentationHint: scope.name === "Locals" ? "locals" : undefined,
        variablesReference: references.add({ kind: "scope", frame, scope }),
        namedVariables: scope.variables.length,
        expensive: false,
      }));
      const reference = references.add({ kind: "session" });
      const globals = { name: "Globals", variablesReference: reference, expensive: false };
      return { scopes: [...own, globals] };
    },

    async variables({ variablesReference, ...page }: DebugProtocol.VariablesArguments) {
      return { variables: await variables.list(variablesReference, page) };
    },

    async setVariable({ variablesReference, name, value }: DebugProtocol.SetVariableArguments) {
      const container = references.get(variablesReference);
      const frameId = container.kind === "scope" ? stack.numberOf(container.frame) : stack.top;
      const set = await variables.set(variablesReference, name, await valueIn(value, frameId));
      await deoptimize(session);
      return variables.describe(set, name);
    },

    async evaluate({ expression, frameId, context }: DebugProtocol.EvaluateArguments) {
      const found = await valueIn(expression, frameId, context === "hover");
      const { value, ...rest } = variables.describe(found, expression);
      const isText = context === "clipboard" && found.type === "string";
      return { result: isText ? String(found.value) : value, ...rest };
    },

    async completions({ text, column, frameId }: DebugProtocol.CompletionsArguments) {
      const before = text.slice(0, column - 1);
      return { targets: await completions(debug, { before, frameId, valueIn }) };
    },

    async inspectVariables() {
      debug.renewLook();
      const named = await debug.sessionNames();
      return { variables: named.map((one) => variables.variable(one)) };
    },

    async richInspectVariables({ variableName, frameId }: RichArguments) {
      checkName(variableName);
      const value = await valueIn(
        variableName,
        execution.stopped ? (frameId ?? stack.top) : undefined,
      );
      const options = { byValue: true, await: execution.stopped === undefined };
      const { value: json } = await callHost(session, "bundle", [argument(value)], options);
      // A value whose bundle is a promise has none while the thread stands.
      const data = typeof json === "string" ? JSON.parse(json) : { "text/plain": valueText(value) };
      return { data, metadata: {} };
    },

    async copyToGlobals({ srcVariableName, dstVariableName, srcFrameId }: CopyArguments) {
      checkName(srcVariableName);
      checkName(dstVariableName);
      const value = await valueIn(srcVariableName, srcFrameId ?? stack.top);
      await callHost(session, "copy", [{ value: dstVariableName }, argument(value)]);
      return variables.describe(value, dstVariableName);
    },
  };
}

function checkName(name: unknown): void {
  if (typeof name === "string" && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return;
  throw new Error(`Cannot look a variable up: expected a name, got ${JSON.stringify(name)}`);
}
