/** A colour of JupyterLab's theme, or of VS Code's, or one that is legible on light and dark. */
const color = (jupyter: string, vscode: string, other: string): string =>
  `var(--jp-${jupyter},var(--vscode-${vscode},${other}))`;

const rules = `
.rb-value{--rb-muted:${color("content-font-color2", "descriptionForeground", "#777")};
--rb-line:${color("border-color2", "widget-border", "#8885")};
--rb-string:${color("mirror-editor-string-color", "debugTokenExpression-string", "#b8512f")};
--rb-number:${color("mirror-editor-number-color", "debugTokenExpression-number", "#2a8a4a")};
--rb-key:${color("mirror-editor-property-color", "debugTokenExpression-name", "#4a7fd0")};
--rb-atom:${color("mirror-editor-atom-color", "debugTokenExpression-boolean", "#7c6fe0")};
--rb-name:${color("mirror-editor-operator-color", "debugTokenExpression-type", "#9b51e0")};
--rb-error:${color("error-color1", "errorForeground", "#d33")};
--rb-bar:${color("brand-color1", "charts-blue", "#4a7fd0")};
--rb-stripe:${color("rendermime-table-row-background", "list-hoverBackground", "#8881")};
font:var(--jp-code-font-size,13px)/1.45 var(--jp-code-font-family,var(--vscode-editor-font-family,ui-monospace,monospace));
color:${color("content-font-color1", "editor-foreground", "inherit")};overflow-x:auto}
.rb-value details>summary{cursor:pointer;list-style:none;padding-left:1.2em;text-indent:-1.2em;margin:0}
.rb-value summary::-webkit-details-marker{display:none}
.rb-value summary::before{content:"▸";display:inline-block;width:1.2em;text-indent:0;color:var(--rb-muted)}
.rb-value details[open]>summary::before{content:"▾"}
.rb-value summary:hover{background:var(--rb-stripe)}
.rb-value .rb-in{margin-left:.35em;padding-left:.85em;border-left:1px solid var(--rb-line)}
.rb-value .rb-row{padding-left:1.2em;overflow-wrap:anywhere}
.rb-value details[open]>summary>.rb-preview{opacity:.55}
.rb-value .rb-muted{color:var(--rb-muted)}
.rb-value .rb-string{color:var(--rb-string)}
.rb-value .rb-number{color:var(--rb-number)}
.rb-value .rb-atom{color:var(--rb-atom)}
.rb-value .rb-key{color:var(--rb-key)}
.rb-value .rb-name{color:var(--rb-name)}
.rb-value .rb-error{color:var(--rb-error)}
.rb-value pre{font:inherit;color:inherit;margin:.2em 0;padding:0;background:none;border:0;white-space:pre-wrap;overflow-wrap:anywhere}
.rb-value pre.rb-columns{white-space:pre;overflow:auto;max-height:26em}
.rb-value .rb-head{display:flex;flex-wrap:wrap;gap:0 1.4em;align-items:flex-end;margin:.1em 0}
.rb-value svg.rb-bars{fill:var(--rb-bar);display:block}
.rb-value .rb-table{font:inherit;font-size:.95em;border-collapse:collapse;border:0;table-layout:fixed;margin:0;color:inherit}
.rb-value .rb-table td,.rb-value .rb-table th{padding:.15em .7em;text-align:left;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;border:0;line-height:1.5;vertical-align:baseline;max-width:none}
.rb-value .rb-table th{font-weight:600;border-bottom:1px solid var(--rb-line);vertical-align:bottom}
.rb-value .rb-table th small{display:block;font-weight:400;font-size:.85em;color:var(--rb-muted)}
.rb-value .rb-table .rb-right{text-align:right}
.rb-value .rb-table .rb-index{text-align:right;color:var(--rb-muted)}
.rb-value .rb-table tbody tr{background:none}
.rb-value .rb-table tbody tr:nth-child(even){background:var(--rb-stripe)}
`.replace(/\n/g, "");

/** The HTML of a value with the style sheet that it needs, for every front end. */
export function page(html: string): string {
  return `<div class="rb-value"><style>${rules}</style>${html}</div>`;
}

/** Something to open, in HTML that needs no script. */
export function folded(summary: string, inside: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${summary}</summary><div class="rb-in">${inside}</div></details>`;
}
