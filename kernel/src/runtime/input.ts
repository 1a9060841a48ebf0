import type { Answer, Answers, BlockingQuestion, Question } from "../bridge/answers.js";
import type { Calls } from "../bridge/calls.js";
import { currentCell } from "./cell.js";
import { KeyboardInterrupt } from "./interrupted.js";
import { installStandardInput } from "./standard-input.js";

/** What a client sends when there is nothing more to read. */
const endOfInput = "\u0004";

interface InputParts {
  readonly calls: Calls;
  readonly answers: Answers;
}

/**
 * Gives the user's code its ways to ask: `input`, during which everything else goes on, and the
 * browser's `prompt`, `confirm` and `alert`, which hold the thread until they are answered, and
 * `process.stdin`.
 */
export function installInput({ calls, answers }: InputParts): void {
  let asked = 0;
  const question = (prompt: unknown, password: boolean): Question => ({
    cell: currentCell().id,
    prompt: String(prompt),
    password,
  });
  const ask = async (prompt: unknown, password: boolean): Promise<string> => {
    let answer: Answer;
    try {
      answer = { value: await calls.call<string>("input", question(prompt, password)) };
    } catch (error) {
      answer = error as Error;
    }
    return answered(answer);
  };
  /** Null at the end of the input. */
  const askBlocking = (prompt: string): string | null => {
    const id = ++asked;
    const content: BlockingQuestion = { id, ...question(prompt, false) };
    void calls.call("prompt", content);
    const value = answered(answers.wait(id));
    return value === endOfInput ? null : value;
  };
  const input = Object.assign((prompt: unknown = "") => ask(prompt, false), {
    password: (prompt: unknown = "") => ask(prompt, true),
  });
  const prompt = (text: unknown = "Prompt", initial?: unknown): string | null => {
    const given = initial === undefined ? "" : String(initial);
    const answer = askBlocking(given === "" ? `${text} ` : `${text} [${given}] `);
    return answer === "" ? given : answer;
  };
  const confirm = (text: unknown = "Confirm"): boolean =>
    /^y(es)?$/i.test(askBlocking(`${text} [y/N] `)?.trim() ?? "");
  const alert = (text: unknown = "Alert"): void => void askBlocking(`${text} [Enter] `);
  for (const [name, value] of Object.entries({ input, prompt, confirm, alert })) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  installStandardInput({
    ask: () => input(),
    end: endOfInput,
    cell: () => currentCell().id,
  });
}

/** Throws here, so that the stack names who asked. */
function answered(answer: Answer): string {
  if ("value" in answer) return answer.value;
  if (answer.name === "KeyboardInterrupt") throw new KeyboardInterrupt();
  const error = new Error(answer.message);
  error.name = answer.name;
  throw error;
}
