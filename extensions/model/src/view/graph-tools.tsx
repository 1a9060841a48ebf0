import { amountText, type Measure } from "../graph/heat.js";
import { useSurroundings } from "./surroundings.js";

interface GraphToolsProps {
  readonly measure: Measure;
  readonly largest: number;
  /** Whether amounts are there to colour by. */
  readonly measured: boolean;
  readonly refused: string | undefined;
  readonly onMeasure: (measure: Measure) => void;
  readonly fit: () => void;
  readonly zoom: (by: number) => void;
  readonly allOpen?: boolean;
  readonly onAll?: (open: boolean) => void;
}

/** What colours the graph, what the colours mean, and how near one sees it. */
export function GraphTools(props: GraphToolsProps) {
  const { measure, largest, measured, refused, onMeasure, fit, zoom, allOpen, onAll } = props;
  const { trans } = useSurroundings();
  const measures: readonly (readonly [Measure, string])[] = [
    ["parameters", trans.__("Parameters")],
    ["multAdds", trans.__("Mult-adds")],
    ["time", trans.__("Time")],
  ];
  return (
    <div className="rosenblatt-Model-tools">
      <fieldset className="rosenblatt-Model-choice">
        <legend className="rosenblatt-Model-hidden">{trans.__("Colour by")}</legend>
        {measures.map(([id, text]) => (
          <button
            key={id}
            type="button"
            aria-pressed={measure === id}
            onClick={() => onMeasure(id)}
          >
            {text}
          </button>
        ))}
      </fieldset>
      <div className="rosenblatt-Model-legend" aria-live="polite">
        {measured ? (
          <>
            <span>0</span>
            <span className="rosenblatt-Model-ramp" />
            <span>{amountText(largest, measure)}</span>
          </>
        ) : (
          <span>{refused ?? trans.__("Measuring …")}</span>
        )}
      </div>
      <div className="rosenblatt-Model-buttons">
        {onAll && (
          <button type="button" onClick={() => onAll(!allOpen)}>
            {allOpen ? trans.__("Fold all") : trans.__("Open all")}
          </button>
        )}
        <button type="button" onClick={() => zoom(1 / 1.25)} aria-label={trans.__("Smaller")}>
          −
        </button>
        <button type="button" onClick={() => zoom(1.25)} aria-label={trans.__("Larger")}>
          +
        </button>
        <button type="button" onClick={fit}>
          {trans.__("Fit")}
        </button>
      </div>
    </div>
  );
}
