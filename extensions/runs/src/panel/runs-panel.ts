import type { Message } from "@lumino/messaging";
import { SplitPanel } from "@lumino/widgets";
import type { Workbench } from "../workbench.js";
import { RunDetails } from "./run-details.js";
import { RunListView } from "./run-list-view.js";

/** Milliseconds between two looks for files. */
const pause = 20_000;

/** All runs, and below them the one that is chosen. */
export class RunsPanel extends SplitPanel {
  readonly details: RunDetails;
  readonly #workbench: Workbench;
  readonly #looking: number;

  constructor(workbench: Workbench, { compare }: { readonly compare: () => void }) {
    super({ orientation: "vertical", spacing: 1 });
    this.addClass("rosenblatt-Runs");
    this.#workbench = workbench;
    const { runs, view, trans } = workbench;
    const look = () => void workbench.look();
    this.details = new RunDetails(workbench, () => view.selected);
    this.addWidget(new RunListView({ runs, view, trans, look, compare }));
    this.addWidget(this.details);
    this.setRelativeSizes([30, 70]);
    // Other programs write runs, too.
    this.#looking = window.setInterval(() => {
      if (this.isVisible) look();
    }, pause);
  }

  override dispose(): void {
    window.clearInterval(this.#looking);
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    void this.#workbench.look();
  }
}
