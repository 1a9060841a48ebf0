import { completenessWithoutServer } from "../types/completeness.js";
import type { Knows } from "./magic-call.js";

const FIRST_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u;
const KEYWORD =
  /^(?:async|await|class|delete|false|function|import|new|null|super|this|true|typeof|void)$/;

/**
 * Whether the line `!text` is a command for the shell. It is TypeScript if it can begin an
 * expression and what it begins with is a name that the notebook knows, or no name at all.
 */
export function isCommand(text: string, knows: Knows): boolean {
  if (text.trim() === "") return false;
  if (/^\s/.test(text)) return true;
  const name = FIRST_NAME.exec(text)?.[0];
  if (name !== undefined && !KEYWORD.test(name) && !knows(name)) return true;
  return completenessWithoutServer(`!${text}`).status === "invalid";
}
