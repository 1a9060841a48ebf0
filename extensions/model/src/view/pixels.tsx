import { useEffect, useRef } from "react";

interface PixelsProps {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly label?: string;
  readonly className?: string;
}

/** A small picture, its pixels sharp at any size. */
export function Pixels({ width, height, data, label, className }: PixelsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [data, width, height]);
  return (
    <canvas
      ref={canvas}
      {...{ width, height, className }}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
      title={label}
    />
  );
}
