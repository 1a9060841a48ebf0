import { type Action, type Diagnostic as Mark, setDiagnostics } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "./protocol.js";

const severities = { error: "error", warning: "warning", suggestion: "hint" } as const;

/**
 * Underlines what TypeScript says of a cell's text; its words stand under the pointer, with
 * `actions` beneath those that may be mended.
 */
export function showDiagnostics(
  view: EditorView,
  diagnostics: readonly Diagnostic[],
  { actions }: { actions: readonly Action[] },
): void {
  const { length } = view.state.doc;
  const marks = diagnostics.map((diagnostic): Mark => {
    const { start, end, severity, message, related = [], fixable } = diagnostic;
    return {
      from: Math.min(start, length),
      to: Math.min(end, length),
      severity: severities[severity],
      message: [message, ...related].join("\n"),
      ...(fixable && { actions }),
    };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}
