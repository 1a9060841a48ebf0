import { VIRTUAL } from "./virtual.js";

const MODULE_IMPORTS = new RegExp(`(typeof )?import\\("[^"]*${VIRTUAL}[^"]*"\\)(\\.)?`, "g");
const MODULE_NAMES = new RegExp(`\\b${VIRTUAL}\\w+\\.\\w+\\.`, "g");

/** The session's modules left out of what TypeScript says: `import("…page_3").Model` is `Model`. */
export function readableTypes(text: string): string {
  return text
    .replaceAll(MODULE_IMPORTS, (_, query = "", dot) => (dot ? query : `${query}cell`))
    .replaceAll(MODULE_NAMES, "");
}
