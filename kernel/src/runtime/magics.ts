import { join } from "node:path";
import type { Calls } from "../bridge/calls.js";
import type { MagicContext } from "../magics/magic.js";
import type { MagicCall } from "../magics/magic-call.js";
import { currentCell } from "./cell.js";
import type { KernelHost } from "./display.js";
import type { Executor } from "./executor.js";
import type { NotebookModules } from "./modules.js";
import type { PayloadHost } from "./payloads.js";

interface UserMagicsParts {
  readonly executor: Executor;
  readonly calls: Calls;
  /** Tells that cells are in another place from now on. */
  readonly moveTo: (file: string, modules: NotebookModules) => void;
}

/** Runs the magics of cells, on the user's thread; they are loaded when the first one is called. */
export class UserMagics {
  readonly #parts: UserMagicsParts;
  #folder = process.cwd();

  constructor(parts: UserMagicsParts) {
    this.#parts = parts;
  }

  /** Runs one; `values` are those of its line, or the code that it calls. */
  run({ name, line, body, captured, code }: MagicCall, values: readonly unknown[]): unknown {
    const { magics } = require("../magics/all/index.js") as typeof import("../magics/all/index.js");
    const magic = magics.find((one) => one.name === name)!;
    const text = line.reduce((start, end, index) => start + textOf(values[index - 1]) + end);
    const call = { line: text, body, captured };
    const context = { ...this.#context(), magics };
    if (code?.runs !== "repeatedly") return magic.run(call, context);
    return magic.run({ ...call, code: values[0] as () => unknown }, context);
  }

  #context(): Omit<MagicContext, "magics"> {
    const { executor, calls } = this.#parts;
    const host = (globalThis as Record<symbol, unknown>)[hostKey] as KernelHost & PayloadHost;
    return {
      cell: currentCell().count,
      display: (bundle, options) => host.display(bundle, options),
      page: (bundle) => host.page(bundle),
      setInput: (text) => host.setNextInput(text, { replace: true }),
      ask: (topic, content) => calls.call(topic, content),
      goOn: executor.goOn,
      names: () => executor.session.values() as Readonly<Record<string, unknown>>,
      forgetNames: async () => {
        executor.session.clear();
        await calls.call("magic:forget");
      },
      include: (program) => executor.include(program),
      folder: () => this.#folder,
      moveTo: (folder) => this.#moveTo(folder),
    };
  }

  async #moveTo(folder: string): Promise<void> {
    process.chdir(folder);
    this.#folder = process.cwd();
    const file = join(this.#folder, "notebook.ts");
    this.#parts.moveTo(file, this.#parts.executor.moveTo(file));
    await this.#parts.calls.call("magic:folder", this.#folder);
  }
}

const hostKey = Symbol.for("rosenblatt.kernel");

/** A value as a command's line has it; the elements of an array are words. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(" ") : String(value);
}
