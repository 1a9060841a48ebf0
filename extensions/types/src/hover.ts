import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { Places } from "./places.js";
import type { Hover } from "./protocol.js";

/** What a name is, under the pointer, with its documentation. */
export function typeHover(places: Places, rendermime: IRenderMimeRegistry): Extension {
  return hoverTooltip(async (view, offset) => {
    const found = places.at(view);
    const hover = await found?.notebook.look<Hover>("hover", { ...found, offset });
    if (!hover) return null;
    const { markdown, start, end } = hover;
    const dom = document.createElement("div");
    dom.className = "rosenblatt-Types-tip";
    await addMarkdown(dom, { markdown, rendermime });
    // The pointer may have left meanwhile.
    if (!view.dom.matches(":hover")) return null;
    return { pos: start, end, above: true, create: () => ({ dom }) };
  });
}

/** Adds a text in Markdown, which is cleaned as that of a notebook nobody trusts. */
export async function addMarkdown(
  dom: HTMLElement,
  { markdown, rendermime }: { markdown: string; rendermime: IRenderMimeRegistry },
): Promise<void> {
  const mimeType = "text/markdown";
  const renderer = rendermime.createRenderer(mimeType);
  const model = rendermime.createModel({ data: { [mimeType]: markdown }, trusted: false });
  await renderer.renderModel(model);
  dom.append(renderer.node);
}
