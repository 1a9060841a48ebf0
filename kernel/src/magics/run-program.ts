import { type ChildProcess, spawn } from "node:child_process";
import { signalTree } from "../bridge/process-tree.js";

/** What a program is run with. */
export interface ProgramOptions {
  readonly arguments?: readonly string[];
  /** Whether the program is a line for the system's shell. */
  readonly shell?: boolean;
  readonly folder?: string;
  /** What it reads from stdin; nothing without. */
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Take its output, which is printed as it comes without them. */
  readonly onOutput?: (text: string) => void;
  readonly onErrors?: (text: string) => void;
}

/** Milliseconds after an interrupt until the program is ended by force. */
const grace = 2000;

/**
 * Runs a program and gives its exit code, or the name of the signal that ended it. An interrupt
 * goes to the program and all that it started; it throws an error named "KeyboardInterrupt" then.
 * Throws an `Error` when there is no such program.
 */
export async function runProgram(
  program: string,
  { arguments: args = [], folder, input, environment, ...options }: ProgramOptions = {},
): Promise<number | NodeJS.Signals> {
  const child = spawn(program, args, {
    cwd: folder ?? process.cwd(),
    env: environment ?? process.env,
    shell: options.shell ?? false,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const { onOutput = printTo("stdout"), onErrors = printTo("stderr") } = options;
  child.stdout.setEncoding("utf8").on("data", onOutput);
  child.stderr.setEncoding("utf8").on("data", onErrors);
  // A program that ends without reading all of it is no error.
  child.stdin.on("error", () => undefined).end(input ?? "");
  return untilClosed(child, program);
}

/** The kernel itself hands an interrupt on to the program; it is only waited for here. */
function untilClosed(child: ChildProcess, program: string): Promise<number | NodeJS.Signals> {
  const end = (): void => {
    if (child.pid !== undefined) signalTree(child.pid, "SIGKILL");
  };
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    if (timer) end();
    timer ??= setTimeout(end, grace);
  };
  process.on("SIGINT", interrupt).on("exit", end);
  return new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on("error", ({ message }) => reject(new Error(`Cannot run ${program}: ${message}`)));
    child.on("close", (code, signal) => {
      if (timer) reject(interruption(program));
      else resolve(signal ?? code ?? 0);
    });
  }).finally(() => {
    clearTimeout(timer);
    process.off("SIGINT", interrupt).off("exit", end);
  });
}

function interruption(program: string): Error {
  return Object.assign(new Error(`${program} was interrupted`), { name: "KeyboardInterrupt" });
}

function printTo(name: "stdout" | "stderr"): (text: string) => void {
  return (text) => void process[name].write(text);
}
