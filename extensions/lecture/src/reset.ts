import { Dialog, showDialog } from "@jupyterlab/apputils";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import type { TranslationBundle } from "@jupyterlab/translation";

interface ResetOptions {
  /** The notebook as the lecture has it. */
  readonly original: unknown;
  readonly title: string;
  readonly trans: TranslationBundle;
}

/**
 * Puts a notebook back to what the lecture has, once the reader has agreed; undo does not bring
 * what was written in it back.
 */
export async function reset(
  context: DocumentRegistry.Context,
  { original, title, trans }: ResetOptions,
): Promise<void> {
  const body = trans.__(
    "All cells and outputs of %1 become those of the lecture. What you wrote in it is lost.",
    context.path,
  );
  const buttons = [
    Dialog.cancelButton({ label: trans.__("Cancel") }),
    Dialog.warnButton({ label: trans.__("Reset") }),
  ];
  const { button } = await showDialog({ title: trans.__("Reset “%1”?", title), body, buttons });
  if (!button.accept) return;
  context.model.fromJSON(original as never);
  await context.save();
}
