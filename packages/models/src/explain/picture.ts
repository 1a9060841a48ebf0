import { escapeHtml } from "@rosenblatt/plots";
import { faint, font, ink, paper } from "../theme.js";
import type { Explained, ExplainedCall } from "./explanation.js";
import { isWeighty, type Row, rowsOf } from "./rows.js";

/** Colours of the three columns: blue, vermilion and green of Okabe and Ito's palette. */
const colors = { forward: "#1F83C4", backward: "#D55E00", update: "#009E73" } as const;

/** Where the columns start and how wide they are, in pixels. */
const columns = {
  forward: { x: 16, width: 236 },
  backward: { x: 284, width: 356 },
  update: { x: 672, width: 212 },
} as const;
const width = columns.update.x + columns.update.width + 16;
const top = 66;
const rowHeight = 34;
const boxHeight = 26;
const lightHeight = 22;

/** Rows beyond this are left out of the picture; the table has all. */
const shown = 80;

/** How many boxes have room for their labels side by side. */
const beside = 2;

interface Placed extends Row {
  readonly y: number;
}

/** Draws a step: forward from top to bottom, the way back beside it from bottom to top. */
export function pictureOf(explained: Explained): string {
  const rows = placed(explained);
  const last = rows.at(-1);
  const height = last ? last.y + rowHeight + 14 : top + 14;
  const parts = [
    ...headings(explained),
    ...arrows(rows),
    ...rows.flatMap((row) => rowParts(row, explained)),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `style="max-width:100%;height:auto;${font}" role="img" ` +
    `aria-label="The kernel calls of a training step">` +
    `<rect width="${width}" height="${height}" rx="6" fill="${paper}"/>${parts.join("")}</svg>`
  );
}

function placed(explained: Explained): Placed[] {
  let y = top;
  return rowsOf(explained)
    .slice(0, shown)
    .map((row) => {
      const lone = row.light && row.backward.length === 0 && row.updates.length === 0;
      const at = { ...row, y };
      y += Math.max(lone ? 28 : rowHeight, row.updates.length * (lightHeight + 4) + 8);
      return at;
    });
}

function headings({ phases }: Explained): string[] {
  const titles = {
    forward: "forward: the loss",
    backward: "backward: gradients",
    update: "update: new weights",
  };
  return (Object.keys(columns) as (keyof typeof columns)[]).map((phase) => {
    const { x, width: side } = columns[phase];
    const { calls, milliseconds, multAdds } = phases[phase];
    const work = multAdds > 0 ? ` · ${amount(multAdds)} mult-adds` : "";
    return (
      `<text x="${x}" y="26" fill="${ink}" font-weight="600" font-size="13">${titles[phase]}</text>` +
      `<text x="${x}" y="44" fill="${faint}" font-size="11">` +
      `${calls} kernels · ${time(milliseconds)}${work}</text>` +
      `<rect x="${x}" y="52" width="${side}" height="3" rx="1.5" fill="${colors[phase]}"/>`
    );
  });
}

/** From call to call, at the side of the boxes. */
function arrows(rows: readonly Placed[]): string[] {
  const line = (x: number, from: number, to: number) => {
    const head = to > from ? -4 : 4;
    return (
      `<path d="M${x} ${from}V${to}m-3 ${head}l3 ${-head}l3 ${head}" fill="none" ` +
      `stroke="${faint}" stroke-width="1.2"/>`
    );
  };
  return rows.slice(1).flatMap((row, i) => {
    const above = rows[i]!;
    const bottom = above.y + (above.light ? lightHeight : boxHeight);
    const down = line(columns.forward.x + 12, bottom, row.y);
    const both = above.backward.length > 0 && row.backward.length > 0;
    return both ? [down, line(columns.backward.x + 12, row.y, bottom)] : [down];
  });
}

