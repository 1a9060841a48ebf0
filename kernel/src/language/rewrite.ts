import { type AnyNode, Parser, type Program } from "acorn";
import MagicString from "magic-string";
import type { MagicCall } from "../magics/magic-call.js";
import { CellSyntaxError } from "./cell-error.js";
import { importReferences } from "./import-references.js";
import { liveImports, moveImports } from "./imports.js";
import { isFileLike, loadsFiles } from "./loads-files.js";
import { isIdentifier } from "./names.js";
import { callMagics, findMagics, magicStatements } from "./place-magics.js";
import { publishNames } from "./publish.js";
import { rewriteReferences } from "./references.js";
import { captureResult, topStatements } from "./result.js";
import { walk } from "./walk.js";

/** What is needed to know of the session when a cell is rewritten. */
export interface RewriteOptions {
  /** The newest cell that published a name, if any did. */
  readonly published: (name: string) => number | undefined;
  /** Whether a name belongs to the host, as `Math` does. */
  readonly isGlobal: (name: string) => boolean;
  /** Whether the user wrote the name; helpers of the transpiler are kept private. */
  readonly isOwn: (name: string) => boolean;
  /** Whether a specifier might lead to a file of the user's own. */
  readonly isFile?: (specifier: string) => boolean;
  /** The cell's magics, in their order. */
  readonly magics?: readonly MagicCall[];
}

/** A cell as the source of a function, which gives the cell's async function when called. */
export interface Rewritten {
  readonly code: string;
  readonly map: string;
  /** The earlier cells whose namespaces the function takes. */
  readonly uses: readonly number[];
  readonly loadsFiles: boolean;
}

/**
 * The parameters that every cell's outer function takes before the namespaces it uses. They begin
 * with a letter that nobody types, and that leaves the code's strings one byte a letter.
 */
export const parameters = [
  "ºpublish",
  "ºresult",
  "ºlate",
  "ºsoft",
  "ºmeta",
  "ºimport",
  "ºdynamic",
  "ºlive",
  "ºmagic",
];

/** Rewrites one cell, in JavaScript. Throws a `CellSyntaxError` with places in `code`. */
export function rewrite(code: string, options: RewriteOptions): Rewritten {
  const program = parseCell(code);
  const text = new MagicString(code);
  const magics = findMagics(program, { code, calls: options.magics ?? [] });
  const foreign = magicStatements(magics);
  if (code.includes("__name(")) unwrapNames(program, text);
  const { isOwn, isFile = isFileLike } = options;
  const uses = rewriteReferences(program, text, options);
  const live = liveImports(program, isFile);
  if (live.size > 0) importReferences(program, text, (name) => live.get(name));
  if (KEYWORDS.test(code)) rewriteKeywords(program, text);
  const statements = topStatements(program);
  captureResult(statements, { text, isOwn, foreign });
  publishNames(program, statements, { text, isOwn, live, foreign });
  moveImports(program, text, live);
  callMagics(magics, text);
  const outer = [...parameters, ...uses.map((id) => `ºcell${id}`)];
  text.prepend(`(function (${outer}) { "use strict"; return async function ºcell() { `);
  text.append("\n} })");
  const map = text.generateMap({ hires: "boundary", source: "cell.js" }).toString();
  return {
    code: text.toString(),
    map,
    uses,
    loadsFiles: LOADING.test(code) && loadsFiles(program, isFile),
  };
}

/** A cell may list what earlier ones declared among its exports. */
const CellParser = Parser.extend(
  (Base) =>
    class extends Base {
      checkLocalExport(): void {}
    } as typeof Base,
);

function parseCell(code: string): Program {
  try {
    return CellParser.parse(code, { ecmaVersion: "latest", sourceType: "module", ranges: true });
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc?: { line: number; column: number } };
    const place = { line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1 };
    throw new CellSyntaxError(message.replace(/ \(\d+:\d+\)$/, ""), place);
  }
}

/**
 * Removes esbuild's `__name(f, "f")` where `f` has that name anyway: it costs a call for each
 * closure that is made.
 */
function unwrapNames(program: Program, text: MagicString): void {
  walk(program, (node, parent) => {
    if (node.type !== "CallExpression" || !isIdentifier(node.callee, "__name")) return;
    const [value, given] = node.arguments as AnyNode[];
    const name = given?.type === "Literal" ? String(given.value) : "";
    if (isIdentifier(value, name) && parent?.type === "ExpressionStatement") {
      text.remove(parent.start, parent.end);
    } else if (parent?.type === "VariableDeclarator" && isIdentifier(parent.id, name)) {
      if (value && !("id" in value && value.id)) {
        text.remove(node.start, value.start).remove(value.end, node.end);
      }
    }
  });
}

/** Without these words in it a cell need not be looked through for what they do. */
const LOADING = /\b(?:import|export|require)\b/;
const KEYWORDS = /\b(?:import|await)\b/;

/** `import.meta`, `import()` and `await`. */
function rewriteKeywords(program: Program, text: MagicString): void {
  walk(program, (node) => {
    switch (node.type) {
      case "MetaProperty":
        if (node.meta.name === "import") text.update(node.start, node.end, "ºmeta");
        break;
      case "AwaitExpression":
        // An interrupted cell must not go on when what it waited for comes at last.
        text.appendRight(node.start, "ºlive(").appendLeft(node.end, ")");
        break;
      case "ForOfStatement":
        if (node.await)
          text.appendRight(node.body.start, "{ ºlive(); ").appendLeft(node.body.end, " }");
        break;
      case "ImportExpression":
        text.update(node.start, node.source.start, "ºdynamic(($s, $o) => import($s, $o), ");
    }
  });
}
