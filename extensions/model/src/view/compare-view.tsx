import { useState } from "react";
import type { ModelLine } from "../line/model-line.js";
import type { LayerComparison, ModelFacts, WeightState } from "../protocol.js";
import { numberText } from "./number-text.js";
import { useSurroundings } from "./surroundings.js";
import { useAnswer } from "./use-answer.js";

interface CompareViewProps {
  readonly facts: ModelFacts;
  readonly line: ModelLine;
  readonly version: number;
}

/** Two states of the model's weights, layer by layer. */
export function CompareView({ facts, line, version }: CompareViewProps) {
  const { trans } = useSurroundings();
  const listed = useAnswer(line, { type: "checkpoints" }, { version });
  const files = (listed.answer?.result.files ?? []).map(({ path }) => path);
  const [first, setFirst] = useState<string>();
  const [second, setSecond] = useState("now");
  const usual = facts.start ? "start" : files[0] && `file:${files[0]}`;
  const a = first ?? usual;
  const question =
    a === undefined ? undefined : { type: "compare" as const, a: stateOf(a), b: stateOf(second) };
  const { answer, refusal } = useAnswer(line, question, { version });
  const options: readonly (readonly [string, string])[] = [
    ...(facts.start ? [["start", trans.__("Before training")] as const] : []),
    ["now", trans.__("Now")],
    ...files.map((path) => [`file:${path}`, path] as const),
  ];
  const state = (label: string, value: string | undefined, set: (value: string) => void) => (
    <label>
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => set(event.target.value)}>
        {value === undefined && <option value="">{trans.__("Choose …")}</option>}
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div className="rosenblatt-Model-states">
        {state(trans.__("From"), a, setFirst)}
        {state(trans.__("To"), second, setSecond)}
      </div>
      {a === undefined && (
        <p className="rosenblatt-Model-hint">
          {trans.__(
            'There is nothing to compare with yet: train the model, or keep its weights by saveWeights(model, "name.safetensors") or fit(…, { on: [checkpoint("name.safetensors")] }).',
          )}
        </p>
      )}
      {refusal !== undefined && <p className="rosenblatt-Model-hint">{refusal}</p>}
      {answer && <Layers {...answer.result} />}
    </>
  );
}

function stateOf(value: string): WeightState {
  return value === "now" || value === "start" ? value : { file: value.slice("file:".length) };
}

interface LayersProps {
  readonly layers: readonly LayerComparison[];
  readonly unlike: readonly string[];
}

function Layers({ layers, unlike }: LayersProps) {
  const { trans } = useSurroundings();
  const most = Math.max(...layers.map(({ change }) => change ?? 0), 1e-12);
  return (
    <>
      {unlike.length > 0 && (
        <p className="rosenblatt-Model-hint">
          {trans.__("Not in both, or of other sizes: %1", unlike.join(", "))}
        </p>
      )}
      <table className="rosenblatt-Model-table">
        <thead>
          <tr>
            <th scope="col">{trans.__("Layer")}</th>
            <th scope="col">{trans.__("Change ‖a − b‖ / ‖a‖")}</th>
            <th scope="col">{trans.__("Cosine")}</th>
            <th scope="col">{trans.__("Weights: grey from, blue to")}</th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer) => (
            <tr key={layer.layer}>
              <th scope="row">{layer.layer}</th>
              <td>
                <span className="rosenblatt-Model-bar">
                  <span style={{ width: `${(100 * (layer.change ?? 0)) / most}%` }} />
                </span>
                {layer.change === null ? "–" : `${(100 * layer.change).toFixed(1)} %`}
              </td>
              <td>{layer.cosine === null ? "–" : layer.cosine.toFixed(4)}</td>
              <td>
                <Overlaid {...layer} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const [width, height] = [260, 44];

/** Two histograms over each other. */
function Overlaid({ layer, a, b, min, max }: LayerComparison) {
  const { trans } = useSurroundings();
  const most = Math.max(...a, ...b, 1);
  const points = (counts: readonly number[]) =>
    counts
      .map((count, i) => {
        const x = ((i + 0.5) / counts.length) * width;
        return `${x.toFixed(1)},${(height - (count / most) * (height - 2)).toFixed(1)}`;
      })
      .join(" ");
  const area = (counts: readonly number[]) => `0,${height} ${points(counts)} ${width},${height}`;
  return (
    <div className="rosenblatt-Model-overlaid">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={trans.__(
          "Weights of %1 from %2 to %3",
          layer,
          numberText(min),
          numberText(max),
        )}
      >
        <polygon points={area(a)} className="rosenblatt-Model-a" />
        <polygon points={area(b)} className="rosenblatt-Model-b" />
      </svg>
      <small>
        <span>{numberText(min)}</span>
        <span>{numberText(max)}</span>
      </small>
    </div>
  );
}
