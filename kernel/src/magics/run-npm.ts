import { delimiter, dirname } from "node:path";
import type { MagicContext } from "./magic.js";
import { NpmProgress } from "./npm-progress.js";
import { runProgram } from "./run-program.js";

export interface NpmOptions {
  readonly folder: string;
  readonly display: MagicContext["display"];
  /** Options that nobody is told of; those in the words come after them. */
  readonly flags?: readonly string[];
  /** Whether its warnings and errors stay unsaid. */
  readonly isQuiet?: boolean;
}

/**
 * Runs npm, shows its progress in one line and prints the rest of what it says. Throws an `Error`
 * with npm's own reason when it fails.
 */
export async function runNpm(
  words: readonly string[],
  { folder, display, flags = [], isQuiet = false }: NpmOptions,
): Promise<void> {
  const title = `npm ${words.join(" ")}`;
  const progress = new NpmProgress(title, display);
  let said = "";
  const onErrors = (text: string): void => {
    const rest = progress.take(text);
    said += rest;
    if (!isQuiet && rest !== "") process.stderr.write(rest);
  };
  try {
    const code = await runProgram("npm", {
      arguments: [...words.slice(0, 1), ...flags, ...reporting(words), ...words.slice(1)],
      folder,
      // On Windows npm is a script that only the shell runs.
      shell: process.platform === "win32",
      environment: { ...process.env, PATH: withNode(process.env.PATH) },
      onErrors,
    });
    onErrors(progress.end(code === 0 ? "done" : "failed"));
    if (code !== 0)
      throw new Error(`Cannot run ${title}: ${reasonIn(said) ?? `it ended with ${code}`}`);
  } catch (error) {
    if ((error as Error).name === "KeyboardInterrupt") progress.end("interrupted");
    throw error;
  }
}

/** What makes npm tell what it fetches, and not of other things. */
function reporting(words: readonly string[]): readonly string[] {
  if (words.some((word) => /^(--loglevel|--silent|--verbose|--quiet|-[sqd]+$)/.test(word)))
    return [];
  return ["--loglevel=http", "--no-update-notifier"];
}

/** Where npm lies beside Node, for those whose PATH has neither. */
function withNode(path = ""): string {
  return [path, dirname(process.execPath)].filter(Boolean).join(delimiter);
}

/** npm's first sentence about what went wrong. */
function reasonIn(said: string): string | undefined {
  const reasons = said.matchAll(
    /^npm error (?!code |A complete log|errno |syscall |path |dest )(.+)$/gm,
  );
  const [first] = [...reasons].map(([, reason = ""]) => reason);
  return first?.replace(/^\w+ (?=[A-Z])/, "").trim();
}
