import { ABCWidgetFactory, type DocumentRegistry, DocumentWidget } from "@jupyterlab/docregistry";
import { Signal } from "@lumino/signaling";
import { Panel, Widget } from "@lumino/widgets";
import type { Workbench } from "../workbench.js";

/** Shows a run's file by itself, with or without a kernel. */
export class RunFactory extends ABCWidgetFactory<DocumentWidget<Panel>> {
  readonly #workbench: () => Promise<Workbench>;

  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<DocumentWidget<Panel>>,
    workbench: () => Promise<Workbench>,
  ) {
    super(options);
    this.#workbench = workbench;
  }

  protected override createNewWidget(context: DocumentRegistry.Context): DocumentWidget<Panel> {
    const content = new Panel();
    content.addClass("rosenblatt-Runs-document");
    const widget = new DocumentWidget({ content, context });
    // It would rename the file to what the tab is called.
    Signal.disconnectBetween(widget.title, widget);
    void this.#fill(widget, context);
    return widget;
  }

  async #fill(
    { content, title }: DocumentWidget<Panel>,
    context: DocumentRegistry.Context,
  ): Promise<void> {
    await context.ready;
    const [workbench, { RunDetails }] = await Promise.all([
      this.#workbench(),
      import("../panel/run-details.js"),
    ]);
    if (content.isDisposed) return;
    try {
      const run = workbench.files.take(context.path, context.model.toString());
      content.addWidget(new RunDetails(workbench, () => run));
      const name = () => {
        title.label = run.fields.name;
        title.caption = context.path;
      };
      name();
      run.changed.connect(name);
      context.pathChanged.connect(name);
      content.disposed.connect(() => run.changed.disconnect(name));
    } catch (error) {
      content.addWidget(problem((error as Error).message));
    }
  }
}

function problem(reason: string): Widget {
  const node = document.createElement("p");
  node.className = "rosenblatt-Runs-problem";
  node.setAttribute("role", "alert");
  node.textContent = reason;
  return new Widget({ node });
}
