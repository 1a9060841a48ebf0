import type { Message } from "@lumino/messaging";
import { Panel } from "@lumino/widgets";
import type { FigureWidget, IFigures } from "@rosenblatt/jupyterlab-plotly";
import {
  type CurvesFigure,
  type CurvesOptions,
  curvesFigure,
  type DrawnRun,
} from "./curves-figure.js";

/** What is drawn. */
export interface CurvesRequest {
  readonly runs: readonly DrawnRun[];
  readonly options: Omit<CurvesOptions, "points" | "columns">;
  /** The most points of a curve; fewer are drawn where pixels are. */
  readonly points: number;
}

/** Milliseconds between two movements of the lines, and between two drawings of all. */
const pace = { move: 100, draw: 1000 };

/** The least width of a panel in pixels. */
const narrowest = 340;

/**
 * Curves that grow before one's eyes: lines move at most ten times a second, axes and marks at most
 * once, and nothing while nobody can see it.
 */
export class CurvesView extends Panel {
  readonly #figure: FigureWidget;
  readonly #request: () => CurvesRequest;
  #drawn: CurvesFigure | undefined;
  #moved = 0;
  #drew = 0;
  #waiting: number | undefined;
  #later: number | undefined;
  readonly #resized = new ResizeObserver(() => this.refresh());

  /** `request` is asked for what to draw when it is time. */
  constructor(figures: IFigures, request: () => CurvesRequest) {
    super();
    this.addClass("rosenblatt-Runs-curves");
    this.#request = request;
    this.#figure = figures.create();
    this.addWidget(this.#figure);
    this.#resized.observe(this.node);
  }

  /** Tells that there may be something new. */
  refresh(): void {
    if (this.#waiting !== undefined || !this.isVisible) return;
    const rest = Math.max(0, this.#moved + pace.move - performance.now());
    this.#waiting = window.setTimeout(() => {
      requestAnimationFrame(() => {
        this.#waiting = undefined;
        if (this.isVisible && this.node.clientWidth > 0) this.#show();
      });
    }, rest);
  }

  /** What is drawn as a PNG, as a `data:` address. */
  picture(): Promise<string> {
    return this.#figure.picture();
  }

  override dispose(): void {
    this.#resized.disconnect();
    window.clearTimeout(this.#waiting);
    window.clearTimeout(this.#later);
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.refresh();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.refresh();
  }

  #show(): void {
    const { runs, options, points } = this.#request();
    const width = this.node.clientWidth;
    const columns = Math.max(1, Math.floor(width / narrowest));
    const panel = width / Math.min(columns, options.measures.length || 1);
    const most = Math.min(points, Math.ceil(2 * panel));
    const next = curvesFigure(runs, { ...options, columns, points: most });
    this.#moved = performance.now();
    const known = this.#drawn?.asked === next.asked;
    const moved = known && this.#figure.moveLines(next.lines);
    if (moved && this.#drawn?.shape === next.shape) return;
    // What the reader has changed is shown at once, what training has when it is time.
    const early = this.#drew + pace.draw - this.#moved;
    if (known && early > 0) {
      this.#later ??= window.setTimeout(() => {
        this.#later = undefined;
        this.refresh();
      }, early);
      return;
    }
    this.#drew = this.#moved;
    this.#drawn = next;
    void this.#figure.draw(next.figure);
  }
}
