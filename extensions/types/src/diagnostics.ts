import { type Diagnostic as Mark, setDiagnostics } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "./protocol.js";

const severities = { error: "error", warning: "warning", suggestion: "hint" } as const;

/** Underlines what TypeScript says of a cell's text; its words stand under the pointer. */
export function showDiagnostics(view: EditorView, diagnostics: readonly Diagnostic[]): void {
  const { length } = view.state.doc;
  const marks = diagnostics.map(({ start, end, severity, message, related = [] }): Mark => {
    return {
      from: Math.min(start, length),
      to: Math.min(end, length),
      severity: severities[severity],
      message: [message, ...related].join("\n"),
    };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}
