import { useMemo, useState } from "react";
import type { ModelLine } from "../line/model-line.js";
import { Pixels } from "./pixels.js";
import { useSurroundings } from "./surroundings.js";
import { photo, type Tile } from "./tiles.js";
import { useAnswer } from "./use-answer.js";

const page = 24;

interface ExamplesStripProps {
  readonly line: ModelLine;
  readonly count: number;
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
}

/** Some of the examples with their labels; one can be chosen. */
export function ExamplesStrip({ line, count, chosen, onChoose }: ExamplesStripProps) {
  const { trans } = useSurroundings();
  const [from, setFrom] = useState(0);
  const { answer, refusal } = useAnswer(line, { type: "examples", from, count: page });
  const tiles = useMemo(() => {
    const { size } = answer?.result ?? {};
    if (!answer?.bytes || !size) return [];
    const [height, width, channels] = size;
    const each = height * width * channels;
    const there = Math.min(answer.result.labels.length, Math.floor(answer.bytes.byteLength / each));
    return Array.from({ length: there }, (_, i): Tile => {
      return photo(answer.bytes!, { at: i * each, height, width, channels });
    });
  }, [answer]);
  const labels = answer?.result.labels ?? [];
  const last = Math.min(from + page, count);
  return (
    <>
      {refusal !== undefined && <p className="rosenblatt-Model-hint">{refusal}</p>}
      <ul className="rosenblatt-Model-examples">
        {labels.map((label, i) => {
          const index = from + i;
          const name = label || String(index);
          return (
            <li key={index}>
              <button
                type="button"
                aria-pressed={chosen === index}
                aria-label={trans.__("Example %1: %2", index, name)}
                title={trans.__("Example %1: %2", index, name)}
                onClick={() => onChoose(index)}
              >
                {tiles[i] ? <Pixels {...tiles[i]} /> : <span>{index}</span>}
                <small>{name}</small>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="rosenblatt-Model-buttons">
        <button
          type="button"
          disabled={from === 0}
          aria-label={trans.__("Examples before these")}
          onClick={() => setFrom(Math.max(0, from - page))}
        >
          ‹
        </button>
        <span>{trans.__("%1 to %2 of %3", from, last - 1, count.toLocaleString("en"))}</span>
        <button
          type="button"
          disabled={last >= count}
          aria-label={trans.__("Examples after these")}
          onClick={() => setFrom(from + page)}
        >
          ›
        </button>
      </div>
    </>
  );
}
