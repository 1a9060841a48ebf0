import type { ReactElement } from "react";

/** Why something cannot be shown. */
export function Problem({ text }: { readonly text: string }): ReactElement {
  return (
    <p className="rosenblatt-Tensor-problem" role="alert">
      {text}
    </p>
  );
}
