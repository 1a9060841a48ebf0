import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { drawnPixels, type PadPoint } from "../pad/drawn-pixels.js";
import { Pixels } from "./pixels.js";
import { useSurroundings } from "./surroundings.js";
import { mapped } from "./tiles.js";

interface PadProps {
  readonly size: {
    readonly height: number;
    readonly width: number;
    readonly channels: number | undefined;
  };
  /** Told what is drawn, as the model sees it; of nothing when it is cleared. */
  readonly onDraw: (pixels: Float32Array<ArrayBuffer> | undefined) => void;
}

/** A black pad to draw on in white, by mouse, pen or finger. */
export function Pad({ size, onDraw }: PadProps) {
  const { height, width, channels } = size;
  const { trans } = useSurroundings();
  const [strokes, setStrokes] = useState<readonly (readonly PadPoint[])[]>([]);
  const [centred, setCentred] = useState(true);
  const drawing = useRef(false);
  const ink = useMemo(
    () => (strokes.length > 0 ? drawnPixels(strokes, { height, width, centred }) : undefined),
    [strokes, height, width, centred],
  );
  const seen = useMemo(() => {
    return mapped({ height, width }, (i) => Array<number>(3).fill(255 * (ink?.[i] ?? 0)));
  }, [ink, height, width]);
  useEffect(() => {
    if (ink) onDraw(channels === 3 ? tripled(ink) : ink);
  }, [ink, channels, onDraw]);

  const pointOf = (event: PointerEvent<SVGSVGElement>): PadPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
    };
  };
  const clear = () => {
    setStrokes([]);
    onDraw(undefined);
  };
  return (
    <div className="rosenblatt-Model-pad">
      <svg
        viewBox={`0 0 100 ${(100 * height) / width}`}
        role="img"
        aria-label={trans.__("Drawing pad: draw with the mouse, a pen or a finger")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          const point = pointOf(event);
          setStrokes((strokes) => [...strokes, [point]]);
        }}
        onPointerMove={(event) => {
          if (!drawing.current) return;
          const point = pointOf(event);
          setStrokes((strokes) => [...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), point]]);
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
        onPointerCancel={() => {
          drawing.current = false;
        }}
      >
        {strokes.map((stroke, i) => (
          <polyline
            key={i}
            points={stroke.map((point) => placed(point, height / width)).join(" ")}
          />
        ))}
      </svg>
      <div>
        <Pixels
          {...seen}
          label={trans.__("What the model sees")}
          className="rosenblatt-Model-seen"
        />
        <button type="button" disabled={strokes.length === 0} onClick={clear}>
          {trans.__("Clear")}
        </button>
        <label>
          <input
            type="checkbox"
            checked={centred}
            onChange={(event) => setCentred(event.target.checked)}
          />
          {trans.__("Centred")}
        </label>
      </div>
    </div>
  );
}

/** A point on the pad; a dot is drawn too, as a line to itself. */
function placed({ x, y }: PadPoint, shape: number): string {
  const text = `${(100 * x).toFixed(2)},${(100 * shape * y).toFixed(2)}`;
  return `${text} ${text}`;
}

/** Grey as colours. */
function tripled(ink: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 3 * ink.length }, (_, i) => ink[Math.floor(i / 3)]!);
}
