import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Point } from "../graph/layout.js";

/** Where the graph is seen: moved by `x` and `y` pixels, and enlarged `k` times. */
export interface Camera extends Point {
  readonly k: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const [smallest, largest] = [0.02, 3];
const margin = 18;
/** Text is still read at this size: larger graphs begin at their top. */
const readable = 0.75;

/** A camera that shows a graph in a view. */
type Placing = (graph: Size, view: Size) => Camera;

/** The graph whole, however small. */
export const whole: Placing = (graph, view) => {
  const wide = (view.width - 2 * margin) / Math.max(1, graph.width);
  const high = (view.height - 2 * margin) / Math.max(1, graph.height);
  return centred(graph, view, Math.min(wide, high, 1.1));
};

/** The graph whole, or, when it would be too small to read, from its top. */
export const fitted: Placing = (graph, view) => {
  const all = whole(graph, view);
  if (all.k >= readable) return all;
  const wide = (view.width - 2 * margin) / graph.width;
  return centred(graph, view, Math.min(wide, readable));
};

function centred(graph: Size, view: Size, scale: number): Camera {
  const k = Math.max(smallest, scale);
  const y = Math.max(margin, (view.height - graph.height * k) / 2);
  return { k, x: (view.width - graph.width * k) / 2, y };
}

/** The camera `by` times nearer, with the same point of the graph at a point of the view. */
export function zoomed({ x, y, k }: Camera, by: number, at: Point): Camera {
  const next = Math.min(largest, Math.max(smallest, k * by));
  return { k: next, x: at.x - ((at.x - x) / k) * next, y: at.y - ((at.y - y) / k) * next };
}

/** A camera that the pointer and the wheel move; it follows the graph until the reader has moved it. */
export function useCamera(ref: RefObject<SVGSVGElement | null>, graph: Size) {
  const [camera, setCamera] = useState<Camera>({ x: margin, y: margin, k: 1 });
  /** How the graph is placed; nothing once the reader has moved it. */
  const placing = useRef<Placing | undefined>(fitted);
  const latest = useRef(graph);
  latest.current = graph;
  const viewSize = useCallback((): Size => {
    const { clientWidth = 600, clientHeight = 400 } = ref.current?.parentElement ?? {};
    return { width: clientWidth, height: clientHeight };
  }, [ref]);
  const place = useCallback(
    (how: Placing) => {
      placing.current = how;
      setCamera(how(latest.current, viewSize()));
    },
    [viewSize],
  );
  const move = useCallback((change: (camera: Camera) => Camera) => {
    setCamera((camera) => {
      const next = change(camera);
      if (next !== camera) placing.current = undefined;
      return next;
    });
  }, []);
  const zoom = useCallback(
    (by: number) => {
      const { width, height } = viewSize();
      move((camera) => zoomed(camera, by, { x: width / 2, y: height / 2 }));
    },
    [move, viewSize],
  );
  useEffect(() => {
    if (placing.current) place(placing.current);
  }, [place, graph.width, graph.height]);
  useEffect(() => {
    const svg = ref.current;
    if (!svg) return;
    const resized = new ResizeObserver(() => {
      if (placing.current && viewSize().width > 0) place(placing.current);
    });
    resized.observe(svg.parentElement!);
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = svg.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      if (event.ctrlKey || event.metaKey) {
        move((camera) => zoomed(camera, Math.exp(-event.deltaY / 300), at));
      } else {
        move(({ x, y, k }) => ({ k, x: x - event.deltaX, y: y - event.deltaY }));
      }
    };
    // React listens to the wheel without the right to keep the page from scrolling.
    svg.addEventListener("wheel", turn, { passive: false });
    return () => {
      resized.disconnect();
      svg.removeEventListener("wheel", turn);
    };
  }, [ref, place, move, viewSize]);
  return { camera, place, zoom, move };
}
