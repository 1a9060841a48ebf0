import { toCodePoints } from "../language/offsets.js";
import type { Completions } from "../language/type-service.js";

/** The content of a `complete_reply`. */
export function completionReply(code: string, { start, end, items }: Completions): object {
  const range = { start: toCodePoints(code, start), end: toCodePoints(code, end) };
  return {
    status: "ok",
    matches: items.map(({ text }) => text),
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: {
      _jupyter_types_experimental: items.map(({ text, kind, signature = "", documentation }) => ({
        ...range,
        text,
        type: kind,
        signature,
        ...(documentation && { documentation }),
      })),
    },
  };
}
