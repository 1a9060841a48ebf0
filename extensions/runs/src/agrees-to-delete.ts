import { Dialog, showDialog } from "@jupyterlab/apputils";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { Run } from "./model/run.js";

/** Asks the reader whether a run, which is named with its file, shall go for good. */
export async function agreesToDelete(run: Run, trans: TranslationBundle): Promise<boolean> {
  const { name } = run.fields;
  const { button } = await showDialog({
    title: trans.__("Delete run"),
    body: run.file
      ? trans.__("Delete “%1” and its file %2?", name, run.file)
      : trans.__("Delete “%1”? There is no file of it.", name),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__("Delete") })],
  });
  return button.accept;
}
