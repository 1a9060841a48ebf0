/** What decides where a cell is shown. */
export interface SlideCell {
  readonly type: string;
  /** What JupyterLab's property inspector calls the slide type of a cell. */
  readonly slideType?: string | undefined;
}

/** The places of the cells of one slide, in the notebook's order. */
export type Slide = readonly number[];

const begins = new Set(["slide", "subslide"]);
const hidden = new Set(["skip", "notes"]);

/**
 * The slides of a notebook. Where a cell has a slide type, those types count, as in nbconvert's
 * slides; fragments stand on their slide from the start. Otherwise each Markdown cell begins a
 * slide, and the code below it belongs to it.
 */
export function slidesOf(cells: readonly SlideCell[]): readonly Slide[] {
  const marked = cells.some(({ slideType }) => slideType !== undefined && slideType !== "-");
  const slides: number[][] = [];
  cells.forEach(({ type, slideType = "-" }, place) => {
    if (hidden.has(slideType)) return;
    const first = marked ? begins.has(slideType) : type === "markdown";
    if (first || slides.length === 0) slides.push([]);
    slides.at(-1)!.push(place);
  });
  return slides;
}

/** The slide with a cell, or else the last one before it. */
export function slideWith(slides: readonly Slide[], place: number): number {
  const later = slides.findIndex(([first]) => first! > place);
  return Math.max(0, (later < 0 ? slides.length : later) - 1);
}
