import { readFile } from "node:fs/promises";
import type { Calls } from "../bridge/calls.js";
import type { Program } from "../bridge/messages.js";
import type { History, HistoryQuery } from "../history/history.js";
import { CellSyntaxError } from "../language/cell-error.js";
import type { Compiler } from "../language/compile.js";
import { declaredType } from "../language/declared-type.js";
import type { Inspection, TypeService } from "../language/type-service.js";
import type { CellRunner } from "./cell-runner.js";
import type { TypeMode, TypeSettings } from "./types-gate.js";

interface MagicParts {
  readonly runner: Pick<CellRunner, "newId" | "textOf">;
  readonly compiler: Pick<Compiler, "compile" | "forget">;
  readonly types: TypeService;
  readonly history: Pick<History, "find">;
  readonly settings: TypeSettings;
  /** The notebook's folder. */
  readonly folder: () => string;
  /** Makes another folder the notebook's. */
  readonly moveTo: (folder: string) => void;
}

/** Answers what magics ask of the protocol's thread. */
export function answerMagics(
  calls: Pick<Calls, "handle">,
  { runner, compiler, types, history, settings, folder, moveTo }: MagicParts,
): void {
  calls.handle("magic:mode", (mode: TypeMode | undefined) => {
    if (settings.language === "javascript" && mode !== undefined && mode !== "off") {
      const cure = "open the notebook with the TypeScript kernel";
      throw new Error(`Cannot look for type errors: expected TypeScript, got JavaScript; ${cure}`);
    }
    settings.mode = mode ?? settings.mode;
    return settings.mode;
  });
  calls.handle("magic:history", (query: HistoryQuery) => history.find(query));
  const inspect = (name: string, cell: number): Promise<Inspection | undefined> => {
    // At the end of the cell, so that its own names are known.
    const text = `${runner.textOf(cell)}\n;${name}`;
    return types.inspect(text, text.length);
  };
  calls.handle("magic:inspect", ({ name, cell }: { name: string; cell: number }) =>
    inspect(name, cell),
  );
  calls.handle("magic:types", ({ names, cell }: { names: readonly string[]; cell: number }) =>
    typesOf(names, (name) => inspect(name, cell)),
  );
  calls.handle("magic:program", async (file: string): Promise<Program> => {
    const text = await readText(file);
    const compiled = compiler.compile({ id: runner.newId(), count: 0, text });
    const program = await compiled.catch((error: unknown) => {
      throw error instanceof CellSyntaxError ? syntaxError(file, error) : error;
    });
    const { rebaseImports } = await import("../language/rebase-imports.js");
    types.add(rebaseImports(text, { file, folder: folder() }));
    return { ...program, path: file };
  });
  calls.handle("magic:forget", () => {
    compiler.forget();
    types.forget();
  });
  calls.handle("magic:folder", moveTo);
}

function syntaxError(file: string, { message, line, column }: CellSyntaxError): SyntaxError {
  return new SyntaxError(`${message} (${file}:${line}:${column})`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`Cannot run the file: expected TypeScript, got ${code} at ${file}`);
  }
}

/** The types of names, of those of which the type service knows them. */
async function typesOf(
  names: readonly string[],
  inspect: (name: string) => Promise<Inspection | undefined>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const type = declaredType(await inspect(name), name);
    if (type !== undefined) found[name] = type;
  }
  return found;
}
