import { findSourceMap } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Frame, Maps, Program } from "../bridge/messages.js";
import type { RawFrame } from "../bridge/terminator.js";
import { CellMap, type Place } from "../language/cell-map.js";
import { publications } from "../language/publish.js";
import { importFile } from "../modules/import-by-node.js";

const kernelFolder = join(__dirname, "..");

interface Script {
  /** The number of the cell; undefined for a file. */
  readonly count: number | undefined;
  readonly maps: Maps;
  readonly map: CellMap;
  readonly code: string;
}

const scripts = new Map<string, Script>();

/** Makes stacks lead to the text of a cell or a file instead of the JavaScript that runs. */
export function mapScript(
  file: string,
  { code, count, maps }: Pick<Program, "code" | "maps"> & { readonly count?: number | undefined },
): void {
  scripts.set(file, { count, maps, map: new CellMap(maps), code });
}

/** What leads from the script of a cell to its text. */
export function scriptIn(file: string): { count: number; maps: Maps } | undefined {
  const { count, maps } = scripts.get(file) ?? {};
  return count !== undefined && maps ? { count, maps } : undefined;
}

type Prepare = (error: Error, sites: NodeJS.CallSite[]) => unknown;

/** What stacks would be if a package of the user's did not make them. */
const hidden = new WeakMap<Error, string>();

/**
 * Installs stacks that name the user's own lines and leave Node's and the kernel's out. Packages
 * that make stacks of their own are obeyed, which `stackOf` looks behind.
 */
export function installStacks(): void {
  Error.stackTraceLimit = 30;
  let theirs: Prepare | undefined;
  const prepare: Prepare = (error, sites) => {
    const lines = sites.map(describe).filter((line) => line !== undefined);
    const stack = [header(error), ...lines.map((line) => `    at ${line}`)].join("\n");
    const make = theirs;
    if (make === undefined) return stack;
    hidden.set(error, stack);
    // Theirs may call what was there before it: this.
    theirs = undefined;
    try {
      return make(error, sites);
    } finally {
      theirs = make;
    }
  };
  const set = (value: unknown): void => {
    theirs = typeof value === "function" && value !== prepare ? (value as Prepare) : undefined;
  };
  Object.defineProperty(Error, "prepareStackTrace", {
    get: () => prepare,
    set,
    configurable: true,
  });
}

/** The stack of an error with the user's own lines, whoever made the one that it shows. */
export function stackOf(error: Error): string {
  const stack = String(error.stack ?? "");
  return hidden.get(error) ?? stack;
}

function header(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

function describe(site: NodeJS.CallSite): string | undefined {
  const text = String(site);
  const file = site.getFileName() ?? site.getScriptNameOrSourceURL();
  if (!file) return text;
  if (file.startsWith("node:") || isKernel(file)) return undefined;
  const generated = { line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 };
  const script = scripts.get(file);
  const found = script ? script.map.original(generated) : originalInFile(file, generated);
  const caller = site.getFunctionName() ?? "";
  if (script && (!found || isAccessor(script, { ...generated, caller }))) return undefined;
  const place = found ?? generated;
  const name = script?.count === undefined ? plainPath(file) : `Cell [${script.count}]`;
  const where = `${name}:${place.line}:${place.column}`;
  const old = `${file}:${generated.line}:${generated.column}`;
  // The function around a cell or a module is nothing that the user wrote.
  if (/^(async )?º(cell|module) /.test(text)) return where;
  return text.replace(old, where);
}

/** The accessors through which later cells read and assign; see `publication`. */
function isAccessor({ code }: Script, { caller, line, column }: Omit<RawFrame, "file">): boolean {
  if (!/^[gs]et /.test(caller)) return false;
  const text = code.split("\n")[line - 1] ?? "";
  return publications(text).some(([start, end]) => start < column && column <= end);
}

/** The user's own places among `frames`. */
export function mapFrames(frames: readonly RawFrame[]): Frame[] {
  return frames.flatMap(({ file, caller, ...generated }): Frame[] => {
    const script = scripts.get(plainPath(file));
    if (script === undefined || isAccessor(script, { ...generated, caller })) return [];
    const place = script.map.original(generated);
    if (place === undefined) return [];
    const by = caller === "" || caller === "ºcell" ? {} : { caller };
    const where = script.count === undefined ? { file: plainPath(file) } : { cell: script.count };
    return [{ ...where, ...by, ...place }];
  });
}

function isKernel(file: string): boolean {
  const path = plainPath(file);
  return path.startsWith(kernelFolder) || basename(path) === importFile;
}

function plainPath(file: string): string {
  return file.startsWith("file:") ? fileURLToPath(file) : file;
}

function originalInFile(file: string, { line, column }: Place): Place | undefined {
  const entry = findSourceMap(file)?.findEntry(line - 1, column - 1);
  if (!entry || !("originalLine" in entry)) return undefined;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
