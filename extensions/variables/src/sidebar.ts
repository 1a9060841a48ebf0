import { Panel, type Widget } from "@lumino/widgets";

/** A place in the side bar whose content is fetched when it is first seen. */
export class Sidebar extends Panel {
  readonly #load: () => Promise<Widget>;
  #loading = false;

  constructor(load: () => Promise<Widget>) {
    super();
    this.#load = load;
    this.addClass("rosenblatt-Sidebar");
  }

  protected override onAfterAttach(): void {
    this.#fill();
  }

  protected override onAfterShow(): void {
    this.#fill();
  }

  #fill(): void {
    if (this.#loading || !this.isVisible) return;
    this.#loading = true;
    void this.#load().then((content) => {
      if (!this.isDisposed) this.addWidget(content);
    });
  }
}
