import type { ModelAddress } from "../line/model-lines.js";
import type { KeptView } from "./kept-view.js";
import { LateNote } from "./late-note.js";
import { ModelView } from "./model-view.js";
import { useSurroundings } from "./surroundings.js";
import { useLine } from "./use-line.js";

interface PageProps {
  readonly address: ModelAddress;
  readonly view: KeptView;
  readonly onName: (name: string) => void;
  readonly onAddress: (address: ModelAddress) => void;
}

/** A model, or why there is none and what to do. */
export function Page({ address, view, onName, onAddress }: PageProps) {
  const { lines, trans, openNotebook } = useSurroundings();
  const state = useLine(lines, address);
  if (state.status === "open") {
    return (
      <>
        <ModelView line={state.line} view={view} onName={onName} />
        <LateNote line={state.line} />
      </>
    );
  }
  if (state.status === "waiting") {
    return (
      <div className="rosenblatt-Model-away" role="status">
        <h2>{trans.__("Waiting for the notebook")}</h2>
        <p>
          {trans.__(
            "The model lives in the kernel of %1. Open it, and run its cells if its kernel has ended.",
            address.path,
          )}
        </p>
        <button
          type="button"
          className="jp-mod-styled jp-mod-accept"
          onClick={() => openNotebook(address.path)}
        >
          {trans.__("Open the notebook")}
        </button>
      </div>
    );
  }
  const newest = lines.newest(address.path);
  return (
    <div className="rosenblatt-Model-away" role="status">
      <h2>{trans.__("The model is gone")}</h2>
      <p>
        {trans.__(
          "The kernel of %1 does not know this model any more: it was started again, or has ended. Run the cells that make the model once more.",
          address.path,
        )}
      </p>
      {newest ? (
        <button
          type="button"
          className="jp-mod-styled jp-mod-accept"
          onClick={() => onAddress(newest)}
        >
          {trans.__("Show the notebook's newest model")}
        </button>
      ) : (
        <button type="button" className="jp-mod-styled" onClick={() => openNotebook(address.path)}>
          {trans.__("Go to the notebook")}
        </button>
      )}
    </div>
  );
}
