import { type Node, nodesAround } from "../nodes-around.js";
import { parseModule } from "../parse-module.js";
import { expressionsAt } from "./expressions.js";
import type { Rule } from "./rule.js";

/** Binds tighter than `await`, or as tight. */
const TIGHT =
  /^(?:Identifier|ThisExpression|CallExpression|MemberExpression|NewExpression|ImportExpression)$/;

/** Waits for a promise whose result was meant. */
export const missingAwait: Rule = ({ message, related = [], ...place }, text) => {
  if (!/\bPromise(?:Like)?<|'await'/.test([message, ...related].join("\n"))) return [];
  return expressionsAt(text, place).map(({ type, start, end }) => {
    const expression = text.slice(start, end);
    const awaited = `await ${TIGHT.test(type) ? expression : `(${expression})`}`;
    const isObject = /^\s*(?:\?\.|\.|\[|\()/.test(text.slice(end));
    const edits = [{ start, end, text: isObject ? `(${awaited})` : awaited }];
    return { kind: "await", names: [], edits };
  });
};

/** TypeScript's numbers for `await` and its like in a function that is not `async`. */
const NOT_ASYNC: ReadonlySet<number> = new Set([1308, 1103]);

/** Makes the function around an `await` one that may wait. */
export const missingAsync: Rule = ({ code, start }, text) => {
  if (!NOT_ASYNC.has(code)) return [];
  const around = nodesAround(parseModule(text).program as unknown as Node, start);
  const at = around.findIndex(({ type }) =>
    /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type),
  );
  if (at < 0) return [];
  const above = around[at + 1];
  const method = above && (above.type === "MethodDefinition" || above.method === true);
  const place = method ? (above.key as Node).start : around[at]!.start;
  return [
    {
      kind: "async",
      names: [],
      edits: [{ start: place, end: place, text: "async " }],
      certain: true,
    },
  ];
};
