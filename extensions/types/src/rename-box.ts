import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, showTooltip, type Tooltip } from "@codemirror/view";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { Place } from "./places.js";
import type { ChangedCell, NamePlace } from "./protocol.js";

const setBox = StateEffect.define<Tooltip | null>();

const box = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, { effects, docChanged }) =>
    effects.reduce(
      (now, effect) => (effect.is(setBox) ? effect.value : now),
      docChanged ? null : shown,
    ),
  provide: (field) => showTooltip.from(field),
});

/** Where the box for a new name is shown. */
export const renameBox: Extension = box;

export interface RenameOptions {
  readonly view: EditorView;
  readonly trans: TranslationBundle;
}

/** Asks for a new name for that at the cursor, in a box beneath it, and renames in all cells. */
export async function openRenameBox(place: Place, { view, trans }: RenameOptions): Promise<void> {
  const { notebook, cell } = place;
  const offset = view.state.selection.main.head;
  const question = { type: "renameable", cell: cell.model.id, offset } as const;
  try {
    const found = await notebook.ask<NamePlace>(question);
    if (found) show({ pos: found.start, create: () => boxOf(found, { place, view, trans }) });
  } catch (error) {
    const { message } = error as Error;
    show({ pos: offset, create: () => refusalOf(message, view) });
  }

  function show(shown: Pick<Tooltip, "pos" | "create">): void {
    view.dispatch({ effects: setBox.of({ ...shown, above: false }) });
  }
}

function boxOf(
  { name, start }: NamePlace,
  { place: { notebook, cell }, view, trans }: RenameOptions & { place: Place },
) {
  const { dom, reason } = frame();
  const input = document.createElement("input");
  input.className = "jp-mod-styled";
  input.value = name;
  input.spellcheck = false;
  input.size = Math.max(18, name.length + 4);
  input.setAttribute("aria-label", trans.__("New name for “%1”", name));
  const hint = document.createElement("small");
  const calm = trans.__("Enter renames in all cells, Escape leaves it");
  hint.textContent = calm;
  dom.append(input, hint, reason);
  let busy = false;
  const setBusy = (on: boolean) => {
    busy = on;
    input.readOnly = on;
    hint.textContent = on ? trans.__("Renaming…") : calm;
    if (on) reason.textContent = "";
  };
  const rename = async () => {
    if (busy) return;
    setBusy(true);
    const question = { type: "rename", cell: cell.model.id, offset: start } as const;
    try {
      const changes = await notebook.ask<{ cells: readonly ChangedCell[] }>({
        ...question,
        name: input.value.trim(),
      });
      if (!notebook.apply(changes?.cells ?? []))
        throw new Error(trans.__("A cell has changed meanwhile, or cannot be changed."));
      close(view);
    } catch (error) {
      reason.textContent = (error as Error).message;
      input.select();
    }
    setBusy(false);
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    if (event.key === "Enter") void rename();
    else close(view);
  });
  input.addEventListener("blur", () => {
    if (!busy) hide(view);
  });
  const mount = () => {
    input.focus();
    input.select();
  };
  return { dom, mount };
}

/** Why nothing can be renamed here, until a key is pressed. */
function refusalOf(message: string, view: EditorView) {
  const { dom, reason } = frame();
  dom.tabIndex = -1;
  dom.append(reason);
  const leave = () => close(view);
  dom.addEventListener("keydown", leave);
  dom.addEventListener("blur", () => hide(view));
  const mount = () => {
    // Said after it is on the page, so that it is read out.
    reason.textContent = message;
    dom.focus();
  };
  return { dom, mount };
}

function frame() {
  const dom = document.createElement("div");
  dom.className = "rosenblatt-Types-rename";
  // JupyterLab's shortcuts are for the notebook, not for what is written here.
  dom.dataset.lmSuppressShortcuts = "true";
  const reason = document.createElement("p");
  reason.setAttribute("role", "alert");
  return { dom, reason };
}

function close(view: EditorView): void {
  hide(view);
  view.focus();
}

function hide(view: EditorView): void {
  if (view.state.field(box, false)) view.dispatch({ effects: setBox.of(null) });
}
