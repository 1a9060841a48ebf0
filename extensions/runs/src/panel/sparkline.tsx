import { smoothed } from "../curves/smoothed.js";
import { thinned } from "../curves/thinned.js";
import type { Run } from "../model/run.js";

const size = { width: 64, height: 20 };

/** The loss of a run, as small as a word. */
export function Sparkline({ run, color }: { readonly run: Run; readonly color: string }) {
  const curve = run.steps.get("loss") ?? run.epochs.get("loss");
  if (!curve || curve.length < 2) return null;
  const { x, y } = thinned({ x: curve.x, y: smoothed(curve.y, 0.6) }, size.width);
  const values = y.filter((value) => !Number.isNaN(value));
  const low = Math.min(...values);
  const high = Math.max(...values);
  const across = (step: number) => (step / x[x.length - 1]!) * size.width;
  const down = (value: number) => 1 + (1 - (value - low) / (high - low || 1)) * (size.height - 2);
  const points = Array.from(x, (step, i) => [across(step), down(y[i]!)] as const)
    .filter(([, y]) => !Number.isNaN(y))
    .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`);
  return (
    <svg className="rosenblatt-Runs-sparkline" {...size} aria-hidden="true">
      <polyline points={points.join(" ")} stroke={color} />
    </svg>
  );
}
