import { bundleOf, table } from "@rosenblatt/plots";
import type { Explained, ExplainedCall } from "./explanation.js";
import { amount, pictureOf, time } from "./picture.js";

/** How an explanation shows itself: a picture, and a table that unfolds. */
export function explanationBundle(explained: Explained): Record<string, unknown> {
  const picture = pictureOf(explained);
  const kernels = bundleOf(table(kernelRows(explained)));
  const summary =
    `${explained.calls} kernels, ${amount(explained.multAdds)} mult-adds, ` +
    `${time(explained.milliseconds)} a step`;
  return {
    "text/html":
      `<div>${picture}<details><summary style="cursor:pointer;margin:6px 0">${summary}: ` +
      `by kernel</summary>${kernels["text/html"]}</details></div>`,
    "image/svg+xml": picture,
    "text/plain": `${summary}\n${kernels["text/plain"]}`,
  };
}

/** One row for each kernel and phase, the slowest first. */
function kernelRows({ steps, milliseconds }: Explained) {
  const groups = new Map<string, ExplainedCall[]>();
  for (const call of steps) {
    const key = `${call.phase} ${call.kernel}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()]
    .map((calls) => {
      const sum = (key: "multAdds" | "milliseconds" | "operators") =>
        calls.reduce((total, call) => total + call[key], 0);
      const took = sum("milliseconds");
      const work = sum("multAdds");
      return {
        kernel: calls[0]!.kernel,
        phase: calls[0]!.phase,
        calls: calls.length,
        operators: sum("operators"),
        milliseconds: Number(took.toFixed(3)),
        "share, %": Number(((100 * took) / Math.max(milliseconds, 1e-9)).toFixed(1)),
        "mult-adds": work > 0 ? amount(work) : "",
        "GFLOP/s": work > 0 && took > 0 ? Math.round((2 * work) / took / 1e6) : null,
      };
    })
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
