import type { IRenderMime, IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Panel, Widget } from "@lumino/widgets";
import { modelIcon } from "./icon.js";
import { modelMime } from "./protocol.js";

interface Surroundings {
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
  /** Opens the model of an output that lies at a node. */
  open(comm: string, node: Node): void;
}

/** What an output shows beside its model: the table that others show, with a button under it. */
export class SummaryOutput extends Panel implements IRenderMime.IRenderer {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    super();
    this.#around = around;
    this.addClass("rosenblatt-Model-output");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    for (const widget of [...this.widgets]) widget.dispose();
    const { rendermime } = this.#around;
    const type = "text/html" in model.data ? "text/html" : "text/plain";
    const table = rendermime.createRenderer(type);
    this.addWidget(table);
    const comm = commOf(model.data[modelMime]);
    if (comm !== undefined) this.addWidget(this.#button(comm));
    await table.renderModel(model);
  }

  #button(comm: string): Widget {
    const { trans, open } = this.#around;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rosenblatt-Model-open";
    button.append(modelIcon.element({ tag: "span" }), trans.__("Open model view"));
    button.addEventListener("click", () => open(comm, this.node));
    const widget = new Widget();
    widget.node.append(button);
    return widget;
  }
}

function commOf(output: unknown): string | undefined {
  const comm = (output as { comm?: unknown } | null | undefined)?.comm;
  return typeof comm === "string" && comm.length > 0 ? comm : undefined;
}
