import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import type { Figure, FigureWidget, IFigures } from "@rosenblatt/jupyterlab-plotly";
import { type ReactElement, useEffect, useRef } from "react";

interface FigureViewProps {
  readonly figures: IFigures;
  readonly figure: Figure;
  readonly label: string;
}

/** A Plotly figure that fills its place. */
export function FigureView({ figures, figure, label }: FigureViewProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ widget: FigureWidget; figure: Figure }>();
  useEffect(() => {
    const host = place.current!;
    const widget = figures.create();
    // What Lumino does of itself where a widget has a parent.
    MessageLoop.sendMessage(widget, Widget.Msg.BeforeAttach);
    host.append(widget.node);
    MessageLoop.sendMessage(widget, Widget.Msg.AfterAttach);
    drawn.current = { widget, figure };
    const fit = () => {
      const height = host.clientHeight;
      const { widget, figure } = drawn.current!;
      if (height > 0) void widget.draw({ ...figure, layout: { ...figure.layout, height } });
    };
    const resized = new ResizeObserver(fit);
    resized.observe(host);
    return () => {
      resized.disconnect();
      widget.node.remove();
      widget.dispose();
    };
  }, [figures]);
  useEffect(() => {
    const height = place.current!.clientHeight;
    if (!drawn.current || height === 0) return;
    drawn.current = { ...drawn.current, figure };
    void drawn.current.widget.draw({ ...figure, layout: { ...figure.layout, height } });
  }, [figure]);
  return <div className="rosenblatt-Tensor-figure" role="img" aria-label={label} ref={place} />;
}
