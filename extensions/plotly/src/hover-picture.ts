/** What Plotly tells of the point under the mouse. */
export interface HoverEvent {
  readonly event?: { readonly clientX: number; readonly clientY: number };
  readonly points: readonly { readonly customdata?: unknown }[];
}

/** A graph as Plotly leaves it: an element that tells of hovering. */
interface Graph extends HTMLElement {
  on?(name: "plotly_hover", listener: (event: HoverEvent) => void): void;
  on?(name: "plotly_unhover", listener: () => void): void;
}

/** How far a picture stands from the mouse, in pixels. */
const distance = 18;

/**
 * Shows the picture that the point under the mouse carries as its `customdata`, a PNG as a data
 * address, beside the mouse. Returns what takes away a picture that is there.
 */
export function showHoverPictures(graph: Graph): () => void {
  const picture = document.createElement("img");
  picture.className = "rosenblatt-HoverPicture";
  graph.on?.("plotly_hover", ({ event, points }) => {
    const source = points[0]?.customdata;
    const known = typeof source === "string" && source.startsWith("data:image/png;base64,");
    if (!known || !event) return picture.remove();
    picture.src = source;
    picture.style.left = `${event.clientX + distance}px`;
    picture.style.top = `${event.clientY + distance}px`;
    document.body.append(picture);
  });
  graph.on?.("plotly_unhover", () => picture.remove());
  return () => picture.remove();
}
