import { useEffect, useState } from "react";
import type { ModelLine } from "../line/model-line.js";
import type { ModelAddress, ModelLines } from "../line/model-lines.js";

/** Whether the model of a view can be asked. */
export type LineState =
  | { readonly status: "open"; readonly line: ModelLine }
  /** Its notebook is not open, or has no kernel yet. */
  | { readonly status: "waiting" }
  /** Its kernel has forgotten it. */
  | { readonly status: "gone" };

/** The line to a model, found again when its notebook comes. */
export function useLine(lines: ModelLines, address: ModelAddress): LineState {
  const [state, setState] = useState<LineState>({ status: "waiting" });
  useEffect(() => {
    let found: ModelLine | undefined;
    let done = false;
    const end = () => {
      found = undefined;
      setState({ status: "gone" });
      // The notebook may only have been closed.
      void look();
    };
    const look = async () => {
      if (found || done) return;
      if (!lines.notebookOf(address)) {
        setState({ status: "waiting" });
        return;
      }
      const line = await lines.line(address).catch(() => undefined);
      if (found || done) return;
      found = line;
      line?.ended.connect(end);
      setState(line ? { status: "open", line } : { status: "gone" });
    };
    const again = () => void look();
    lines.changed.connect(again);
    void look();
    return () => {
      done = true;
      lines.changed.disconnect(again);
      found?.ended.disconnect(end);
    };
  }, [lines, address]);
  return state;
}
