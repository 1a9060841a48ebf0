import type { Session } from "node:inspector/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cellFile, cellInFile } from "../bridge/cell-file.js";
import type { Maps, Program } from "../bridge/messages.js";
import { importFile } from "../modules/import-by-node.js";
import { CellScript } from "./cell-script.js";
import type { CellSources } from "./cell-sources.js";
import { FileScript, fileOf, isInPackage } from "./file-script.js";
import { callHost, type Location, type ScriptParsed } from "./inspector.js";
import type { Script, UserPlace } from "./script.js";

const kernelFolder = join(__dirname, "..", "..");

/** Regular expressions for the URLs of code that a step does not enter. */
export function skippedUrls({ packages }: { packages: boolean }): string[] {
  const own = [`^${escaped(pathToFileURL(kernelFolder).href)}/`, `/${escaped(importFile)}$`];
  return ["^node:", ...own, ...(packages ? ["/node_modules/"] : [])];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

interface ScriptsParts {
  readonly session: Session;
  readonly cells: CellSources;
  readonly folder: string;
  /** The text of the cell with this number to the user. */
  readonly textOf: (count: number) => string | undefined;
  /** Called with each script of the user's as soon as it is known. */
  readonly onScript: (script: Script) => void;
}

/** The scripts on the user's thread and where they come from. */
export class Scripts {
  readonly #parts: ScriptsParts;
  readonly #scripts = new Map<string, Script>();
  readonly #expected = new Map<string, CellScript>();
  readonly #asked = new Set<Promise<void>>();

  constructor(parts: ScriptsParts) {
    this.#parts = parts;
    parts.session.on("Debugger.scriptParsed", ({ params }) => this.#parsed(params));
  }

  /** Prepares for the script of a cell that is about to run. */
  expect({ id, count, code, maps }: Program, text: string): CellScript {
    const { cells, folder } = this.#parts;
    const url = pathToFileURL(cellFile(folder, id)).href;
    const path = cells.add(text);
    const script = new CellScript({ url, count, code, maps, path, text });
    this.#expected.set(url, script);
    return script;
  }

  /** Resolves when all scripts that V8 told of are known. */
  async known(): Promise<void> {
    await Promise.all(this.#asked);
  }

  get(id: string): Script | undefined {
    return this.#scripts.get(id);
  }

  /** The scripts that were made from a text, the newest first. */
  of(path: string): Script[] {
    return this.all().filter(({ paths }) => paths.includes(path));
  }

  /** All scripts of the user's, the newest first. */
  all(): Script[] {
    return [...this.#scripts.values()].reverse();
  }

  /** Where V8's location lies in a text of the user's. */
  original({ scriptId, lineNumber, columnNumber = 0 }: Location): UserPlace | undefined {
    return this.get(scriptId)?.original({ lineNumber, columnNumber });
  }

  #parsed({ scriptId: id, url, sourceMapURL: sourceMapUrl = "" }: ScriptParsed): void {
    const expected = this.#expected.get(url);
    if (expected) {
      this.#expected.delete(url);
      this.#add(Object.assign(expected, { id }));
    } else if (cellInFile(url) !== undefined) this.#ask(id, url);
    else if (/^(file:|\/|[A-Za-z]:)/.test(url)) {
      const file = fileOf(url);
      if (file.startsWith(kernelFolder) || basename(file) === importFile) return;
      const { folder } = this.#parts;
      const owner = isInPackage(file) ? "package" : "file";
      this.#add(new FileScript({ id, url, sourceMapUrl, owner, folder }));
    }
  }

  #add(script: Script): void {
    this.#scripts.set(script.id!, script);
    const { skipped } = script;
    if (skipped) {
      const positions = [...skipped];
      void this.#parts.session
        .post("Debugger.setBlackboxedRanges", { scriptId: script.id!, positions })
        .catch(() => undefined);
    }
    this.#parts.onScript(script);
  }

  /** A cell that ran before the debugger was there: the user's thread knows what it was. */
  #ask(id: string, url: string): void {
    const asked = this.#recall(id, url).catch(() => undefined);
    this.#asked.add(asked);
    void asked.then(() => this.#asked.delete(asked));
  }

  async #recall(id: string, url: string): Promise<void> {
    const { session, cells, textOf } = this.#parts;
    const { value } = await callHost(session, "cell", [{ value: fileOf(url) }], { byValue: true });
    const found = value as { maps: Maps; count: number } | undefined;
    const text = found && textOf(found.count);
    if (found === undefined || text === undefined) return;
    const { scriptSource: code } = await session.post("Debugger.getScriptSource", { scriptId: id });
    const script = new CellScript({ url, code, text, path: cells.add(text), ...found });
    this.#add(Object.assign(script, { id }));
  }
}
