import { ReactWidget } from "@jupyterlab/ui-components";
import { Signal } from "@lumino/signaling";
import type { ModelAddress } from "./line/model-lines.js";
import { Guard } from "./view/guard.js";
import { KeptView } from "./view/kept-view.js";
import { Page } from "./view/page.js";
import { Surroundings, type ViewSurroundings } from "./view/surroundings.js";

interface ModelPanelOptions {
  readonly around: ViewSurroundings;
  /** What was kept of its view, if it is opened again. */
  readonly kept: unknown;
}

/** A tab with one model. */
export class ModelPanel extends ReactWidget {
  /** The model has told its name. */
  readonly renamed = new Signal<this, string>(this);
  readonly view: KeptView;
  readonly #around: ViewSurroundings;
  #address: ModelAddress;

  constructor(address: ModelAddress, { around, kept }: ModelPanelOptions) {
    super();
    this.view = new KeptView(kept);
    this.#address = address;
    this.#around = around;
    this.addClass("rosenblatt-Model");
    this.id = `rosenblatt-model-${address.comm}`;
  }

  get address(): ModelAddress {
    return this.#address;
  }

  protected override render() {
    return (
      <Surroundings.Provider value={this.#around}>
        <Guard title={this.#around.trans.__("Cannot show the model")}>
          <Page
            key={this.#address.comm}
            address={this.#address}
            view={this.view}
            onName={(name) => this.renamed.emit(name)}
            onAddress={(address) => {
              this.#address = address;
              this.update();
            }}
          />
        </Guard>
      </Surroundings.Provider>
    );
  }
}
