import type { DebugProtocol } from "@vscode/debugprotocol";
import type { DebugSession } from "./debug-session.js";
import { threadId } from "./events.js";
import type { Step } from "./execution.js";
import type { Handlers } from "./handlers.js";
import type { RemoteObject } from "./inspector.js";
import { typeName } from "./value-text.js";

/** The requests that let the thread run or stop, and say where it stands. */
export function executionRequests({ execution, stack }: DebugSession): Handlers {
  async function goOn(command: string, step?: Step): Promise<void> {
    if (execution.stopped === undefined) {
      throw new Error(`Cannot ${command}: expected a thread that stands, got one that runs`);
    }
    await execution.resume(step);
  }

  return {
    threads: () => ({ threads: [{ id: threadId, name: "main" }] }),
    stackTrace: (args: DebugProtocol.StackTraceArguments) => stack.list(args ?? {}),

    async continue() {
      await goOn("continue");
      return { allThreadsContinued: true };
    },
    next: () => goOn("next", "next"),
    stepIn: () => goOn("step in", "stepIn"),
    stepOut: () => goOn("step out", "stepOut"),

    async pause() {
      if (execution.stopped === undefined) await execution.pause();
    },

    exceptionInfo() {
      const { reason, details } = execution.stopped ?? {};
      if (reason !== "exception") {
        throw new Error("Cannot tell of an exception: expected a stop at one");
      }
      const thrown = details!.data as RemoteObject & { uncaught?: boolean };
      const { description = String(thrown.value) } = thrown;
      return {
        exceptionId: typeName(thrown),
        description: description.split("\n")[0],
        breakMode: thrown.uncaught ? "unhandled" : "always",
        details: {
          message: description.split("\n")[0],
          typeName: typeName(thrown),
          stackTrace: description,
        },
      };
    },
  };
}
