import { useCallback, useState } from "react";
import type { ModelLine } from "../line/model-line.js";
import type { ModelFacts } from "../protocol.js";
import { ExamplesStrip } from "./examples-strip.js";
import { type Chosen, inputOf, numbersOf } from "./input.js";
import { Pad } from "./pad.js";
import { PredictionView } from "./prediction-view.js";
import { useSurroundings } from "./surroundings.js";
import { useAnswer } from "./use-answer.js";

interface InputPanelProps {
  readonly facts: ModelFacts;
  readonly line: ModelLine;
  readonly version: number;
  readonly chosen: Chosen | undefined;
  readonly onChoose: (chosen: Chosen | undefined) => void;
}

/** Examples to choose from and a pad to draw on, with what the model says of it. */
export function InputPanel({ facts, line, version, chosen, onChoose }: InputPanelProps) {
  const { trans } = useSurroundings();
  const question = chosen && { type: "predict" as const, input: inputOf(chosen) };
  const numbers = numbersOf(chosen);
  const { answer, refusal } = useAnswer(line, question, { numbers, version });
  const [cleared, setCleared] = useState(0);
  const draw = useCallback(
    (pixels: Float32Array<ArrayBuffer> | undefined) =>
      onChoose(pixels && { kind: "drawing", pixels }),
    [onChoose],
  );
  const size = picture(facts);
  return (
    <section className="rosenblatt-Model-input" aria-label={trans.__("Input and prediction")}>
      <div className="rosenblatt-Model-inputs">
        {/* First, so that nothing that comes and goes moves the pad under the pen. */}
        {size && (
          <div className="rosenblatt-Model-drawn">
            <h3>{trans.__("Draw")}</h3>
            <Pad key={cleared} size={size} onDraw={draw} />
          </div>
        )}
        <div className="rosenblatt-Model-said">
          <h3>{trans.__("Prediction")}</h3>
          <PredictionView
            answer={answer}
            refusal={refusal}
            hint={
              size || facts.examples > 0
                ? trans.__("Choose or draw an input to see what the model says.")
                : trans.__("Train the model, to have examples to choose from.")
            }
          />
        </div>
        {facts.examples > 0 && (
          <div className="rosenblatt-Model-given">
            <h3>{trans.__("Examples")}</h3>
            <ExamplesStrip
              line={line}
              count={facts.examples}
              chosen={chosen?.kind === "example" ? chosen.index : undefined}
              onChoose={(index) => {
                setCleared((count) => count + 1);
                onChoose({ kind: "example", index });
              }}
            />
          </div>
        )}
      </div>
    </section>
  );
}

/** The size of what can be drawn; undefined where inputs are no pictures. */
function picture({ input }: ModelFacts) {
  const [height, width, channels] = input ?? [];
  const drawable = input?.length === 3 && (channels === 1 || channels === 3);
  return drawable ? { height: height!, width: width!, channels } : undefined;
}
