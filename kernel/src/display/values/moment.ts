import { inspect } from "node:util";
import { span } from "../html/escape.js";

/** A date: the moment as text that sorts, and the same in words of this place's clock. */
export function dateView(date: Date): string {
  const words = Number.isNaN(Date.prototype.getTime.call(date))
    ? "not a moment"
    : date.toLocaleString("en", { dateStyle: "full", timeStyle: "long" });
  return `<div>${span("number", inspect(date))} &nbsp;${span("muted", words)}</div>`;
}
