import { parseSync } from "oxc-parser";

/** `x = 1` at the top of a cell as `var x = 1`, so that what it makes is known by its type. */
export function declareGlobals(code: string): string {
  const { program, errors } = parseSync("cell.jsx", code, { sourceType: "module" });
  if (errors.length > 0) return code;
  let declared = "";
  let end = 0;
  for (const statement of program.body) {
    if (statement.type !== "ExpressionStatement") continue;
    const { expression } = statement;
    if (expression.type !== "AssignmentExpression" || expression.operator !== "=") continue;
    if (expression.left.type !== "Identifier") continue;
    declared += `${code.slice(end, statement.start)}var `;
    end = statement.start;
  }
  return declared + code.slice(end);
}
