import type { FixKind, TypeService } from "../language/type-service.js";

/** TypeScript's numbers from here on speak of types; those below, of the grammar. */
const MEANING = 2000;

/** Quick fixes that write TypeScript. */
const TYPED: ReadonlySet<FixKind> = new Set(["present", "other"]);

/**
 * Types for cells in JavaScript, where an assignment to a name that is not declared makes one. An
 * editor is told of mistakes in the grammar only.
 */
export function sloppyTypes(types: TypeService): TypeService {
  return {
    ...types,
    add: (code) => {
      const { declareGlobals } =
        require("../language/declare-globals.js") as typeof import("../language/declare-globals.js");
      types.add(declareGlobals(code));
    },
    diagnose: async (cell) => (await types.diagnose(cell)).filter(({ code }) => code < MEANING),
    fixes: async (cell, offset) =>
      (await types.fixes(cell, offset)).filter(({ kind }) => !TYPED.has(kind)),
  };
}
