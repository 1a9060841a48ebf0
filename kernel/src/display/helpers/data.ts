import { page } from "../html/page.js";
import { type Limits, usual } from "../limits.js";
import { hidden, isSecretEntry } from "../secrets.js";
import { textOf } from "../text.js";
import { method } from "../values/descriptors.js";
import { tree as treeOf } from "../values/tree.js";
import { type HelperOptions, type Shape, shape } from "./shape.js";

/** Data as the front end's own JSON view. Cyclic data is an error that says so. */
export function json(value: unknown, { expanded, root, metadata }: HelperOptions): Shape {
  const options = {
    ...(expanded !== undefined && { expanded }),
    ...(root !== undefined && { root }),
    ...metadata,
  };
  return shape("application/json", plainData(value), { text: textOf(value), metadata: options });
}

/** An object as a tree; `open` or not, or as its content wants it. */
export function tree(value: unknown, { open, metadata }: HelperOptions): Shape {
  const text = textOf(value);
  if (typeof value !== "object" || value === null) return { bundle: { "text/plain": text } };
  const shown = page(treeOf(value, treeLimits, open === undefined ? {} : { open: open === true }));
  return shape("text/html", shown, { text, metadata });
}

const treeLimits: Limits = { ...usual, characters: 500_000, depth: 20 };

/** A drawing in the grammar of Vega. */
export function vega(spec: object, { metadata }: HelperOptions): Shape {
  return chart("application/vnd.vega.v5+json", spec, { name: "Vega", metadata });
}

/** A drawing in the grammar of Vega-Lite. */
export function vegaLite(spec: object, { metadata }: HelperOptions): Shape {
  // As vega-lite-api builds it.
  const build = method(spec, "toSpec") as (() => object) | undefined;
  const whole = build ? build.call(spec) : spec;
  return chart("application/vnd.vegalite.v5+json", whole, { name: "Vega-Lite", metadata });
}

/** A figure of plotly.js: `{ data, layout }`, or its traces alone. */
export function plotly(figure: object, { layout, config, metadata }: HelperOptions): Shape {
  const whole = Array.isArray(figure) ? { data: figure } : figure;
  const shown = {
    layout: {},
    ...whole,
    ...(layout ? { layout } : {}),
    ...(config ? { config } : {}),
  };
  return chart("application/vnd.plotly.v1+json", shown, { name: "Plotly", metadata });
}

function chart(
  type: string,
  spec: object,
  { name, metadata }: { name: string; metadata?: object | undefined },
): Shape {
  const { title } = spec as { title?: unknown };
  const text = `[${name} chart${typeof title === "string" ? `: ${title}` : ""}]`;
  return shape(type, spec, { text, metadata });
}

/** What JSON can say of a value, the environment's secrets hidden. */
function plainData(value: unknown): unknown {
  try {
    const text = JSON.stringify(value, plain);
    return text === undefined ? null : JSON.parse(text);
  } catch (error) {
    throw new TypeError(
      `Cannot show JSON: expected data without cycles, got ${textOf(value).slice(0, 100)}; ` +
        "use display.tree",
      { cause: error },
    );
  }
}

function plain(key: string, value: unknown): unknown {
  if (isSecretEntry(key, value)) return hidden;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
}
