import { inspect } from "node:util";

/** A widget as one line of text: its kind, its label and its value. */
export function describe({ name }: { readonly name: string }, values: object): string {
  const { description, value } = values as { description?: unknown; value?: unknown };
  const shown =
    value instanceof Uint8Array
      ? `${value.byteLength} bytes`
      : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 80 });
  const hidden = value === undefined || name === "Password";
  return [name, description, !hidden && shown].filter(Boolean).join(" ");
}

/** What is shown of a widget where no kernel has comms. */
export function without(text: string): string {
  return `${text}: widgets are drawn by Rosenblatt's kernel in Jupyter; here this is a plain value`;
}
