import { closeHoverTooltips, type EditorView } from "@codemirror/view";
import type { TranslationBundle } from "@jupyterlab/translation";
import { CommandRegistry } from "@lumino/commands";
import { Menu } from "@lumino/widgets";
import { fixWords } from "./fix-words.js";
import type { Place } from "./places.js";
import type { QuickFix } from "./protocol.js";

export interface QuickFixOptions {
  readonly view: EditorView;
  readonly offset: number;
  readonly trans: TranslationBundle;
}

/** Opens a menu, beneath a place, of what can be done about what is wrong there. */
export async function openQuickFixes(
  { notebook, cell }: Place,
  { view, offset, trans }: QuickFixOptions,
): Promise<void> {
  const answer = await notebook.look<{ fixes: readonly QuickFix[] }>("fixes", { cell, offset });
  const at = answer && view.dom.isConnected ? view.coordsAtPos(offset) : null;
  if (!answer || !at) return;
  view.dispatch({ effects: closeHoverTooltips });
  const commands = new CommandRegistry();
  const menu = new Menu({ commands });
  menu.addClass("rosenblatt-Types-fixes");
  menu.node.setAttribute("aria-label", trans.__("Quick fixes"));
  for (const [number, fix] of answer.fixes.entries()) {
    const label = fixWords(fix, trans);
    const command = `fix-${number}`;
    commands.addCommand(command, { label, execute: () => notebook.apply(fix.cells) });
    menu.addItem({ command });
  }
  if (answer.fixes.length === 0) {
    const label = trans.__("No quick fix is known here");
    commands.addCommand("none", { label, execute: () => undefined });
    menu.addItem({ command: "none" });
  }
  // The editor has the keyboard again, whatever was chosen.
  menu.aboutToClose.connect(() => {
    view.focus();
    setTimeout(() => menu.dispose());
  });
  menu.open(at.left, at.bottom + 2);
  menu.activeIndex = 0;
}
