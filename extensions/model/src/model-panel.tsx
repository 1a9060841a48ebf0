import { ReactWidget } from "@jupyterlab/ui-components";
import { Signal } from "@lumino/signaling";
import type { ModelAddress } from "./line/model-lines.js";
import { Guard } from "./view/guard.js";
import { Page } from "./view/page.js";
import { Surroundings, type ViewSurroundings } from "./view/surroundings.js";

/** A tab with one model. */
export class ModelPanel extends ReactWidget {
  /** The model has told its name. */
  readonly renamed = new Signal<this, string>(this);
  readonly #around: ViewSurroundings;
  #address: ModelAddress;

  constructor(address: ModelAddress, around: ViewSurroundings) {
    super();
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
