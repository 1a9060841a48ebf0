import type { TypeService } from "../language/type-service.js";

/** Types for cells in JavaScript, where an assignment to a name that is not declared makes one. */
export function sloppyTypes(types: TypeService): TypeService {
  return {
    ...types,
    add: (code) => {
      const { declareGlobals } =
        require("../language/declare-globals.js") as typeof import("../language/declare-globals.js");
      types.add(declareGlobals(code));
    },
  };
}
