import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget, refreshIcon } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import type { KeyboardEvent } from "react";
import type { Run } from "../model/run.js";
import type { RunList } from "../model/run-list.js";
import type { View } from "../model/view.js";
import { RunRow } from "./run-row.js";

export interface RunListViewOptions {
  readonly runs: RunList;
  readonly view: View;
  readonly trans: TranslationBundle;
  /** Looks for files anew. */
  readonly look: () => void;
  /** Opens the page that compares. */
  readonly compare: () => void;
}

/** All runs, with a field to search them. */
export class RunListView extends ReactWidget {
  readonly #options: RunListViewOptions;
  #sought = "";

  constructor(options: RunListViewOptions) {
    super();
    this.#options = options;
    this.addClass("rosenblatt-Runs-list");
    options.runs.changed.connect(this.#refresh, this);
    options.view.changed.connect(this.#refresh, this);
  }

  override dispose(): void {
    this.#options.runs.changed.disconnect(this.#refresh, this);
    this.#options.view.changed.disconnect(this.#refresh, this);
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }

  protected override render() {
    const { runs, view, trans, look, compare } = this.#options;
    const { selected } = view;
    const found = runs.runs.filter((run) => matches(run, this.#sought));
    const count = view.compared.length;
    return (
      <>
        <div className="rosenblatt-Runs-bar">
          <input
            type="search"
            placeholder={trans.__("Search runs")}
            aria-label={trans.__("Search runs by name, tag, notebook or status")}
            value={this.#sought}
            onChange={(event) => {
              this.#sought = event.target.value;
              this.update();
            }}
          />
          <button type="button" title={trans.__("Look for runs again")} onClick={look}>
            <refreshIcon.react tag="span" elementSize="normal" />
            <span className="rosenblatt-Runs-unseen">{trans.__("Look for runs again")}</span>
          </button>
          <button
            type="button"
            className="rosenblatt-Runs-worded"
            title={trans.__("Curves, results and settings of runs beside each other")}
            onClick={compare}
          >
            {count > 0 ? trans.__("Compare %1", count) : trans.__("Compare")}
          </button>
        </div>
        {runs.runs.length === 0 && runs.broken.length === 0 ? (
          <p className="rosenblatt-Runs-empty">
            {trans.__(
              "No runs yet. Train a network in a notebook: what fit() does shows here, live, and is kept in the folder “runs” beside the notebook.",
            )}
          </p>
        ) : (
          <ul aria-label={trans.__("Training runs")} onKeyDown={walk}>
            {found.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                version={run.version}
                selected={run === selected}
                color={view.colorOf(run.id)}
                trans={trans}
                onSelect={this.#select}
                onCompare={this.#compare}
              />
            ))}
            {runs.broken.map(({ path, reason }) => (
              <li key={path} className="rosenblatt-Runs-broken">
                <b>{path}</b>
                <span>{reason}</span>
              </li>
            ))}
            {runs.leftOut > 0 && (
              <li className="rosenblatt-Runs-leftOut">
                {trans._n("%1 older run is left out", "%1 older runs are left out", runs.leftOut)}
              </li>
            )}
          </ul>
        )}
      </>
    );
  }

  readonly #select = (run: Run) => this.#options.view.change({ selected: run.id });

  readonly #compare = (run: Run, on: boolean) => this.#options.view.compare(run.id, on);

  #refresh(): void {
    if (this.isVisible) this.update();
  }
}

function matches({ fields, place, status }: Run, sought: string): boolean {
  const text = [fields.name, ...fields.tags, place, status].join("\n").toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The arrow keys go from run to run. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("li > button")];
  const row = document.activeElement?.closest("li");
  const next = buttons[buttons.findIndex((button) => button.parentElement === row) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}
