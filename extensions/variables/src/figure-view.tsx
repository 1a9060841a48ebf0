import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import type { Figure, FigureWidget, IFigures } from "@rosenblatt/jupyterlab-plotly";
import { type ReactElement, useEffect, useRef } from "react";

interface FigureViewProps {
  readonly figures: IFigures;
  readonly figure: Figure;
  readonly label: string;
  /** How much wider than high what is drawn should be; without, it fills its place. */
  readonly aspect?: number | undefined;
}

/** What axes and a colour bar take of a figure, in pixels. */
const around = { width: 130, height: 40 } as const;

/** A Plotly figure that fills its place. */
export function FigureView({ figures, figure, label, aspect }: FigureViewProps): ReactElement {
  const place = useRef<HTMLElement>(null);
  const drawn = useRef<FigureWidget>();
  const newest = useRef({ figure, aspect });
  newest.current = { figure, aspect };
  const draw = () => {
    const { figure, aspect } = newest.current;
    const height = place.current?.clientHeight ?? 0;
    if (height === 0) return;
    const width = aspect && (height - around.height) * aspect + around.width;
    void drawn.current?.draw({
      ...figure,
      layout: { ...figure.layout, height, ...(width && { width }) },
    });
  };
  useEffect(() => {
    const host = place.current!;
    const widget = figures.create();
    // What Lumino does of itself where a widget has a parent.
    MessageLoop.sendMessage(widget, Widget.Msg.BeforeAttach);
    host.append(widget.node);
    MessageLoop.sendMessage(widget, Widget.Msg.AfterAttach);
    drawn.current = widget;
    const resized = new ResizeObserver(draw);
    resized.observe(host);
    return () => {
      resized.disconnect();
      MessageLoop.sendMessage(widget, Widget.Msg.BeforeDetach);
      widget.node.remove();
      MessageLoop.sendMessage(widget, Widget.Msg.AfterDetach);
      widget.dispose();
    };
  }, [figures]);
  useEffect(draw, [figure, aspect]);
  return <figure className="rosenblatt-Tensor-figure" aria-label={label} ref={place} />;
}
