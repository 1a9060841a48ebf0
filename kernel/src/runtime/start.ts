import { dirname, join } from "node:path";
import type { MessagePort, Worker } from "node:worker_threads";
import { Answers } from "../bridge/answers.js";
import { Calls } from "../bridge/calls.js";
import { type Command, type Report, sizeOf } from "../bridge/messages.js";
import type { Shared } from "../bridge/shared.js";
import type { Language } from "../language/transpile.js";
import { capturing, installCapture } from "./capture.js";
import { currentCell } from "./cell.js";
import { ChildOutput } from "./child-output.js";
import { Children } from "./children.js";
import { UserComms } from "./comms.js";
import { installDisplay } from "./display.js";
import { Executor, type RunMagic } from "./executor.js";
import { failureOf } from "./failure.js";
import { guardProcess, leave } from "./guarded-process.js";
import { installInput } from "./input.js";
import { KeyboardInterrupt } from "./interrupted.js";
import { UserMagics } from "./magics.js";
import { membersAt } from "./members.js";
import { keepMicrotaskErrors } from "./microtasks.js";
import { NotebookModules } from "./modules.js";
import { captureOutput } from "./output.js";
import { listen } from "./own-listeners.js";
import { installPayloads } from "./payloads.js";
import { holdUp } from "./pending.js";
import { hideSecrets, withoutSecrets } from "./printed-secrets.js";
import { tidyPromises } from "./promise-display.js";
import { prepareTermination, recover } from "./recovery.js";
import { watchSignals } from "./signals.js";
import { installStacks } from "./stacks.js";
import { printStraight } from "./straight-console.js";
import { UserVariables } from "./variables.js";

/** What the user's thread starts with. */
interface RuntimeParts {
  /** The thread that speaks the protocol. */
  readonly worker: Worker;
  readonly shared: Shared;
  /** The end of the line on which this thread waits for answers. */
  readonly answers: MessagePort;
  readonly language: Language;
}

/** Makes this thread the one of the user's code. */
export function startRuntime({ worker, shared, answers, language }: RuntimeParts): void {
  worker.on("exit", () => leave(1));
  const send = capturing((report: Report): void => worker.postMessage(report), shared);
  const file = join(process.cwd(), language === "typescript" ? "notebook.ts" : "notebook.js");
  const calls = new Calls(send);
  const runMagic: RunMagic = (call, values) => magics.run(call, values);
  const modules = new NotebookModules(file);
  const variables = new UserVariables();
  const executor = new Executor({ file, modules, language, runMagic, send, witness: variables });
  variables.answer(calls, executor.session);
  const magics = new UserMagics({ executor, calls, moveTo: placeGlobals });
  calls.handle("members", (path: string[]) => membersAt(executor.session.values(), path));
  prepareGlobals(file, modules);
  prepareOutput(shared, send);
  const comms = new UserComms({ shared, send, calls });
  const children = new Children({ shared, send, output: new ChildOutput({ shared, send, calls }) });
  installPayloads(send);
  installCapture();
  installInput({ calls, answers: new Answers(answers, shared) });
  catchErrors(send);
  prepareTermination();
  const emitSignal = watchSignals(shared, () => send({ type: "signal" }));
  worker.on("message", (command: Command) => {
    if (command.type === "run") executor.run(command.program);
    else if (command.type === "interrupt") {
      children.interrupt(command.cells);
      emitSignal();
    } else if (command.type === "abandon") {
      shared.waitsForChild = false;
      const frames = recover();
      comms.abandon(frames);
      executor.abandon(command.cells, frames);
    } else if (command.type === "exit") leave(0);
    else calls.take(command);
  });
}

function prepareGlobals(file: string, modules: NotebookModules): void {
  installStacks();
  tidyPromises();
  keepMicrotaskErrors();
  placeGlobals(file, modules);
  guardProcess();
}

/** Gives cells the globals of a module that lies at `file`. */
function placeGlobals(file: string, { require }: NotebookModules): void {
  const values = { require, __filename: file, __dirname: dirname(file) };
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}

function prepareOutput(shared: Shared, send: (report: Report) => void): void {
  captureOutput((name, printed) => {
    const text = withoutSecrets(printed);
    shared.claim(text.length);
    send({ type: "stream", cell: currentCell().id, name, text });
  });
  installDisplay({
    send: (display) => {
      shared.claim(display.data.length);
      send({ type: "display", cell: currentCell().id, display });
    },
    publish: (message) => {
      shared.claim(sizeOf(message));
      send({ type: "message", cell: currentCell().id, message });
    },
    holdUp: (work) => holdUp(currentCell().id, work),
  });
  printStraight();
  hideSecrets();
}

/** What nobody catches is shown at the cell that made it, and kills nothing. */
function catchErrors(send: (report: Report) => void): void {
  const report = (error: unknown): void => {
    if (error instanceof KeyboardInterrupt) return;
    send({ type: "failed", cell: currentCell().id, failure: failureOf(error) });
  };
  listen("uncaughtException", report);
  listen("unhandledRejection", report);
}