function rowParts(row: Placed, explained: Explained): string[] {
  const { steps } = explained;
  return [
    row.light
      ? lightCalls(
          row.forward.map((call) => steps[call]!),
          { ...columns.forward, y: row.y },
        )
      : box([steps[row.forward[0]!]!], { ...columns.forward, y: row.y, explained }),
    ...backwardBoxes(row, explained),
    ...row.updates.map((update, i) =>
      updateBox(explained.updates[update]!, {
        y: row.y + i * (lightHeight + 4),
        explained,
      }),
    ),
  ];
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The calls that get a box of their own: products, then what takes longest. */
function foremost(calls: readonly ExplainedCall[], explained: Explained): ExplainedCall[] {
  const rank = ({ multAdds }: ExplainedCall) => (multAdds > 0 ? 0 : 1);
  const kept = calls
    .filter((call) => isWeighty(call, explained))
    .sort((a, b) => rank(a) - rank(b) || b.milliseconds - a.milliseconds)
    .slice(0, beside);
  return calls.filter((call) => kept.includes(call));
}

/** The gradients of a row side by side; the rest of them as one. */
function backwardBoxes(row: Placed, explained: Explained): string[] {
  const calls = row.backward.map((call) => explained.steps[call]!);
  const heavy = foremost(calls, explained);
  const rest = calls.filter((call) => !heavy.includes(call));
  const { x, width: whole } = columns.backward;
  if (calls.length === 0) return [];
  if (heavy.length === 0) return [lightCalls(calls, { x, y: row.y, width: whole })];
  const gap = 6;
  const tail = rest.length > 0 ? 44 : 0;
  const side = (whole - tail - (heavy.length - 1) * gap) / heavy.length;
  const boxes = heavy.map((call, i) =>
    box([call], { x: x + i * (side + gap), y: row.y, width: side, explained }),
  );
  if (rest.length > 0) {
    boxes.push(lightCalls(rest, { x: x + whole - tail + gap, y: row.y, width: tail - gap }));
  }
  return boxes;
}

/** One call: its kernel, what it makes and how long it takes; the warmer the slower. */
function box(
  [call]: readonly [ExplainedCall],
  { x, y, width: side, explained }: Spot & { explained: Explained },
): string {
  const slowest = Math.max(...explained.steps.map(({ milliseconds }) => milliseconds), 1e-9);
  const heat = 0.12 + 0.68 * Math.sqrt(call.milliseconds / slowest);
  const shape = call.outputs[0]!.join("×");
  const name = short(call.kernel);
  const duration = time(call.milliseconds);
  const room = Math.floor((side - 16) / 6.3);
  const label = [name, shape, duration].join("  ").length <= room ? `${name}  ${shape}` : name;
  return (
    `<g><title>${escapeHtml(describe(call))}</title>` +
    `<rect x="${x}" y="${y}" width="${side}" height="${boxHeight}" rx="5" ` +
    `fill="${colors[call.phase]}" fill-opacity="${heat.toFixed(2)}"/>` +
    `<text x="${x + 8}" y="${y + 17}" fill="${ink}">${escapeHtml(fitting(label, room - duration.length - 2))}</text>` +
    `<text x="${x + side - 8}" y="${y + 17}" fill="${ink}" text-anchor="end">${duration}</text></g>`
  );
}

/** Calls that cost next to nothing, by their names. */
function lightCalls(calls: readonly ExplainedCall[], { x, y, width: side }: Spot): string {
  const names = calls.map(({ kernel }) => short(kernel)).join(" · ");
  const room = Math.floor((side - 12) / 5.6);
  const text = names.length <= room ? names : room < 12 ? `+${calls.length}` : fitting(names, room);
  return (
    `<g><title>${escapeHtml(calls.map(describe).join("\n"))}</title>` +
    `<rect x="${x}" y="${y}" width="${side}" height="${lightHeight}" rx="5" fill="none" ` +
    `stroke="${faint}" stroke-opacity="0.35"/>` +
    `<text x="${x + side / 2}" y="${y + 15}" fill="${faint}" font-size="10.5" ` +
    `text-anchor="middle">${escapeHtml(text)}</text></g>`
  );
}

/** A weight, and all that its update takes. */
function updateBox(
  { variable, shape, calls }: Explained["updates"][number],
  { y, explained }: { y: number; explained: Explained },
): string {
  const { x, width: side } = columns.update;
  const cost = calls.reduce((sum, call) => sum + explained.steps[call]!.milliseconds, 0);
  const slowest = Math.max(...explained.steps.map(({ milliseconds }) => milliseconds), 1e-9);
  const heat = Math.min(0.8, 0.12 + 0.68 * Math.sqrt(cost / slowest));
  const title = `${variable} [${shape}]: ${calls.length} kernels, ${time(cost)}`;
  const duration = time(cost);
  const room = Math.floor((side - 16) / 6.3) - duration.length - 1;
  return (
    `<g><title>${escapeHtml(title)}</title>` +
    `<rect x="${x}" y="${y}" width="${side}" height="${lightHeight}" rx="5" ` +
    `fill="${colors.update}" fill-opacity="${heat.toFixed(2)}"/>` +
    `<text x="${x + 8}" y="${y + 15}" fill="${ink}" font-size="11.5">` +
    `${escapeHtml(fitting(variable, room))}</text>` +
    `<text x="${x + side - 8}" y="${y + 15}" fill="${ink}" font-size="11.5" ` +
    `text-anchor="end">${duration}</text></g>`
  );
}

function describe({ kernel, inputs, outputs, multAdds, milliseconds, operators }: ExplainedCall) {
  const shapes = (list: readonly (readonly number[])[]) => list.map((s) => `[${s}]`).join(", ");
  const work = multAdds > 0 ? `, ${amount(multAdds)} mult-adds` : "";
  const speed =
    multAdds > 0 && milliseconds > 0
      ? `, ${((2 * multAdds) / milliseconds / 1e6).toFixed(0)} GFLOP/s`
      : "";
  return (
    `${kernel}: ${shapes(inputs)} → ${shapes(outputs)}\n` +
    `${time(milliseconds)}${work}${speed}, ${operators} ONNX operators`
  );
}

/** A kernel's name as short as it stays clear. */
function short(kernel: string): string {
  return kernel
    .replace("DepthwiseConv2dNative", "Depthwise")
    .replace("BackpropInput", " → image")
    .replace("BackpropFilter", " → filter")
    .replace(/^_?Fused|^Batch(?=MatMul)/, "")
    .replace(/Grad$/, " gradient");
}

function fitting(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`;
}

/** Milliseconds with two digits that matter. */
export function time(milliseconds: number): string {
  if (milliseconds === 0) return "0";
  if (milliseconds < 0.1) return `${(milliseconds * 1000).toFixed(0)} µs`;
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 1)} ms`;
}

/** A count in thousands, millions or billions. */
export function amount(count: number): string {
  const [scale, unit] = count >= 1e9 ? [1e9, "G"] : count >= 1e6 ? [1e6, "M"] : [1e3, "k"];
  return count < 1000 ? String(count) : `${Number((count / scale).toPrecision(3))} ${unit}`;
}
