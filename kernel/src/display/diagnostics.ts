import type { Diagnostic } from "../language/type-service.js";
import { escapeHtml } from "./html/escape.js";
import { notebookHint } from "./notebook-hint.js";

/** TypeScript's remarks on a cell as a MIME bundle (JSON), or undefined if there are none. */
export function renderDiagnostics(
  code: string,
  diagnostics: readonly Diagnostic[],
): string | undefined {
  const shown = diagnostics.filter(({ severity }) => severity !== "suggestion");
  if (shown.length === 0) return undefined;
  const rows = shown.map((diagnostic) => ({
    ...diagnostic,
    message: messageOf(diagnostic),
    place: placeOf(code, diagnostic.start),
  }));
  const plain = rows.map(({ code, message, place }) => `TS${code} at ${place}: ${message}`);
  const html = rows.map(({ code, message, place, severity }) => {
    const colour = severity === "error" ? "error" : "warn";
    return (
      `<div><code style="color:var(--jp-${colour}-color1)">TS${code}</code> ` +
      `<span style="color:var(--jp-ui-font-color2)">${place}</span> ${escapeHtml(message)}</div>`
    );
  });
  return JSON.stringify({
    "text/plain": plain.join("\n"),
    "text/html":
      '<div style="font-size:var(--jp-ui-font-size1);white-space:pre-wrap;' +
      'border-left:3px solid var(--jp-warn-color1);padding-left:8px">' +
      `${html.join("")}</div>`,
  });
}

/** What TypeScript says, what can be done, and what belongs to it, each on a line of its own. */
function messageOf(diagnostic: Diagnostic): string {
  const { message, related = [] } = diagnostic;
  const hint = notebookHint(diagnostic);
  return [hint ? `${message} ${hint}` : message, ...related.map((one) => `  ${one}`)].join("\n");
}

function placeOf(code: string, offset: number): string {
  const lines = code.slice(0, offset).split("\n");
  return `${lines.length}:${lines.at(-1)!.length + 1}`;
}
