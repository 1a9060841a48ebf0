import type { TranslationBundle } from "@jupyterlab/translation";
import { caretLeftIcon, caretRightIcon, closeIcon, type LabIcon } from "@jupyterlab/ui-components";
import { Widget } from "@lumino/widgets";

interface SlideControlsOptions {
  readonly trans: TranslationBundle;
  /** Goes some slides forth, or back. */
  turn(by: number): void;
  close(): void;
}

/** The line below a slide: where one is, and the ways on. */
export class SlideControls extends Widget {
  readonly #trans: TranslationBundle;
  readonly #place = document.createElement("span");
  readonly #progress = document.createElement("progress");
  readonly #back: HTMLButtonElement;
  readonly #on: HTMLButtonElement;

  constructor({ trans, turn, close }: SlideControlsOptions) {
    super();
    this.#trans = trans;
    this.addClass("rosenblatt-Slides-controls");
    this.#place.setAttribute("aria-live", "polite");
    this.#progress.setAttribute("aria-hidden", "true");
    this.#back = button(caretLeftIcon, { title: trans.__("Previous slide (←)") });
    this.#on = button(caretRightIcon, { title: trans.__("Next slide (→)") });
    const end = button(closeIcon, { title: trans.__("Close the slides (Escape)") });
    this.#back.onclick = () => turn(-1);
    this.#on.onclick = () => turn(1);
    end.onclick = () => close();
    this.node.append(this.#progress, this.#back, this.#place, this.#on, end);
  }

  /** Shows at which slide one is, from 1. */
  tell(at: number, count: number): void {
    this.#place.textContent = this.#trans.__("Slide %1 of %2", at, count);
    this.#progress.max = Math.max(1, count);
    this.#progress.value = at;
    this.#back.disabled = at <= 1;
    this.#on.disabled = at >= count;
  }
}

function button(icon: LabIcon, { title }: { title: string }): HTMLButtonElement {
  const node = document.createElement("button");
  node.title = title;
  node.setAttribute("aria-label", title);
  icon.element({ container: node, tag: "span", width: "20px", height: "20px" });
  return node;
}
