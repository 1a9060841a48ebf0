import type { BindingPattern, Program, Statement } from "oxc-parser";

/** The names that a pattern binds: `a`, `b` and `c` of `{ a, x: [b, ...c] }`. */
export function bindingNames(pattern: BindingPattern): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return bindingNames(pattern.left);
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        bindingNames(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => {
        if (element === null) return [];
        return bindingNames(element.type === "RestElement" ? element.argument : element);
      });
  }
}

const SCOPES: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassDeclaration",
  "ClassExpression",
  "TSModuleDeclaration",
]);

/** The names of `var` declarations in blocks and loops, which belong to the module. */
export function hoistedNames(program: Program): readonly string[] {
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return void value.map(visit);
    if (!isNode(value) || SCOPES.has(value.type)) return;
    if (value.type === "VariableDeclaration" && value.kind === "var")
      names.push(...value.declarations.flatMap(({ id }) => bindingNames(id)));
    Object.values(value).map(visit);
  };
  for (const statement of program.body) if (statement.type.endsWith("Statement")) visit(statement);
  return names;
}

function isNode(value: unknown): value is Statement {
  return typeof value === "object" && value !== null && "type" in value;
}
