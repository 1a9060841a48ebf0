import { parse } from "acorn";
import { analyze } from "eslint-scope";

/** The names that JavaScript declares, in whatever scope. */
export function namesDeclaredIn(code: string): ReadonlySet<string> {
  const program = parse(code, { ecmaVersion: "latest", sourceType: "script", ranges: true });
  const { scopes } = analyze(program as never, { ecmaVersion: 2022, sourceType: "script" });
  return new Set(scopes.flatMap(({ set }) => [...set.keys()]));
}
