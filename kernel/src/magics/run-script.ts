import { runProgram } from "./run-program.js";
import { splitWords } from "./split-words.js";

/** Gives a script to a program on its stdin. Throws an `Error` if the program ends with another code than 0. */
export async function runScript(command: string, script: string): Promise<void> {
  const [program = "", ...args] = splitWords(command);
  const code = await runProgram(program, { arguments: args, input: script });
  if (code === 0) return;
  const how = typeof code === "number" ? `exit code ${code}` : code;
  throw new Error(`Cannot finish ${program}: expected exit code 0, got ${how}`);
}
