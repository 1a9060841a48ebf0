import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import { type ReactElement, useState } from "react";
import type { Path } from "./protocol.js";
import type { Registry } from "./registry.js";
import type { Arrangement } from "./rows.js";
import { useSignal } from "./use-signal.js";
import { VariablesView } from "./variables-view.js";

export interface VariablesPanelOptions {
  readonly registry: Registry;
  /** Opens a viewer of a tensor of an open notebook. */
  readonly view: (notebook: string, path: Path) => void;
  readonly functions: boolean;
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

function Front({ registry, view, functions, trans }: VariablesPanelOptions): ReactElement {
  const variables = useSignal(registry.changed, () => registry.current);
  const [arrangement, setArrangement] = useState<Arrangement>({
    filter: "",
    sort: "name",
    descending: false,
    functions,
  });
  if (variables === undefined)
    return (
      <p className="rosenblatt-Variables-empty">
        {trans.__("Open a notebook, and its variables appear here.")}
      </p>
    );
  const arrange = (part: Partial<Arrangement>) => setArrangement({ ...arrangement, ...part });
  const { path } = variables.panel.context;
  return (
    <VariablesView
      key={variables.panel.id}
      {...{ variables, arrangement, arrange, trans }}
      view={(steps) => view(path, steps)}
    />
  );
}
