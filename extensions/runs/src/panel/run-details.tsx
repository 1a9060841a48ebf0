import type { Message } from "@lumino/messaging";
import { Panel } from "@lumino/widgets";
import { colorOf } from "../curves/colors.js";
import { curvesRequest } from "../curves/curves-request.js";
import { CurvesView } from "../curves/curves-view.js";
import { csvName } from "../export/csv-name.js";
import { download, downloadText, fileName } from "../export/download.js";
import { runCsv } from "../export/run-csv.js";
import type { Run } from "../model/run.js";
import type { Workbench } from "../workbench.js";
import { CurvesBar } from "./curves-bar.js";
import { Part } from "./part.js";
import { RunFacts } from "./run-facts.js";
import { RunHead } from "./run-head.js";

/** Pixels below which curves are low, so that two of them are seen at once. */
const narrow = 600;

/** All of one run: where it stands, its curves, its numbers. */
export class RunDetails extends Panel {
  readonly #workbench: Workbench;
  readonly #run: () => Run | undefined;
  readonly #curves: CurvesView;
  readonly #parts: readonly Part[];
  #shown: Run | undefined;

  /** `run` is asked for the run to show, whenever anything is another. */
  constructor(workbench: Workbench, run: () => Run | undefined) {
    super();
    this.addClass("rosenblatt-Runs-details");
    this.#workbench = workbench;
    this.#run = run;
    const { trans, view } = workbench;
    const part = (name: string, draw: (run: Run) => JSX.Element) =>
      new Part(name, () => {
        const shown = run();
        return shown ? draw(shown) : null;
      });
    const head = part("head", (run) => (
      <RunHead
        run={run}
        trans={trans}
        onLabel={workbench.label}
        onModel={workbench.modelOf(run)}
        onDelete={workbench.delete}
      />
    ));
    const bar = part("bar2", (run) => (
      <CurvesBar runs={[run]} view={view} trans={trans} folds>
        <div className="rosenblatt-Runs-export">
          <button type="button" onClick={() => this.exportCsv()}>
            {trans.__("CSV")}
          </button>
          <button type="button" onClick={() => void this.exportPicture()}>
            {trans.__("PNG")}
          </button>
        </div>
      </CurvesBar>
    ));
    this.#curves = new CurvesView(workbench.figures, () => this.#request());
    const facts = part("numbers", (run) => <RunFacts run={run} trans={trans} />);
    this.#parts = [head, bar, facts];
    for (const widget of [head, bar, this.#curves, facts]) this.addWidget(widget);
    workbench.runs.changed.connect(this.#refresh, this);
    view.changed.connect(this.#refresh, this);
  }

  /** Gives the reader the run's values as a file. */
  exportCsv(): void {
    const run = this.#run();
    if (run) downloadText(csvName(run.fields.name, [run]), runCsv(run));
  }

  /** Gives the reader the run's curves as a picture. */
  async exportPicture(): Promise<void> {
    const run = this.#run();
    if (run) download(fileName(run.fields.name, "png"), await this.#curves.picture());
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

  #refresh(): void {
    if (!this.isVisible) return;
    const run = this.#run();
    if (run !== this.#shown) this.node.scrollTop = 0;
    this.#shown = run;
    for (const part of this.#parts) part.update();
    this.#curves.refresh();
  }

  #request() {
    const run = this.#run();
    const runs = run ? [{ run, color: colorOf(0) }] : [];
    const height = this.node.clientWidth < narrow ? 104 : 160;
    return curvesRequest(runs, { workbench: this.#workbench, height });
  }
}
