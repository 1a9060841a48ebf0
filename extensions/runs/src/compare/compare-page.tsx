import type { Message } from "@lumino/messaging";
import { Panel } from "@lumino/widgets";
import type { FigureWidget } from "@rosenblatt/jupyterlab-plotly";
import { curvesRequest } from "../curves/curves-request.js";
import { CurvesView } from "../curves/curves-view.js";
import { csvName } from "../export/csv-name.js";
import { download, downloadText } from "../export/download.js";
import { runsCsv } from "../export/run-csv.js";
import { tableCsv } from "../export/table-csv.js";
import { CurvesBar } from "../panel/curves-bar.js";
import { Part } from "../panel/part.js";
import type { Workbench } from "../workbench.js";
import { parallelFigure } from "./parallel-figure.js";
import { Results } from "./results.js";
import { RunName } from "./run-name.js";

/** Runs beside each other: overlaid curves, parallel axes, and a table. */
export class ComparePage extends Panel {
  readonly #workbench: Workbench;
  readonly #curves: CurvesView;
  readonly #parallel: FigureWidget;
  readonly #parts: readonly Part[];
  #drawn = "";

  constructor(workbench: Workbench) {
    super();
    this.addClass("rosenblatt-Runs-compare");
    this.#workbench = workbench;
    const head = new Part("compareHead", () => this.#head());
    this.#curves = new CurvesView(workbench.figures, () =>
      curvesRequest(workbench.view.compared, { workbench, height: 220 }),
    );
    const between = new Part("between", () => this.#between());
    this.#parallel = workbench.figures.create();
    const results = new Part("table", () => this.#results());
    this.#parts = [head, between, results];
    for (const widget of [head, this.#curves, between, this.#parallel, results]) {
      this.addWidget(widget);
    }
    workbench.runs.changed.connect(this.#refresh, this);
    workbench.view.changed.connect(this.#refresh, this);
  }

  /** Gives the reader the table as a file. */
  exportTable(): void {
    downloadText("runs.csv", tableCsv(this.#workbench.runs.runs));
  }

  /** Gives the reader the curves of the runs that are compared as a file. */
  exportCurves(): void {
    const runs = this.#workbench.view.compared.map(({ run }) => run);
    downloadText(csvName("curves", runs), runsCsv(runs));
  }

  /** Gives the reader the curves as a picture. */
  async exportPicture(): Promise<void> {
    download("curves.png", await this.#curves.picture());
  }

  override dispose(): void {
    this.#workbench.runs.changed.disconnect(this.#refresh, this);
    this.#workbench.view.changed.disconnect(this.#refresh, this);
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#refresh();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#refresh();
  }

  #refresh(): void {
    if (!this.isVisible) return;
    for (const part of this.#parts) part.update();
    this.#curves.setHidden(this.#workbench.view.compared.length === 0);
    this.#curves.refresh();
    const figure = parallelFigure(this.#workbench.view.compared);
    this.#parallel.setHidden(!figure);
    const drawn = JSON.stringify(figure?.data);
    if (!figure || drawn === this.#drawn) return;
    this.#drawn = drawn;
    void this.#parallel.draw(figure);
  }

  #head() {
    const { view, trans } = this.#workbench;
    const compared = view.compared;
    return (
      <>
        <div className="rosenblatt-Runs-heading">
          <h1>{trans.__("Compare runs")}</h1>
          <div className="rosenblatt-Runs-export">
            <button type="button" onClick={() => this.exportTable()}>
              {trans.__("Table as CSV")}
            </button>
            <button
              type="button"
              disabled={compared.length === 0}
              onClick={() => this.exportCurves()}
            >
              {trans.__("Curves as CSV")}
            </button>
            <button
              type="button"
              disabled={compared.length === 0}
              onClick={() => void this.exportPicture()}
            >
              {trans.__("Curves as PNG")}
            </button>
          </div>
        </div>
        {compared.length === 0 ? (
          <p className="rosenblatt-Runs-empty">
            {trans.__("Tick runs below to lay their curves over each other.")}
          </p>
        ) : (
          <>
            <ul className="rosenblatt-Runs-compared" aria-label={trans.__("Compared runs")}>
              {compared.map(({ run, color }) => (
                <li key={run.id}>
                  <span className="rosenblatt-Runs-swatch" style={{ background: color }} />
                  <RunName run={run} runs={compared.map((one) => one.run)} />
                  <button
                    type="button"
                    aria-label={trans.__("Leave out %1", run.fields.name)}
                    onClick={() => view.compare(run.id, false)}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
            <CurvesBar runs={compared.map(({ run }) => run)} view={view} trans={trans} />
          </>
        )}
      </>
    );
  }

  #between() {
    const { trans } = this.#workbench;
    if (!parallelFigure(this.#workbench.view.compared)) return null;
    return (
      <div className="rosenblatt-Runs-heading">
        <h2>{trans.__("Parallel coordinates")}</h2>
        <span className="rosenblatt-Runs-muted">
          {trans.__("Drag along an axis to keep the runs within; drag its name to move it.")}
        </span>
      </div>
    );
  }

  #results() {
    const { runs, view, trans } = this.#workbench;
    return runs.runs.length === 0 ? null : <Results runs={runs.runs} view={view} trans={trans} />;
  }
}
