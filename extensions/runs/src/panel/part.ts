import { ReactWidget } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import type { ReactElement } from "react";

/** A place in a panel that React draws. */
export class Part extends ReactWidget {
  readonly #draw: () => ReactElement | null;

  constructor(name: string, draw: () => ReactElement | null) {
    super();
    this.addClass(`rosenblatt-Runs-${name}`);
    this.#draw = draw;
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }

  protected override render(): ReactElement | null {
    return this.#draw();
  }
}
