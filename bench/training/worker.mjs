import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { onEnd } from "../../scripts/setup/ending.mjs";
import { root } from "../../scripts/setup/paths.mjs";
import { lastError } from "../reason.mjs";

/** A process that trains when it is told: it answers each line of JSON with one. */
export class Worker {
  #child;
  #ended;
  #lines;
  #errors = [];
  #forget;

  /** Starts the program, which reports by itself once, after its first trained batch. */
  constructor(program, args, { env }) {
    this.#child = spawn(program, args, { cwd: root, env, stdio: "pipe" });
    this.#ended = new Promise((resolve) => this.#child.on("close", resolve).on("error", resolve));
    this.#forget = onEnd(() => this.end());
    this.#child.stderr.on("data", (chunk) => this.#errors.push(chunk));
    // What is written to a process that has just ended is told by its missing answer.
    this.#child.stdin.on("error", () => {});
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Rejects with what the process's error output says when it ends instead. */
  async report() {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) break;
      if (value.startsWith("{")) return JSON.parse(value);
    }
    await this.#ended;
    throw new Error(lastError(Buffer.concat(this.#errors).toString()));
  }

  ask(message) {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
    return this.report();
  }

  end() {
    this.#forget();
    this.#child.kill();
    return this.#ended;
  }
}
