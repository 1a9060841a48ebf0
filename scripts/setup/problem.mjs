import { endWork } from "./ending.mjs";

/** Something that the person at the keyboard can cure: its message is all they need to read. */
export class Problem extends Error {
  name = "Problem";
}

/**
 * Runs a command's main function; a Problem becomes one sentence, and any error a non-zero exit.
 * Resolves to the exit code when `main` does.
 */
export async function reportProblems(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    await endWork();
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exit(1);
  }
}
