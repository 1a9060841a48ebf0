import type { TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import { type ISignal, Signal } from "@lumino/signaling";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import type { ReactElement } from "react";
import type { Look } from "./look.js";
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
  /** How it is looked at first. */
  readonly look: Look;
  readonly registry: Registry;
  readonly figures: IFigures;
  readonly trans: TranslationBundle;
}

/** Shows a tensor of a notebook as long as the notebook is open. */
export class TensorViewer extends ReactWidget {
  readonly shown: Shown;
  readonly #options: TensorViewerOptions;
  readonly #looked = new Signal<this, void>(this);
  #look: Look;

  constructor(options: TensorViewerOptions) {
    super();
    this.shown = options.shown;
    this.#look = options.look;
    this.#options = options;
    this.addClass("rosenblatt-Tensor");
  }

  get look(): Look {
    return this.#look;
  }

  set look(look: Look) {
    this.#look = look;
    this.#looked.emit();
  }

  /** Emitted when `look` is another. */
  get looked(): ISignal<this, void> {
    return this.#looked;
  }

  protected override render(): ReactElement {
    return <OfNotebook {...this.#options} viewer={this} />;
  }
}

function OfNotebook({
  viewer,
  registry,
  figures,
  trans,
}: TensorViewerOptions & { readonly viewer: TensorViewer }): ReactElement {
  const { notebook, path } = viewer.shown;
  const variables = useSignal(registry.changed, () => registry.at(notebook));
  const look = useSignal(viewer.looked, () => viewer.look);
  if (variables === undefined)
    return <Problem text={trans.__("Open %1 to see this tensor.", notebook)} />;
  const choose = (part: Look) => {
    viewer.look = { ...viewer.look, ...part };
  };
  return <TensorView {...{ variables, path, look, choose, figures, trans }} />;
}
