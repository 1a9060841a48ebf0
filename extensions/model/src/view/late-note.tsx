import { useEffect, useState } from "react";
import type { ModelLine } from "../line/model-line.js";
import { useSurroundings } from "./surroundings.js";

/** Says why nothing comes while the kernel has no time to answer. */
export function LateNote({ line }: { readonly line: ModelLine }) {
  const { trans } = useSurroundings();
  const [late, setLate] = useState(line.isLate);
  useEffect(() => {
    const follow = () => setLate(line.isLate);
    follow();
    line.lateChanged.connect(follow);
    return () => {
      line.lateChanged.disconnect(follow);
    };
  }, [line]);
  if (!late) return null;
  return (
    <p className="rosenblatt-Model-late" role="status">
      {trans.__("The kernel is busy; answers come when it is free.")}
    </p>
  );
}
