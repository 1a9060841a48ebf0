import type { NotebookPanel } from "@jupyterlab/notebook";
import { NotebookActions, StaticNotebook } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import { type Message, MessageLoop } from "@lumino/messaging";
import { BoxLayout, Widget } from "@lumino/widgets";
import { SlideControls } from "./slide-controls.js";
import { type SlideAct, slideAct } from "./slide-keys.js";
import { type Slide, slidesOf, slideWith } from "./slides.js";

interface SlideShowOptions {
  /** A view of the notebook of its own: cells can be hidden in it. */
  readonly panel: NotebookPanel;
  readonly trans: TranslationBundle;
}

/** Fills the window with one slide of a notebook at a time; its cells run as ever. */
export class SlideShow extends Widget {
  readonly #panel: NotebookPanel;
  readonly #controls: SlideControls;
  #slides: readonly Slide[] = [];
  /** None yet. */
  #at = -1;

  constructor({ panel, trans }: SlideShowOptions) {
    super();
    this.#panel = panel;
    this.addClass("rosenblatt-Slides");
    this.node.setAttribute("role", "region");
    this.node.setAttribute("aria-label", trans.__("Slides of %1", panel.title.label));
    this.#controls = new SlideControls({
      trans,
      turn: (by) => this.turn(by),
      close: () => this.dispose(),
    });
    // Cells that are out of sight must be there all the same to be hidden and shown.
    panel.content.notebookConfig = {
      ...StaticNotebook.defaultNotebookConfig,
      ...panel.content.notebookConfig,
      windowingMode: "none",
    };
    panel.toolbar.hide();
    const layout = new BoxLayout({ spacing: 0 });
    this.layout = layout;
    layout.addWidget(panel);
    layout.addWidget(this.#controls);
    BoxLayout.setStretch(panel, 1);
    BoxLayout.setStretch(this.#controls, 0);
    panel.content.model?.contentChanged.connect(this.#changed, this);
  }

  /** The notebook's cell that begins the slide shown. */
  get place(): number {
    return this.#slides[this.#at]?.[0] ?? 0;
  }

  /** Shows the slide with a cell of the notebook. */
  open(place: number): void {
    this.#divide();
    this.#show(slideWith(this.#slides, place));
  }

  /** Goes some slides forth, or back. */
  turn(by: number): void {
    this.#show(this.#at + by);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.#panel.content.model?.contentChanged.disconnect(this.#changed, this);
    super.dispose();
  }

  handleEvent(event: Event): void {
    if (event.type === "keydown") this.#press(event as KeyboardEvent);
    else MessageLoop.sendMessage(this, Widget.ResizeMessage.UnknownSize);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    // Before JupyterLab's own shortcuts, which know of the notebook below only.
    this.node.addEventListener("keydown", this, { capture: true });
    window.addEventListener("resize", this);
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener("keydown", this, { capture: true });
    window.removeEventListener("resize", this);
    super.onBeforeDetach(message);
  }

  #press(event: KeyboardEvent): void {
    const act = slideAct(event, { writing: isWrittenIn(event.target) });
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    this.#acts[act]();
  }

  readonly #acts: Readonly<Record<SlideAct, () => void>> = {
    run: () => void NotebookActions.run(this.#panel.content, this.#panel.sessionContext),
    leave: () => {
      this.#panel.content.mode = "command";
    },
    next: () => this.turn(1),
    back: () => this.turn(-1),
    first: () => this.#show(0),
    last: () => this.#show(this.#slides.length - 1),
    close: () => this.dispose(),
  };

  /** A notebook that changes keeps its slide in view. */
  #changed(): void {
    const { place } = this;
    this.#divide();
    this.#show(slideWith(this.#slides, place));
  }

  #divide(): void {
    const cells = this.#panel.content.widgets.map(({ model }) => {
      const slideshow = model.getMetadata("slideshow") as { slide_type?: string } | undefined;
      return { type: model.type, slideType: slideshow?.slide_type };
    });
    this.#slides = slidesOf(cells);
  }

  #show(index: number): void {
    const { content } = this.#panel;
    const at = Math.min(Math.max(index, 0), Math.max(0, this.#slides.length - 1));
    const slide = this.#slides[at] ?? [];
    const turned = at !== this.#at || !slide.includes(content.activeCellIndex);
    this.#at = at;
    content.widgets.forEach((cell, place) => {
      cell.setHidden(!slide.includes(place));
    });
    this.#controls.tell(at + 1, this.#slides.length);
    if (!turned) return;
    const code = slide.find((place) => content.widgets[place]!.model.type === "code");
    content.activeCellIndex = code ?? slide[0] ?? 0;
    content.deselectAll();
    content.mode = "command";
    content.node.querySelector(".jp-WindowedPanel-outer")?.scrollTo(0, 0);
    content.activate();
  }
}

/** Whether keys are text there: a cell's editor, or a field of a widget. */
function isWrittenIn(target: EventTarget | null): boolean {
  const fields = "input, textarea, select, [contenteditable=true], [role=slider]";
  return target instanceof Element && target.closest(fields) !== null;
}
