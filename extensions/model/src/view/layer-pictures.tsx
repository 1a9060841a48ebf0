import type { TranslationBundle } from "@jupyterlab/translation";
import { useMemo } from "react";
import type { Answer, ModelLine } from "../line/model-line.js";
import type { Pictures } from "../protocol.js";
import { type Chosen, inputOf, numbersOf } from "./input.js";
import { numberText } from "./number-text.js";
import { Pixels } from "./pixels.js";
import { useSurroundings } from "./surroundings.js";
import { type Tile, tilesOf } from "./tiles.js";
import { useAnswer } from "./use-answer.js";

interface LayerProps {
  readonly layer: string;
  readonly line: ModelLine;
  readonly version: number;
}

/** What a layer of convolutions looks for. */
export function FiltersView({ layer, line, version }: LayerProps) {
  const { trans } = useSurroundings();
  const { answer, refusal } = useAnswer(line, { type: "filters", layer }, { version });
  return (
    <>
      <h4>{trans.__("Filters")}</h4>
      <TilesView answer={answer} refusal={refusal} label={trans.__("Filter")} />
    </>
  );
}

interface FeaturesProps extends LayerProps {
  readonly chosen: Chosen | undefined;
  /** Whether the model can be given an input. */
  readonly seen: boolean;
}

/** What a layer makes of the chosen input. */
export function FeaturesView({ layer, line, version, chosen, seen }: FeaturesProps) {
  const { trans } = useSurroundings();
  const question = chosen && { type: "features" as const, layer, input: inputOf(chosen) };
  const numbers = numbersOf(chosen);
  const { answer, refusal } = useAnswer(line, question, { numbers, version });
  if (!seen) return null;
  return (
    <>
      <h4>{trans.__("What it makes of the input")}</h4>
      {chosen ? (
        <TilesView answer={answer} refusal={refusal} label={trans.__("Map")} />
      ) : (
        <p className="rosenblatt-Model-hint">{trans.__("Choose or draw an input to see it.")}</p>
      )}
    </>
  );
}

interface TilesViewProps {
  readonly answer: Answer<Pictures> | undefined;
  readonly refusal: string | undefined;
  readonly label: string;
}

/** Small pictures side by side, with the scale that they share. */
function TilesView({ answer, refusal, label }: TilesViewProps) {
  const { trans } = useSurroundings();
  const { tiles, problem } = useMemo(() => tilesIn(answer, trans), [answer, trans]);
  const reason = problem ?? refusal;
  if (reason !== undefined) return <p className="rosenblatt-Model-hint">{reason}</p>;
  if (!answer) return null;
  const { height, width, shown, count, together, min, max } = answer.result;
  const row = height === 1;
  const scale = [min, max].map((value) => numberText(value)).join(" … ");
  const told = row ? trans._n("%1 unit", "%1 units", width) : trans.__("%1 × %2", height, width);
  const filters = count / together;
  const sum =
    together > 1
      ? trans._n("%1 filter × %2 channels", "%1 filters × %2 channels", filters, together)
      : String(count);
  const many = row ? "" : shown < count ? trans.__("%1 of %2", shown, count) : sum;
  // The channels of a filter make a row, where they fit.
  const columns =
    together > 1 && together <= 16 ? `repeat(${together}, minmax(0, 30px))` : undefined;
  const nameOf = (i: number) =>
    together > 1
      ? trans.__("%1 %2, channel %3", label, Math.floor(i / together), i % together)
      : `${label} ${i}`;
  return (
    <>
      <p className="rosenblatt-Model-hint">
        {[many, told, scale].filter((part) => part !== "").join(" · ")}
      </p>
      <div
        className={`rosenblatt-Model-tiles ${sizeClass(tiles)}`}
        style={{ gridTemplateColumns: columns }}
      >
        {tiles.map((tile, i) => (
          <Pixels key={i} {...tile} label={nameOf(i)} />
        ))}
      </div>
    </>
  );
}

function tilesIn(
  answer: Answer<Pictures> | undefined,
  trans: TranslationBundle,
): { tiles: Tile[]; problem?: string } {
  try {
    return { tiles: answer ? tilesOf(answer, trans) : [] };
  } catch (error) {
    return { tiles: [], problem: (error as Error).message };
  }
}

/** Few pictures are drawn large. */
function sizeClass(tiles: readonly Tile[]): string {
  if (tiles.length === 1) return "rosenblatt-mod-one";
  if (tiles.length <= 32) return "rosenblatt-mod-few";
  return tiles.length <= 64 ? "rosenblatt-mod-some" : "rosenblatt-mod-many";
}
