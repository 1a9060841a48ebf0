import { Widget } from "@lumino/widgets";
import type { Figure } from "@rosenblatt/jupyterlab-plotly";
import { useEffect, useLayoutEffect, useRef } from "react";
import { useSurroundings } from "./surroundings.js";

/** A Plotly figure in the colours of the theme. */
export function FigureHost({ figure, label }: { readonly figure: Figure; readonly label: string }) {
  const { figures } = useSurroundings();
  const host = useRef<HTMLDivElement>(null);
  const widget = useRef<ReturnType<typeof figures.create>>(undefined);
  // Before the page loses the element: Lumino wants to take its widget out of it.
  useLayoutEffect(() => {
    const made = figures.create();
    widget.current = made;
    Widget.attach(made, host.current!);
    return () => made.dispose();
  }, [figures]);
  const text = JSON.stringify(figure);
  useEffect(() => {
    void widget.current?.draw(JSON.parse(text) as Figure);
  }, [text]);
  return <div ref={host} role="img" aria-label={label} className="rosenblatt-Model-figure" />;
}
