import type { KeyboardEvent, MouseEvent } from "react";
import { amountText, type Measure, strength } from "../graph/heat.js";
import type { PlacedItem } from "../graph/layout.js";
import { sizesText } from "../graph/layout.js";
import { isPill, nodeText } from "./node-size.js";
import { useSurroundings } from "./surroundings.js";

interface Events {
  readonly selected: boolean;
  /** Whether the Tab key reaches it. */
  readonly reachable: boolean;
  readonly onSelect: () => void;
  readonly onToggle: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
}

interface GraphNodeProps extends Events {
  readonly placed: PlacedItem;
  readonly measure: Measure;
  readonly amount: number | undefined;
  readonly largest: number;
}

/** A box, or a folded block. */
export function GraphNode(props: GraphNodeProps) {
  const { placed, measure, amount, largest, onToggle } = props;
  const { item, x, y, width, height } = placed;
  const { trans } = useSurroundings();
  const { title, followers, name } = nodeText(item, trans);
  const told = amount ? amountText(amount, measure) : "";
  const heat = Math.round(62 * strength(amount ?? 0, largest));
  const fill = {
    fill: `color-mix(in srgb, var(--rosenblatt-heat) ${heat}%, var(--jp-layout-color1))`,
  };
  const output = item.kind === "box" ? sizesText(item.box.output) : "";
  const label = [title, followers, name, output, told].filter((part) => part !== "").join(", ");
  const block = item.kind === "block";
  const attributes = { ...attributesOf(props), "aria-label": label };
  if (isPill(item)) {
    return (
      <g {...attributes} transform={`translate(${x} ${y})`}>
        <rect width={width} height={height} rx={height / 2} style={fill} />
        <text x={width / 2} y={20} className="rosenblatt-Model-pill">
          {title}
          {followers && <tspan className="rosenblatt-Model-muted">{`  ${followers}`}</tspan>}
        </text>
      </g>
    );
  }
  return (
    <g
      {...attributes}
      {...(block && { "aria-expanded": false, onDoubleClick: onToggle })}
      transform={`translate(${x} ${y})`}
    >
      {block && (
        <rect x={4} y={4} width={width} height={height} rx={6} className="rosenblatt-Model-under" />
      )}
      <rect width={width} height={height} rx={6} style={fill} />
      <rect width={5} height={height} rx={2.5} className="rosenblatt-Model-kind" />
      <text x={15} y={19} className="rosenblatt-Model-title">
        {title}
        {followers && <tspan className="rosenblatt-Model-muted">{`  ${followers}`}</tspan>}
      </text>
      <text x={15} y={36} className="rosenblatt-Model-muted">
        {name}
      </text>
      <text x={width - 10} y={36} className="rosenblatt-Model-amount">
        {told}
      </text>
      {block && <Toggle x={width - 18} y={14} sign="+" title={trans.__("Open")} />}
    </g>
  );
}

/** Around what is in an open block. */
export function GraphFrame(props: Events & { readonly placed: PlacedItem }) {
  const { placed, onToggle } = props;
  const { x, y, width, height, item } = placed;
  const { trans } = useSurroundings();
  const { title, name } = nodeText(item, trans);
  return (
    <g
      {...attributesOf(props)}
      {...{ "aria-label": `${title}, ${name}`, "aria-expanded": true, onDoubleClick: onToggle }}
      transform={`translate(${x} ${y})`}
    >
      <rect width={width} height={height} rx={10} className="rosenblatt-Model-frame" />
      <text x={30} y={18} className="rosenblatt-Model-muted">
        {title}
      </text>
      <Toggle x={16} y={14} sign="−" title={trans.__("Fold")} />
    </g>
  );
}

function attributesOf({ placed: { item }, ...events }: Events & { readonly placed: PlacedItem }) {
  return {
    className: "rosenblatt-Model-node",
    "data-item": item.id,
    "data-kind": item.kind === "box" ? item.box.kind : "block",
    role: "button",
    tabIndex: events.reachable ? 0 : -1,
    "aria-pressed": events.selected,
    onClick: ({ target }: MouseEvent) => {
      if ((target as Element).closest(".rosenblatt-Model-toggle")) events.onToggle();
      else events.onSelect();
    },
    onKeyDown: events.onKeyDown,
    onFocus: events.onFocus,
  } as const;
}

interface ToggleProps {
  readonly x: number;
  readonly y: number;
  readonly sign: string;
  readonly title: string;
}

/** For the pointer alone: the space bar does it for the keyboard. */
function Toggle({ x, y, sign, title }: ToggleProps) {
  return (
    <g className="rosenblatt-Model-toggle" transform={`translate(${x} ${y})`}>
      <title>{title}</title>
      <circle r={8} />
      <text y={4}>{sign}</text>
    </g>
  );
}
