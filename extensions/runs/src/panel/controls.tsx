import type { TranslationBundle } from "@jupyterlab/translation";
import { type FormEvent, useState } from "react";
import { type Result, resultsOf } from "../model/results.js";
import type { Run } from "../model/run.js";
import { keyText } from "../text/key-text.js";
import { numberText } from "../text/number-text.js";

export interface ControlsProps {
  readonly run: Run;
  readonly trans: TranslationBundle;
}

/** What one may do to a run that trains. */
export function Controls({ run, trans }: ControlsProps) {
  const paused = run.status === "paused";
  return (
    <div className="rosenblatt-Runs-controls">
      <div className="rosenblatt-Runs-buttons">
        <button
          type="button"
          className="rosenblatt-Runs-button rosenblatt-Runs-first"
          onClick={() => run.ask({ type: paused ? "resume" : "pause" })}
        >
          {paused ? trans.__("Resume") : trans.__("Pause")}
        </button>
        <button
          type="button"
          className="rosenblatt-Runs-button"
          title={trans.__("End training and keep the weights of now")}
          onClick={() => run.ask({ type: "stop" })}
        >
          {trans.__("Stop")}
        </button>
        <KeepBest run={run} trans={trans} />
      </div>
      {run.fields.rateChanges && <Rate run={run} trans={trans} />}
    </div>
  );
}

function KeepBest({ run, trans }: ControlsProps) {
  const results = resultsOf(run);
  const [chosen, choose] = useState<string>();
  const best = results.find(({ key }) => key === chosen) ?? results[0];
  if (!best) return null;
  const option = ({ key, value }: Result) => `${keyText(key)} ${numberText(value)}`;
  return (
    <div className="rosenblatt-Runs-keepBest">
      <button
        type="button"
        className="rosenblatt-Runs-button"
        title={trans.__(
          "End training with the weights of epoch %1, the best by %2",
          best.epoch,
          keyText(best.key),
        )}
        onClick={() => run.ask({ type: "stop", best: best.key })}
      >
        {trans.__("Stop, keep best")}
      </button>
      <select
        aria-label={trans.__("What the best epoch is judged by")}
        title={trans.__("What the best epoch is judged by")}
        value={best.key}
        onChange={(event) => choose(event.target.value)}
      >
        {results.map((result) => (
          <option key={result.key} value={result.key}>
            {option(result)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Rate({ run, trans }: ControlsProps) {
  const [written, write] = useState<string>();
  const rate = Number(written);
  const wrong = written !== undefined && !(rate > 0 && Number.isFinite(rate));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (wrong || written === undefined) return;
    run.ask({ type: "learning-rate", value: rate });
    write(undefined);
  };
  return (
    <form className="rosenblatt-Runs-buttons" onSubmit={send}>
      <label>
        {trans.__("Learning rate")}
        <input
          inputMode="decimal"
          aria-invalid={wrong}
          value={written ?? String(Number(run.fields.learningRate.toPrecision(6)))}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") write(undefined);
          }}
        />
      </label>
      <button
        type="submit"
        className="rosenblatt-Runs-button"
        disabled={wrong || written === undefined}
        title={wrong ? trans.__("A rate is a number greater than 0, such as 1e-3") : ""}
      >
        {trans.__("Set")}
      </button>
    </form>
  );
}
