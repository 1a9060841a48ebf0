import { VIRTUAL } from "./project.js";

const CELL_IMPORTS = new RegExp(`(typeof )?import\\("[^"]*${VIRTUAL}[^"]*"\\)(\\.)?`, "g");

/** Names of cells' modules left out of what TypeScript says: `import("…cell_3").Model` is `Model`. */
export function readableTypes(text: string): string {
  return text.replaceAll(CELL_IMPORTS, (_, query = "", dot) => (dot ? query : `${query}cell`));
}
