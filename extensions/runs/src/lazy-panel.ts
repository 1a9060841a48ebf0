import type { Message } from "@lumino/messaging";
import { BoxLayout, Panel, type Widget } from "@lumino/widgets";

/** A panel whose content is loaded when it is first seen. */
export class LazyPanel extends Panel {
  readonly #load: () => Promise<Widget>;
  #loading: Promise<void> | undefined;

  constructor(load: () => Promise<Widget>) {
    super({ layout: new BoxLayout({ spacing: 0 }) });
    this.#load = load;
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#seen();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#seen();
  }

  #seen(): void {
    if (!this.isVisible || this.#loading) return;
    this.#loading = this.#load().then((content) => {
      if (this.isDisposed) content.dispose();
      else this.addWidget(content);
    });
  }
}
