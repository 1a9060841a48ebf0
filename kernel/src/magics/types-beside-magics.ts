import type {
  Completeness,
  Diagnostic,
  EditedCell,
  EditorService,
  TypeService,
} from "../language/type-service.js";
import type { Knows, Masked } from "./magic-call.js";
import { maskMagics } from "./mask-magics.js";

/**
 * A type service for cells with magics: `types` sees TypeScript in their place; what is asked about
 * a magic itself is answered here.
 */
export function typesBesideMagics(types: TypeService, knows: Knows): TypeService {
  const codeOf = (text: string): string => maskMagics(text, knows).code;
  return {
    ...types,
    ...editing(types, knows),
    add: (text) => types.add(codeOf(text)),
    check: async (text, options) => {
      const masked = maskMagics(text, knows);
      return knowable(masked, await types.check(masked.code, options));
    },
    complete: async (text, offset) => {
      const masked = maskMagics(text, knows);
      const place = placeIn(text, masked, offset);
      return place ? assist().completeMagic(place) : types.complete(masked.code, offset);
    },
    inspect: async (text, offset, options) => {
      const masked = maskMagics(text, knows);
      const place = placeIn(text, masked, offset);
      return place ? assist().inspectMagic(place) : types.inspect(masked.code, offset, options);
    },
    isComplete: async (text) => {
      const { code, whole } = maskMagics(text, knows);
      return whole ? completenessOfWhole(text) : types.isComplete(code);
    },
  };
}

/** Services for cells in an editor, which know the names of the notebook's other cells as well. */
function editing(types: TypeService, knows: Knows): EditorService {
  return {
    diagnose: async (cell) => {
      const { masked, code } = maskAll(cell, knows);
      return knowable(masked, await types.diagnose(code));
    },
    hover: async (cell, offset) => {
      const { masked, code } = maskAll(cell, knows);
      const place = placeIn(cell.text, masked, offset);
      const help = place && assist().inspectMagic(place);
      return help ? { ...help, ...place.span } : types.hover(code, offset);
    },
    signatures: async (cell, offset) => types.signatures(maskAll(cell, knows).code, offset),
    // What a magic takes, the session's own completion knows.
    suggest: async (cell, offset) => {
      const { masked, code } = maskAll(cell, knows);
      const nothing = { start: offset, end: offset, items: [] };
      return placeIn(cell.text, masked, offset) ? nothing : types.suggest(code, offset);
    },
    define: async (cell, offset) => {
      const { code, original } = maskAll(cell, knows);
      const found = await types.define(code, offset);
      if (found === undefined || !("cell" in found)) return found;
      return { ...found, cell: original(found.cell) };
    },
    // Changes stand at the same places in the text, which is as long as the code.
    fixes: async (cell, offset) => types.fixes(maskAll(cell, knows).code, offset),
    renameable: async (cell, offset) => types.renameable(maskAll(cell, knows).code, offset),
    rename: async (cell, renaming) => types.rename(maskAll(cell, knows).code, renaming),
    organise: async (cell) => types.organise(maskAll(cell, knows).code),
  };
}

/** TypeScript's numbers for a name that it does not find. */
const UNKNOWN_NAME: readonly number[] = [2304, 2552];

/** The names of a file that the cell itself runs cannot be known before. */
function knowable({ calls }: Masked, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const runs = calls.some(({ name }) => name === "run");
  return runs ? found.filter(({ code }) => !UNKNOWN_NAME.includes(code)) : found;
}

/** A cell and its notebook without magics, and what leads from a cell's code back to its text. */
function maskAll({ text, above, below }: EditedCell, knowsOfSession: Knows) {
  const others = [...above, ...below];
  const knows: Knows = (name) =>
    knowsOfSession(name) || others.some((other) => holdsName(other, name));
  const texts = new Map<string, string>();
  const codeOf = (each: string): string => {
    const { code } = maskMagics(each, knows);
    texts.set(code, each);
    return code;
  };
  const masked = maskMagics(text, knows);
  const code = { text: codeOf(text), above: above.map(codeOf), below: below.map(codeOf) };
  return { masked, code, original: (of: string): string => texts.get(of) ?? of };
}

function holdsName(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${name.replace(/\$/g, "\\$")}(?![\\w$])`).test(text);
}

function placeIn(text: string, masked: Masked, offset: number) {
  return masked.spans.length > 0 ? assist().magicAt(text, masked, offset) : undefined;
}

/** Loaded when a cell has a magic. */
function assist(): typeof import("./assist.js") {
  return require("./assist.js") as typeof import("./assist.js");
}

/** As with ipykernel, an empty line ends the cell of a `%%` magic. */
function completenessOfWhole(text: string): Completeness {
  const isEnded = /\n[ \t]*$/.test(text);
  return isEnded ? { status: "complete" } : { status: "incomplete", indent: "" };
}
