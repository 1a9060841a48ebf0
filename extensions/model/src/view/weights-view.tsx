import type { ModelLine } from "../line/model-line.js";
import type { WeightFacts } from "../protocol.js";
import { FigureHost } from "./figure-host.js";
import { histogramFigure } from "./histogram-figure.js";
import { numberText } from "./number-text.js";
import { useSurroundings } from "./surroundings.js";
import { useAnswer } from "./use-answer.js";

interface WeightsViewProps {
  readonly layer: string;
  readonly line: ModelLine;
  readonly version: number;
}

/** How a layer's weights are spread, over the epochs that were seen. */
export function WeightsView({ layer, line, version }: WeightsViewProps) {
  const { trans } = useSurroundings();
  const { answer, refusal } = useAnswer(line, { type: "weights", layer }, { version });
  if (!answer) return refusal ? <p className="rosenblatt-Model-hint">{refusal}</p> : null;
  const { weights, now, epochs } = answer.result;
  const title = epochs.length > 1 ? trans.__("Weights over training") : trans.__("Weights");
  const words = {
    epoch: trans.__("epoch"),
    weights: trans.__("weights"),
    weight: trans.__("weight"),
  };
  return (
    <>
      <h4>{title}</h4>
      <FigureHost
        figure={histogramFigure(epochs.length > 1 ? epochs : [now], words)}
        label={trans.__("Histogram of the weights of %1", layer)}
      />
      <table className="rosenblatt-Model-table">
        <thead>
          <tr>
            <th scope="col">{trans.__("Weight")}</th>
            <th scope="col">{trans.__("Shape")}</th>
            <th scope="col">{trans.__("Mean ± deviation")}</th>
          </tr>
        </thead>
        <tbody>
          {weights.map((weight) => (
            <tr key={weight.name}>
              <th scope="row">{weight.name}</th>
              <td>{weight.shape.join(" × ")}</td>
              <td>
                {spreadText(weight)}
                {weight.broken > 0 && (
                  <strong className="rosenblatt-Model-alarm">
                    {` ${trans.__("%1 not finite", weight.broken)}`}
                  </strong>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function spreadText({ mean, deviation }: WeightFacts): string {
  if (mean === null || deviation === null) return "–";
  return `${numberText(mean)} ± ${numberText(deviation)}`;
}
