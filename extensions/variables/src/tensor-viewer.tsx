import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import type { ReactElement } from "react";
import { Problem } from "./problem.js";
import type { Path } from "./protocol.js";
import type { Registry } from "./registry.js";
import { TensorView } from "./tensor-view.js";
import { useSignal } from "./use-signal.js";

/** What a viewer shows: a value of the notebook at a path of the server. */
export interface Shown {
  readonly notebook: string;
  readonly path: Path;
}

export interface TensorViewerOptions {
  readonly shown: Shown;
  readonly registry: Registry;
  readonly figures: IFigures;
  readonly trans: TranslationBundle;
}

/** Shows a tensor of a notebook as long as the notebook is open. */
export class TensorViewer extends ReactWidget {
  readonly shown: Shown;
  readonly #options: TensorViewerOptions;

  constructor(options: TensorViewerOptions) {
    super();
    this.shown = options.shown;
    this.#options = options;
    this.addClass("rosenblatt-Tensor");
  }

  protected override render(): ReactElement {
    return <OfNotebook {...this.#options} />;
  }
}

function OfNotebook({ shown, registry, figures, trans }: TensorViewerOptions): ReactElement {
  const variables = useSignal(registry.changed, () => registry.at(shown.notebook));
  if (variables === undefined)
    return <Problem text={trans.__("Open %1 to see this tensor.", shown.notebook)} />;
  return <TensorView {...{ variables, figures, trans }} path={shown.path} />;
}
