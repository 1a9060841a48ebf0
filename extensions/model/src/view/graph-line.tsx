import { type PlacedLine, textWidth } from "../graph/layout.js";
import { smoothPath } from "../graph/path.js";

/** A line between two items, with the sizes of what it carries. */
export function GraphLine({ line: { points, label } }: { readonly line: PlacedLine }) {
  const width = label ? textWidth(label.text, 11) + 6 : 0;
  return (
    <g className="rosenblatt-Model-line">
      <path d={smoothPath(points)} />
      {label && (
        <text x={label.at.x - width / 2 + 3} y={label.at.y + 4}>
          {label.text}
        </text>
      )}
    </g>
  );
}
