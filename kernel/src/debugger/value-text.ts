import type { Runtime } from "node:inspector";
import type { RemoteObject } from "./inspector.js";

/** So many elements or properties are shown in a line. */
const shown = 10;

/** A value in one line, as a debugger shows it. */
export function valueText(value: RemoteObject): string {
  const { type, subtype, preview, description = "" } = value;
  if (type === "string") return quoted(String(value.value));
  if (type === "undefined" || subtype === "null") return subtype ?? type;
  if (type === "function") return functionText(description);
  if (type !== "object") return description || String(value.value ?? value.unserializableValue);
  if (subtype === "error") return description.split("\n")[0]!;
  return preview ? previewText(preview) : description;
}

/** The name of a value's type: a primitive's, or the class that made it. */
export function typeName({ type, subtype, className, description }: RemoteObject): string {
  if (subtype === "null") return "null";
  if (type === "function") return /^class\b/.test(description ?? "") ? "class" : "function";
  if (type !== "object") return type;
  return className ?? type;
}

/** How many elements an array-like value has, if V8 says so. */
export function elementCount({ subtype, description = "" }: RemoteObject): number | undefined {
  if (!/^(array|typedarray|map|set)$/.test(subtype ?? "")) return undefined;
  const count = /\((\d+)\)$/.exec(description)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** Whether a property is one that Node before 24 notes on each promise. */
export function isNodesOwn(name: string): boolean {
  return /^Symbol\((async_id_symbol|trigger_async_id_symbol|kResourceStore)\)$/.test(name);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function functionText(description: string): string {
  const name = /^class\s+([\w$]+)?/.exec(description);
  if (name) return `class ${name[1] ?? "(anonymous)"}`;
  const head = /^(async\s+)?(?:function\b)?\s*(\*?\s*[\w$.#]*\s*\([^{]*?\)|[\w$]+(?=\s*=>))/.exec(
    description,
  );
  return `ƒ ${(head ? `${head[1] ?? ""}${head[2]}` : description.split("\n")[0]!).trim()}`;
}

function previewText(preview: Runtime.ObjectPreview): string {
  const { subtype, description = "", entries } = preview;
  const all = preview.properties.filter(({ name }) => !isNodesOwn(name));
  const properties = all.slice(0, shown);
  const rest = preview.overflow || all.length > shown ? ["…"] : [];
  if (subtype === "array" || subtype === "typedarray") {
    const items = properties.map(({ name, ...property }) =>
      /^\d+$/.test(name) ? propertyText(property) : `${name}: ${propertyText(property)}`,
    );
    return `${description} [${[...items, ...rest].join(", ")}]`;
  }
  if (entries) {
    const items = entries.map(({ key, value }) =>
      key ? `${previewText(key)} => ${previewText(value)}` : previewText(value),
    );
    return `${description} {${[...items, ...rest].join(", ")}}`;
  }
  if (preview.type !== "object" || /^(date|regexp|null|error)$/.test(subtype ?? "")) {
    return preview.type === "string" ? quoted(description) : description;
  }
  const items = properties.map(({ name, ...property }) => `${name}: ${propertyText(property)}`);
  const name = description === "Object" ? "" : `${description} `;
  return `${name}{${[...items, ...rest].join(", ")}}`;
}

type Property = Omit<Runtime.PropertyPreview, "name">;

function propertyText({ type, subtype, value = "", valuePreview }: Property): string {
  if (valuePreview) return previewText(valuePreview);
  if (type === "string") return quoted(value);
  if (type === "function") return "ƒ";
  if (type === "accessor") return "(…)";
  if (value === "Object") return "{…}";
  return subtype === "null" ? "null" : value || type;
}
