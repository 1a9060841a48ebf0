import type { CodeMirrorEditor } from "@jupyterlab/codemirror";
import type {
  CompletionHandler,
  ICompletionContext,
  ICompletionProvider,
} from "@jupyterlab/completer";
import { Text } from "@jupyterlab/coreutils";
import type { Place, Places } from "./places.js";
import type { Completions } from "./protocol.js";

/**
 * Completes the names of all cells of a notebook, run or not. It comes after the kernel's own
 * completion, which knows values as well, and before that by the words of the cell.
 */
export class CellCompletions implements ICompletionProvider {
  readonly identifier = "CompletionProvider:rosenblatt-types";
  readonly rank = 540;
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  async isApplicable(context: ICompletionContext): Promise<boolean> {
    return this.#placeOf(context) !== undefined;
  }

  /** Offsets of JupyterLab count characters, those of the kernel UTF-16 units. */
  async fetch(
    { text, offset }: CompletionHandler.IRequest,
    context: ICompletionContext,
  ): Promise<CompletionHandler.ICompletionItemsReply> {
    const place = this.#placeOf(context);
    const asked = { offset: Text.charIndexToJsIndex(offset, text) };
    const found = await place?.notebook.look<Completions>("completion", { ...place, ...asked });
    if (!found) return { start: offset, end: offset, items: [] };
    const items = found.items.map(({ text, kind, signature, documentation }) => ({
      ...{ label: text, type: kind },
      documentation: [signature, documentation].filter(Boolean).join("\n\n"),
    }));
    const [start, end] = [found.start, found.end].map((at) => Text.jsIndexToCharIndex(at, text));
    return { start: start!, end: end!, items };
  }

  #placeOf({ editor }: ICompletionContext): Place | undefined {
    const view = (editor as CodeMirrorEditor | null | undefined)?.editor;
    return view && this.#places.at(view);
  }
}
