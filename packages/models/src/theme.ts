/** The font and the colours of a page, for pictures that lie in it; alone they are black on white. */
export const font =
  "font:12px var(--jp-ui-font-family,var(--vscode-font-family,system-ui,sans-serif))";
export const ink = "var(--jp-ui-font-color1,var(--vscode-foreground,#24292f))";
export const faint = "var(--jp-ui-font-color2,var(--vscode-descriptionForeground,#57606a))";
export const paper = "var(--jp-layout-color0,var(--vscode-editor-background,#ffffff))";
