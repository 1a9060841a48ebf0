import { escapeHtml, pageFont } from "./html.js";
import { numberText } from "./number-text.js";
import type { DrawnRun } from "./run-event.js";
import { runPlace, runShare } from "./run-text.js";

const fills: Readonly<Record<DrawnRun["status"], string>> = {
  running: "var(--jp-brand-color1,var(--vscode-progressBar-background,#0072B2))",
  paused: "var(--jp-ui-font-color3,#8A8A8A)",
  finished: "var(--jp-success-color1,#009E73)",
  stopped: "var(--jp-warn-color1,#E69F00)",
  interrupted: "var(--jp-warn-color1,#E69F00)",
  failed: "var(--jp-error-color1,#D55E00)",
};

/** A run's progress as HTML, in the colours of the page: JupyterLab's, VS Code's, or plain ones. */
export function runBar(event: DrawnRun | undefined): string {
  const percent = event ? (100 * runShare(event)).toFixed(1) : "0";
  const place = event ? runPlace(event) : "starting…";
  const fill = `width:${percent}%;height:100%;background:${fills[event?.status ?? "running"]}`;
  const track =
    "height:6px;margin:4px 0;border-radius:3px;overflow:hidden;background:rgba(128,128,128,0.25)";
  return (
    `<div style="${pageFont};max-width:860px" role="progressbar" aria-valuemin="0" ` +
    `aria-valuemax="100" aria-valuenow="${percent}">` +
    `<div style="display:flex;justify-content:space-between;gap:16px;flex-wrap:wrap">` +
    `<span>${escapeHtml(place)}</span><span>${event ? values(event) : ""}</span></div>` +
    `<div style="${track}"><div style="${fill}"></div></div>${note(event)}</div>`
  );
}

function note(event: DrawnRun | undefined): string {
  return event?.note ? `<div style="opacity:0.7">${escapeHtml(event.note)}</div>` : "";
}

/** Digits of equal width, so that the line does not tremble while numbers change. */
function values({ logs }: DrawnRun): string {
  return Object.entries(logs)
    .map(
      ([name, value]) =>
        `<span style="margin-left:12px"><span style="opacity:0.7">${escapeHtml(name)}</span> ` +
        `<b style="font-variant-numeric:tabular-nums">${numberText(value)}</b></span>`,
    )
    .join("");
}
