const MAY_HOLD = /\bimport\s+[\w$]+\s*=|\bexport\s*=/;

/**
 * Makes plain what TypeScript's older module syntax means in a cell, with everything else in its
 * place: `import x = A.B` is a constant, which a transpiler would drop unless the same text uses it,
 * and `export = x` has the value x.
 */
export function plainModuleSyntax(text: string): string {
  if (!MAY_HOLD.test(text)) return text;
  // Loaded for such cells: it takes as long as all else that the first cell needs.
  const { parseSync } = require("oxc-parser") as typeof import("oxc-parser");
  let plain = text;
  const write = (code: string, { start, end }: { start: number; end: number }): void => {
    plain = plain.slice(0, start) + code.padEnd(end - start) + plain.slice(end);
  };
  for (const statement of parseSync("cell.tsx", text, { sourceType: "module" }).program.body) {
    const { start } = statement;
    if (statement.type === "TSExportAssignment") {
      write("void 0,", { start, end: statement.expression.start });
    }
    const alias = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (alias?.type !== "TSImportEqualsDeclaration" || alias.importKind === "type") continue;
    if (alias.moduleReference.type === "TSExternalModuleReference") continue;
    write("const", { start: alias.start, end: alias.start + "import".length });
  }
  return plain;
}
