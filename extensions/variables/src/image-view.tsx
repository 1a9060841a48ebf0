import { type ReactElement, useEffect, useRef, useState } from "react";
import { numberText } from "./number-text.js";
import { likelyScale, type PixelScale, pixelsOf, type Range, rangeOf } from "./picture-pixels.js";
import { Positions } from "./positions.js";
import { Problem } from "./problem.js";
import { useAnswer } from "./use-answer.js";
import { blockFor, pictureAxes } from "./view-axes.js";
import type { Viewed } from "./viewed.js";
import { Waiting } from "./waiting.js";

/** Pixels along a side. */
const most = 512;

/** The last axes of a tensor as a picture; with more of them, one of many. */
export function ImageView(props: Viewed): ReactElement {
  const { variables, path, shape, slice, move, statistics, version, trans } = props;
  const axes = pictureAxes(shape)!;
  const { at } = slice;
  const [chosen, setChosen] = useState<PixelScale>();
  const [height, width] = [shape[axes.rows]!, shape[axes.columns]!];
  const block = blockFor([height, width], most);
  const { value, problem, waiting } = useAnswer(
    () =>
      variables.page({
        path,
        at,
        rows: { axis: axes.rows, start: 0, end: height },
        columns: { axis: axes.columns, start: 0, end: width },
        ...(axes.channels !== undefined && { channels: axes.channels }),
        block,
      }),
    JSON.stringify([at, shape, version]),
  );
  const all: Range | undefined =
    statistics?.min != null && statistics.max != null
      ? { low: statistics.min, high: statistics.max }
      : value && rangeOf(value.values);
  const scale = chosen ?? (all ? likelyScale(all) : "unit");
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!value || !canvas.current || !all) return;
    const ranges = { unit: { low: 0, high: 1 }, byte: { low: 0, high: 255 }, whole: all };
    Object.assign(canvas.current, { width: value.columns, height: value.rows });
    const pixels = new ImageData(pixelsOf(value, ranges[scale]), value.columns, value.rows);
    canvas.current.getContext("2d")!.putImageData(pixels, 0, 0);
  });
  if (problem !== undefined) return <Problem text={problem} />;
  return (
    <div className="rosenblatt-Tensor-view" aria-busy={waiting}>
      <div className="rosenblatt-Tensor-options">
        <label>
          {trans.__("Black to white")}
          <select value={scale} onChange={({ target }) => setChosen(target.value as PixelScale)}>
            <option value="unit">0 … 1</option>
            <option value="byte">0 … 255</option>
            <option value="whole">
              {all ? `${numberText(all.low)} … ${numberText(all.high)}` : "…"}
            </option>
          </select>
        </label>
        <Positions
          {...{ shape, at, axes: axes.others, trans }}
          move={(at) => move({ ...slice, at })}
        />
      </div>
      {!value && <Waiting trans={trans} />}
      <div className="rosenblatt-Tensor-picture">
        <canvas
          ref={canvas}
          role="img"
          aria-label={trans.__("%1 as a picture of %2 × %3 pixels", path.join("."), width, height)}
          style={{
            aspectRatio: `${width} / ${height}`,
            maxWidth: `min(100%, ${(100 * width) / height}cqh)`,
          }}
        />
      </div>
    </div>
  );
}
