import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, keymap, showTooltip, type Tooltip, type ViewUpdate } from "@codemirror/view";
import type { Places } from "./places.js";
import type { Signature, Signatures } from "./protocol.js";

const setTip = StateEffect.define<Tooltip | null>();

/** The tip that is shown, if there is one. */
const tip = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, { effects }) =>
    effects.reduce((now, effect) => (effect.is(setTip) ? effect.value : now), shown),
  provide: (field) => showTooltip.from(field),
});

/**
 * How to call the function whose arguments are being written: it comes with `(` or `,`, follows the
 * cursor, and goes with Escape or the end of the call.
 */
export function signatureHelp(places: Places): Extension {
  /** How often was asked or hidden: an answer that something overtook is not shown. */
  let turn = 0;
  /** Whether an answer is on its way: whoever types on overtakes it, and needs the next. */
  let awaited = false;
  const follow = async (view: EditorView) => {
    turn += 1;
    awaited = true;
    const own = turn;
    const offset = view.state.selection.main.head;
    const found = places.at(view);
    const result = await found?.notebook.look<Signatures>("signature", { ...found, offset });
    if (own !== turn) return;
    awaited = false;
    const best = result?.signatures[result.active];
    if (best || view.state.field(tip))
      view.dispatch({ effects: setTip.of(best ? tipOf(best, offset) : null) });
  };
  const hide = (view: EditorView) => {
    turn += 1;
    awaited = false;
    if (!view.state.field(tip)) return false;
    view.dispatch({ effects: setTip.of(null) });
    return true;
  };
  return [
    tip,
    EditorView.updateListener.of((update) => {
      const follows = awaited || update.state.field(tip) !== null;
      if (begins(update) || (follows && (update.docChanged || update.selectionSet))) {
        void follow(update.view);
      }
    }),
    keymap.of([{ key: "Escape", run: hide }]),
    // JupyterLab takes Escape for itself, and leaves the editor by it.
    EditorView.domEventHandlers({ blur: (_, view) => hide(view) && false }),
  ];
}

/** Whether the person has just begun an argument. */
function begins({ docChanged, transactions, state }: ViewUpdate): boolean {
  const typed = docChanged && transactions.some((each) => each.isUserEvent("input.type"));
  const { head } = state.selection.main;
  return typed && /[(,]/.test(state.sliceDoc(head - 1, head));
}

function tipOf({ label, parameters, activeParameter, documentation }: Signature, pos: number) {
  const create = () => {
    const dom = document.createElement("div");
    dom.className = "rosenblatt-Types-tip";
    const code = document.createElement("code");
    const own = parameters[activeParameter];
    const start = own ? label.indexOf(own.label, label.indexOf("(")) : -1;
    if (own && start >= 0) {
      const strong = document.createElement("strong");
      strong.textContent = own.label;
      code.append(label.slice(0, start), strong, label.slice(start + own.label.length));
    } else {
      code.append(label);
    }
    dom.append(code);
    const about = own?.documentation || documentation.split("\n")[0];
    if (about) {
      const text = document.createElement("p");
      text.textContent = about;
      dom.append(text);
    }
    return { dom };
  };
  return { pos, above: true, create } satisfies Tooltip;
}
