import type { TranslationBundle } from "@jupyterlab/translation";
import type { ReactElement } from "react";

/** What stands where numbers are long in coming. */
export function Waiting({ trans }: { readonly trans: TranslationBundle }): ReactElement {
  return (
    <p className="rosenblatt-Tensor-problem rosenblatt-Tensor-waiting" role="status">
      {trans.__("Waiting for the kernel.")}
    </p>
  );
}
