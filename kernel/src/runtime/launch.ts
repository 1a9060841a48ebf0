import { join } from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { Shared } from "../bridge/shared.js";
import type { Language } from "../language/transpile.js";
import { reportDeath } from "./report-death.js";

/** Where the build puts all that a thread needs into one file. */
const threads = join(__dirname, "..", "threads");

/**
 * Starts a kernel in this process: the protocol in a worker, the user's code on this thread.
 * Cells see the current folder as theirs.
 */
export function launchKernel(connectionFile: string, language: Language): void {
  const shared = new Shared();
  const { port1, port2 } = new MessageChannel();
  const data = { connectionFile, shared: shared.buffer, folder: process.cwd(), language };
  const worker = new Worker(join(threads, "protocol.js"), {
    workerData: { ...data, answers: port2 },
    transferList: [port2],
    // Not piped to this process's own: opening that would make it non-blocking for whoever else
    // writes to it, such as the Jupyter server.
    stdout: true,
    stderr: true,
  });
  // What nobody reads would be kept for ever.
  worker.stdout.resume();
  worker.stderr.resume();
  // Loaded while the worker starts, which answers the first request.
  const { startRuntime } = require(join(threads, "user.js")) as typeof import("./start.js");
  reportDeath(connectionFile);
  startRuntime({ worker, shared, answers: port1, language });
}
