import { type AnyNode, type Program, parse } from "acorn";
import MagicString from "magic-string";
import { moduleExports } from "./module-exports.js";
import { moduleImports } from "./module-imports.js";
import { walk } from "./walk.js";

/** How the function of a module is made; one that `require` calls cannot await. */
export interface ModuleForm {
  readonly form: "async" | "sync";
  /** The file that it is made of. */
  readonly path: string;
}

/** A file as the source of a function. */
export interface RewrittenModule {
  /** An ES module's function, or the one that Node makes of a CommonJS module. */
  readonly kind: "esm" | "cjs";
  readonly code: string;
  readonly map: string;
  /** Whether it awaits at its top level. */
  readonly awaits: boolean;
}

/** The parameters of an ES module's function; the rest are those of CommonJS. */
export const moduleParameters = [
  ...["ºimport", "ºexport", "ºstar", "ºmeta", "ºdynamic"],
  ...["exports", "require", "module", "__filename", "__dirname"],
];

/** The parameters of a CommonJS module's function. */
export const commonParameters = [
  "ºdynamic",
  ...["exports", "require", "module", "__filename", "__dirname"],
];

/**
 * Makes a module a function. An ES module's imports become awaited calls at its start, each name
 * that it imports a property of what they gave, and its exports accessors that exist before
 * anything runs, so that bindings stay live and cycles work. Throws acorn's `SyntaxError`.
 */
export function rewriteModule(code: string, { form, path }: ModuleForm): RewrittenModule {
  const program = parseModule(code);
  const text = new MagicString(code);
  const awaits = program !== undefined && awaitsAtTop(program);
  rewriteKeywords(program ?? parseScript(code), text);
  if (program === undefined || !(awaits || isModule(program))) {
    text.prepend(`(function (${commonParameters}) { `).append("\n})");
    return { kind: "cjs", code: text.toString(), map: mapOf(text, path), awaits };
  }
  const { imports, owners } = moduleImports(program, text);
  const exported = moduleExports(program, text, owners);
  const wait = form === "async" ? "await " : "";
  const loads = imports.map(
    ({ local, specifier, needed, star }) =>
      `const ${local} = ${wait}ºimport(${JSON.stringify(specifier)}, ${JSON.stringify(needed)});` +
      (star ? ` ºstar(${local});` : ""),
  );
  const head = `ºexport({ ${exported.join(", ")} }); ${loads.join(" ")} `;
  const name = form === "async" ? "async function" : "function";
  text.prepend(
    `(function (${moduleParameters}) { "use strict"; return ${name} ºmodule() { ${head}`,
  );
  text.append("\n} })");
  return { kind: "esm", code: text.toString(), map: mapOf(text, path), awaits };
}

function mapOf(text: MagicString, path: string): string {
  return text.generateMap({ hires: "boundary", source: path }).toString();
}

function parseModule(code: string): Program | undefined {
  try {
    return parse(code, { ...grammar, sourceType: "module" });
  } catch (error) {
    try {
      parseScript(code);
    } catch {
      throw error;
    }
    return undefined;
  }
}

const grammar = { ecmaVersion: "latest", ranges: true, allowHashBang: true } as const;

function parseScript(code: string): Program {
  return parse(code, { ...grammar, sourceType: "script", allowReturnOutsideFunction: true });
}

function isModule(program: Program): boolean {
  let meta = false;
  walk(program, (node) => {
    if (node.type === "MetaProperty" && node.meta.name === "import") meta = true;
  });
  return meta || program.body.some(({ type }) => /^(Import|Export)/.test(type));
}

/** `import.meta` and `import()`. */
function rewriteKeywords(program: Program, text: MagicString): void {
  walk(program, (node) => {
    if (node.type === "MetaProperty" && node.meta.name === "import") {
      text.update(node.start, node.end, "ºmeta");
    } else if (node.type === "ImportExpression") {
      text.update(node.start, node.source.start, "ºdynamic(");
    }
  });
}

function awaitsAtTop(program: Program): boolean {
  let found = false;
  const inner: AnyNode[] = [];
  walk(program, (node) => {
    if (inner.some(({ start, end }) => start <= node.start && node.end <= end)) return;
    if (/Function(Declaration|Expression)$/.test(node.type)) inner.push(node);
    if (node.type === "AwaitExpression") found = true;
    if (node.type === "ForOfStatement" && node.await) found = true;
  });
  return found;
}
