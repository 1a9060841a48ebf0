import { method, property, prototypes } from "./values/descriptors.js";

/** The symbol of the method with which a value shows itself, as in Deno. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** The method with which a value shows itself, if it has one. */
export function displayMethod(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) {
    return undefined;
  }
  try {
    // A proxy that answers every question with a function does not claim to have this one.
    if (!(displaySymbol in value)) return undefined;
    const found = (value as Record<symbol, unknown>)[displaySymbol];
    return typeof found === "function" ? (found as () => unknown) : undefined;
  } catch {
    return undefined;
  }
}

/** Methods that other libraries' values have, and the type of what they give. */
const others: Readonly<Record<string, string>> = {
  _repr_html_: "text/html",
  toHtml: "text/html",
  toHTML: "text/html",
  toMarkdown: "text/markdown",
  toSvg: "image/svg+xml",
  toSVG: "image/svg+xml",
  toPng: "image/png",
  toPNG: "image/png",
};

/** What a value of another library says of itself; a promise where a method of it gives one. */
export function ownFormats(value: object): Formats | Promise<Formats> {
  const formats: [string, unknown][] = [["text/html", elementHtml(value)]];
  for (const [name, type] of Object.entries(others)) {
    const given = (method(value, name) as (() => unknown) | undefined)?.call(value);
    if (given !== undefined) formats.push([type, given]);
  }
  const waits = formats.some(([, given]) => given instanceof Promise);
  if (!waits) return proper(formats);
  const all = formats.map(async ([type, given]): Promise<[string, unknown]> => [type, await given]);
  return Promise.all(all).then(proper);
}

/** An element of a document, as jsdom and its like make them: a chart of Observable Plot, say. */
function elementHtml(value: object): unknown {
  if (!method(value, "getAttribute") || !method(value, "querySelector")) return undefined;
  const has = [...prototypes(value)].some((owner) => property(owner, "outerHTML")?.get);
  return has ? Reflect.get(value, "outerHTML") : undefined;
}

type Formats = Record<string, string | Uint8Array>;

/** Leaves out what is not of the kind that a method of that name gives. */
function proper(formats: readonly [string, unknown][]): Formats {
  const fits = ([type, given]: readonly [string, unknown]): boolean =>
    type === "image/png" ? given instanceof Uint8Array : typeof given === "string";
  return Object.fromEntries(formats.filter(fits)) as Formats;
}
