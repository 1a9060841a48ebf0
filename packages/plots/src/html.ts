const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text made safe inside HTML and its attributes.
 *
 * @example
 * escapeHtml("a < b"); // "a &lt; b"
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** The font of JupyterLab's page, of VS Code's, or of the system. */
export const pageFont =
  "font:13px/1.5 var(--jp-ui-font-family,var(--vscode-font-family,system-ui,sans-serif))";
