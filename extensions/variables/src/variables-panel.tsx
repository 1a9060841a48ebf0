import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import type { ReactElement } from "react";
import type { OpenRows, PanelView } from "./panel-view.js";
import type { Path } from "./protocol.js";
import type { Registry } from "./registry.js";
import { useSignal } from "./use-signal.js";
import { VariablesView } from "./variables-view.js";

export interface VariablesPanelOptions {
  readonly registry: Registry;
  readonly view: PanelView;
  /** Opens a viewer of a tensor of an open notebook. */
  readonly look: (notebook: string, path: Path) => void;
  readonly trans: TranslationBundle;
}

/** The variables of the notebook in front. */
export class VariablesPanel extends ReactWidget {
  readonly #options: VariablesPanelOptions;

  constructor(options: VariablesPanelOptions) {
    super();
    this.#options = options;
    this.addClass("rosenblatt-Variables");
  }

  protected override render(): ReactElement {
    return <Front {...this.#options} />;
  }
}

/** What is open where nothing is. */
const nothing: OpenRows = {};

function Front({ registry, view, look, trans }: VariablesPanelOptions): ReactElement {
  const variables = useSignal(registry.changed, () => registry.current);
  const { arrangement, open } = useSignal(view.changed, () => view.state);
  if (variables === undefined)
    return (
      <p className="rosenblatt-Variables-empty">
        {trans.__("Open a notebook, and its variables appear here.")}
      </p>
    );
  const { path } = variables.panel.context;
  return (
    <VariablesView
      key={variables.panel.id}
      {...{ variables, arrangement, trans }}
      arrange={(part) => view.arrange(part)}
      open={open[path] ?? nothing}
      setOpen={(rows) => view.setOpen(path, rows)}
      look={(steps) => look(path, steps)}
    />
  );
}
