import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import type { Graph, Item } from "../graph/blocks.js";
import { amountIn, amountsOf, type Measure } from "../graph/heat.js";
import { layout, type PlacedItem } from "../graph/layout.js";
import { type Direction, neighbour } from "../graph/neighbour.js";
import { visible } from "../graph/visible.js";
import type { ModelFacts, Times } from "../protocol.js";
import { fitted, useCamera, whole } from "./camera.js";
import { GraphLine } from "./graph-line.js";
import { GraphFrame, GraphNode } from "./graph-node.js";
import { GraphTools } from "./graph-tools.js";
import { sizeOf } from "./node-size.js";
import { useSurroundings } from "./surroundings.js";

interface GraphViewProps {
  readonly facts: ModelFacts;
  readonly graph: Graph;
  readonly open: ReadonlySet<string>;
  readonly measure: Measure;
  readonly times: Times | undefined;
  readonly timesRefused: string | undefined;
  readonly selected: string;
  readonly onOpen: (open: ReadonlySet<string>) => void;
  readonly onMeasure: (measure: Measure) => void;
  readonly onSelect: (id: string) => void;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The network as a graph to move in, to fold, and to choose from. */
export function GraphView(props: GraphViewProps) {
  const { facts, graph, open, measure, times, selected } = props;
  const { onOpen, onSelect } = props;
  const { trans } = useSurroundings();
  const svg = useRef<SVGSVGElement>(null);
  const placed = useMemo(
    () => layout(visible(graph.items, { boxes: graph.boxes, open }), (item) => sizeOf(item, trans)),
    [graph, open, trans],
  );
  const { camera, place, zoom, move } = useCamera(svg, placed);
  const amounts = amountsOf(measure, facts.layers, times);
  const amountOf = (item: Item) => (amounts ? amountIn(item, amounts) : undefined);
  const shown = placed.items.filter(({ open }) => !open);
  const largest = Math.max(0, ...shown.map(({ item }) => amountOf(item) ?? 0));
  const reachable = placed.items.some(({ item }) => item.id === selected)
    ? selected
    : placed.items[0]?.item.id;

  /** What was folded or opened stays where it was on the page. */
  const kept = useRef<PlacedItem | undefined>(undefined);
  const toggle = (id: string) => {
    kept.current = placed.items.find(({ item }) => item.id === id);
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    onOpen(next);
  };
  useEffect(() => {
    const before = kept.current;
    kept.current = undefined;
    const after = before && placed.items.find(({ item }) => item.id === before.item.id);
    if (!before || !after) return;
    move(({ x, y, k }) => ({
      k,
      x: x + k * (before.x + before.width / 2 - after.x - after.width / 2),
      y: y + k * (before.y - after.y),
    }));
    focusOn(svg.current, after.item.id);
  }, [placed, move]);

  const press = (event: KeyboardEvent, from: PlacedItem) => {
    const direction = directions[event.key];
    if (direction) {
      const next = neighbour(placed.items, from, direction);
      if (next) focusOn(svg.current, next.item.id);
    } else if (event.key === "Enter") {
      onSelect(from.item.id);
    } else if (event.key === " " && from.item.kind === "block") {
      toggle(from.item.id);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  /** What is reached by the keyboard comes into view. */
  const reveal = (item: PlacedItem) => {
    const { clientWidth, clientHeight } = svg.current!.parentElement!;
    move((camera) => {
      const { x, y, k } = camera;
      const middle = { x: x + k * (item.x + item.width / 2), y: y + k * (item.y + 20) };
      const inside = (at: number, size: number) => Math.min(size - 40, Math.max(40, at));
      const [dx, dy] = [
        inside(middle.x, clientWidth) - middle.x,
        inside(middle.y, clientHeight) - middle.y,
      ];
      return dx === 0 && dy === 0 ? camera : { k, x: x + dx, y: y + dy };
    });
  };
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  const events = (item: PlacedItem) => ({
    selected: item.item.id === selected,
    reachable: item.item.id === reachable,
    onSelect: () => onSelect(item.item.id),
    onToggle: () => toggle(item.item.id),
    onKeyDown: (event: KeyboardEvent) => press(event, item),
    onFocus: () => reveal(item),
  });
  return (
    <section className="rosenblatt-Model-graph" aria-label={trans.__("Graph")}>
      <GraphTools
        {...{ measure, largest, zoom }}
        fit={() => place(whole)}
        measured={amounts !== undefined}
        refused={props.timesRefused}
        onMeasure={props.onMeasure}
        {...(graph.blocks.length > 0 && {
          allOpen: graph.blocks.every(({ id }) => open.has(id)),
          onAll: (all: boolean) => {
            kept.current = undefined;
            onOpen(new Set(all ? graph.blocks.map(({ id }) => id) : []));
            requestAnimationFrame(() => place(fitted));
          },
        })}
      />
      <div className="rosenblatt-Model-canvas">
        <svg
          ref={svg}
          role="application"
          aria-label={trans.__(
            "Layers of %1. Arrow keys move, Enter shows a layer, the space bar folds a block.",
            facts.name,
          )}
          onPointerDown={(event) => {
            if (event.button !== 0 || (event.target as Element).closest("[role=button]")) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            drag.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerMove={(event) => {
            const last = drag.current;
            if (!last) return;
            const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
            drag.current = { x: event.clientX, y: event.clientY };
            move(({ x, y, k }) => ({ k, x: x + dx, y: y + dy }));
          }}
          onPointerUp={() => {
            drag.current = undefined;
          }}
        >
          <g transform={`translate(${camera.x} ${camera.y}) scale(${camera.k})`}>
            {placed.items.map((item) =>
              item.open ? <GraphFrame key={item.item.id} placed={item} {...events(item)} /> : null,
            )}
            {placed.lines.map((line, i) => (
              <GraphLine key={i} line={line} />
            ))}
            {shown.map((item) => (
              <GraphNode
                key={item.item.id}
                placed={item}
                {...{ measure, largest }}
                amount={amountOf(item.item)}
                {...events(item)}
              />
            ))}
          </g>
        </svg>
      </div>
    </section>
  );
}

function focusOn(svg: SVGSVGElement | null, id: string): void {
  svg?.querySelector<SVGElement>(`[data-item="${CSS.escape(id)}"]`)?.focus();
}
