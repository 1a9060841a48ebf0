import type { ReactElement } from "react";

/** A histogram in the height of a line of text. */
export function Sparkline({ bins }: { readonly bins: readonly number[] }): ReactElement {
  const most = Math.max(...bins);
  // So that what is rare is seen at all.
  const height = (count: number) => (count === 0 ? 0 : 1.5 + 12.5 * Math.sqrt(count / most));
  return (
    <svg
      className="rosenblatt-Variables-sparkline"
      viewBox={`0 0 ${bins.length * 3} 14`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bins.map((count, index) => (
        <rect key={index} x={index * 3} y={14 - height(count)} width="2.5" height={height(count)} />
      ))}
    </svg>
  );
}
