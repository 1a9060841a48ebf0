import type { DebugProtocol } from "@vscode/debugprotocol";
import { debugHostCode } from "../bridge/debug-host.js";
import { type IsSessionName, messageTemplate, subexpression } from "./expression.js";

type Wanted = Pick<DebugProtocol.SourceBreakpoint, "condition" | "hitCondition" | "logMessage">;

const hits = /^\s*(>=|>|<=|<|={1,3}|%)?\s*(\d+)\s*$/;

/**
 * The condition under which V8 is to stop at a breakpoint, or undefined to stop always. It counts
 * how often the place was reached and writes log messages. Throws an `Error` that says what of it
 * is not understood.
 */
export async function breakpointCondition(
  id: number,
  { condition, hitCondition, logMessage }: Wanted,
  isSessionName: IsSessionName,
): Promise<string | undefined> {
  const parts: string[] = [];
  if (condition?.trim()) parts.push(await subexpression(condition, isSessionName));
  if (hitCondition?.trim()) parts.push(hitCode(id, hitCondition));
  if (logMessage) {
    parts.push(`(console.log(${await messageTemplate(logMessage, isSessionName)}), false)`);
  }
  return parts.length > 0 ? parts.join(" && ") : undefined;
}

function hitCode(id: number, text: string): string {
  const match = hits.exec(text);
  if (match === null) {
    throw new Error(
      `Cannot count hits: expected a number, perhaps after >, >=, <, <=, = or %, got "${text}"`,
    );
  }
  const [, comparison = "=", number] = match;
  const reached = `${debugHostCode}.reach(${id})`;
  if (comparison === "%") return `${reached} % ${number} === 0`;
  return `${reached} ${comparison.startsWith("=") ? "===" : comparison} ${number}`;
}
