import { inspect } from "node:util";
import { span } from "../html/escape.js";

/** A promise: whether it is still open, and what to do to see its value. */
export function promiseView(promise: Promise<unknown>): string {
  const text = inspect(promise, { depth: 0 });
  if (/^\S+ \{\s*<pending>/.test(text)) {
    return `<div>${span("name", "Promise")} ${span("muted", "pending; await it to see its value")}</div>`;
  }
  const failed = /^\S+ \{\s*<rejected>/.test(text);
  const state = failed ? span("error", "rejected") : span("muted", "fulfilled; await it");
  const inner = text.replace(/^\S+ \{\s*(<rejected>)?\s*/, "").replace(/\s*\}$/, "");
  return `<div>${span("name", "Promise")} ${state} <pre>${span("string", inner.slice(0, 2_000))}</pre></div>`;
}
