import type { TranslationBundle } from "@jupyterlab/translation";
import { resultsOf } from "../model/results.js";
import type { Run } from "../model/run.js";
import type { HyperParameter } from "../protocol.js";
import { durationText } from "../text/duration-text.js";
import { keyText } from "../text/key-text.js";
import { numberText } from "../text/number-text.js";

export interface RunFactsProps {
  readonly run: Run;
  readonly trans: TranslationBundle;
}

/** The numbers of a run: its best values, how it runs, what was set. */
export function RunFacts({ run, trans }: RunFactsProps) {
  const { fields, file } = run;
  const share = `${(fields.waiting * 100).toFixed(fields.waiting < 0.1 ? 1 : 0)} %`;
  const how: [string, string][] = [
    [trans.__("Device"), fields.device],
    [trans.__("Gear"), fields.gear],
    [trans.__("Waiting for data"), share],
    [trans.__("Learning rate"), numberText(fields.learningRate)],
    [trans.__("Time"), durationText(fields.elapsed)],
    [trans.__("Place"), run.place || "/"],
    [trans.__("File"), file ?? trans.__("none")],
  ];
  if (run.sampled) {
    how.push([
      trans.__("Curves"),
      trans.__("sampled: lowest and highest of each stretch of steps"),
    ]);
  }
  const settings = Object.entries(fields.hyperParameters).map(([key, value]): [string, string] => [
    keyText(key),
    settingText(value),
  ]);
  return (
    <>
      <Best run={run} trans={trans} />
      {fields.note && <p className="rosenblatt-Runs-note">{fields.note}</p>}
      <Facts title={trans.__("How it runs")} facts={how} />
      {settings.length > 0 && <Facts title={trans.__("Settings")} facts={settings} />}
    </>
  );
}

/** A setting as text. */
export function settingText(value: HyperParameter): string {
  return typeof value === "number" ? numberText(value) : value === null ? "–" : String(value);
}

function Best({ run, trans }: RunFactsProps) {
  const results = resultsOf(run);
  if (results.length === 0) return null;
  const latest = (key: string) => run.epochs.get(key)?.last ?? Number.NaN;
  return (
    <table className="rosenblatt-Runs-best">
      <thead>
        <tr>
          <th scope="col">{trans.__("Measure")}</th>
          <th scope="col">{trans.__("Best")}</th>
          <th scope="col">{trans.__("Epoch")}</th>
          <th scope="col">{trans.__("Latest")}</th>
        </tr>
      </thead>
      <tbody>
        {results.map(({ key, value, epoch }) => (
          <tr key={key}>
            <th scope="row">{keyText(key)}</th>
            <td>
              <b>{numberText(value)}</b>
            </td>
            <td>{epoch}</td>
            <td>{numberText(latest(key))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface FactsProps {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
}

function Facts({ title, facts }: FactsProps) {
  return (
    <section className="rosenblatt-Runs-facts">
      <h3>{title}</h3>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
