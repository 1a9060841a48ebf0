import { useMemo } from "react";
import type { Answer } from "../line/model-line.js";
import type { ClassChance, Prediction } from "../protocol.js";
import { classColor } from "./pixel-colors.js";
import { Pixels } from "./pixels.js";
import { useSurroundings } from "./surroundings.js";
import { mapped } from "./tiles.js";

interface PredictionViewProps {
  readonly answer: Answer<Prediction> | undefined;
  readonly refusal: string | undefined;
  /** What to do where nothing was asked. */
  readonly hint: string;
}

/** What the model says of the input. */
export function PredictionView({ answer, refusal, hint }: PredictionViewProps) {
  if (!answer) return <p className="rosenblatt-Model-hint">{refusal ?? hint}</p>;
  const { result, bytes } = answer;
  if (result.kind === "classes") return <Bars top={result.top} />;
  if (result.kind === "map") return <ClassMap {...result} bytes={bytes} />;
  return (
    <p className="rosenblatt-Model-numbers">
      {result.values.map((value) => Number((value ?? Number.NaN).toPrecision(4))).join(", ")}
    </p>
  );
}

/** A bar for each class: few in their order, so that they keep their places. */
function Bars({ top }: { readonly top: readonly ClassChance[] }) {
  const { trans } = useSurroundings();
  const shown = useMemo(() => {
    const whole = top.every(({ index }) => index < top.length);
    return whole ? [...top].sort((a, b) => a.index - b.index) : top;
  }, [top]);
  const best = top[0];
  return (
    <ol
      className="rosenblatt-Model-bars"
      aria-label={trans.__("Most likely %1", best?.name ?? "–")}
      data-best={best?.name}
    >
      {shown.map(({ index, name, probability }) => (
        <li key={index} data-best={index === best?.index}>
          <span title={name}>{name}</span>
          <span className="rosenblatt-Model-bar">
            <span style={{ width: `${100 * probability}%` }} />
          </span>
          <span>{`${(100 * probability).toFixed(1)} %`}</span>
        </li>
      ))}
    </ol>
  );
}

interface ClassMapProps extends Extract<Prediction, { kind: "map" }> {
  readonly bytes: DataView | undefined;
}

/** A class for each pixel, with the names of those that occur. */
function ClassMap({ height, width, names, bytes }: ClassMapProps) {
  const { trans } = useSurroundings();
  const { tile, found } = useMemo(() => {
    const at = (i: number) => (bytes && i < bytes.byteLength ? bytes.getUint8(i) : 0);
    const found = new Set(Array.from({ length: height * width }, (_, i) => at(i)));
    return {
      tile: mapped({ height, width }, (i) => classColor(at(i))),
      found: [...found].sort((a, b) => a - b),
    };
  }, [height, width, bytes]);
  return (
    <div className="rosenblatt-Model-map">
      <Pixels {...tile} label={trans.__("The class of each pixel")} />
      <ul>
        {found.slice(0, 12).map((index) => (
          <li key={index}>
            <span style={{ background: `rgb(${classColor(index).join(" ")})` }} />
            {names[index] ?? index}
          </li>
        ))}
      </ul>
    </div>
  );
}
