import type { TranslationBundle } from "@jupyterlab/translation";
import { refreshIcon } from "@jupyterlab/ui-components";
import { type ReactElement, useEffect, useState } from "react";
import { MemoryView } from "./memory-view.js";
import type { NotebookVariables } from "./notebook-variables.js";
import { countText } from "./number-text.js";
import type { Children, Path } from "./protocol.js";
import { type Arrangement, keyOf, type Row, rowsOf } from "./rows.js";
import { isViewable } from "./tensors.js";
import { useSignal } from "./use-signal.js";
import { VariablesTable } from "./variables-table.js";

/** Children that are fetched at once. */
const together = 100;

interface VariablesViewProps {
  readonly variables: NotebookVariables;
  readonly arrangement: Arrangement;
  readonly arrange: (part: Partial<Arrangement>) => void;
  readonly view: (path: Path) => void;
  readonly trans: TranslationBundle;
}

/** The variables of one notebook, and its memory. */
export function VariablesView(props: VariablesViewProps): ReactElement {
  const { variables, arrangement, arrange, view, trans } = props;
  const known = useSignal(variables.changed, () => variables.known);
  const { open, fetch, close } = useOpen(variables, known.version);
  if (known.state !== "ready") return <Absence {...{ variables, trans }} />;
  const rows = rowsOf(known, { arrangement, open });
  const act = ({ path, rest, open: isOpen, summary }: Row) => {
    if (rest) return void fetch(rest.of, rest.from + together);
    if (!path || !summary) return;
    if (isOpen) close(path);
    else if (isOpen === false) void fetch(path, together);
    else if (isViewable(summary)) view(path);
  };
  return (
    <>
      <Toolbar {...props} />
      {known.busy && (
        <p className="rosenblatt-Variables-note" role="status">
          {trans.__("The kernel is busy; values are those from before.")}
        </p>
      )}
      <div className="rosenblatt-Variables-scroll">
        <VariablesTable
          {...{ rows, arrangement, arrange, trans }}
          open={act}
          reveal={(cell) => variables.reveal(cell)}
        />
        {rows.length === 0 && known.told && (
          <p className="rosenblatt-Variables-empty">
            {known.variables.size === 0
              ? trans.__("No variables yet. Run a cell, and they appear here.")
              : trans.__("Nothing matches.")}
          </p>
        )}
        {known.left > 0 && (
          <p className="rosenblatt-Variables-empty">
            {trans.__("%1 older names are left out.", countText(known.left))}
          </p>
        )}
      </div>
      <MemoryView {...known} reveal={(cell) => variables.reveal(cell)} trans={trans} />
    </>
  );
}

function Toolbar({ variables, arrangement, arrange, trans }: VariablesViewProps): ReactElement {
  return (
    <div className="rosenblatt-Variables-toolbar">
      <input
        type="search"
        className="jp-mod-styled"
        placeholder={trans.__("Filter by name or type")}
        aria-label={trans.__("Filter by name or type")}
        value={arrangement.filter}
        onChange={({ target }) => arrange({ filter: target.value })}
      />
      <button
        type="button"
        aria-pressed={arrangement.functions}
        title={trans.__("Show functions, classes and imported modules")}
        aria-label={trans.__("Show functions, classes and imported modules")}
        onClick={() => arrange({ functions: !arrangement.functions })}
      >
        ƒ
      </button>
      <button
        type="button"
        title={trans.__("Refresh")}
        aria-label={trans.__("Refresh")}
        onClick={() => variables.refresh()}
      >
        <refreshIcon.react tag="span" width="14px" height="14px" />
      </button>
    </div>
  );
}

/** Why there is nothing to see. */
function Absence({
  variables,
  trans,
}: Pick<VariablesViewProps, "variables" | "trans">): ReactElement {
  const text =
    variables.known.state === "foreign"
      ? trans.__(
          "Variables are shown for notebooks with the TypeScript (Rosenblatt) kernel; this one has %1.",
          variables.kernelName,
        )
      : trans.__("The kernel is not running.");
  return <p className="rosenblatt-Variables-empty">{text}</p>;
}

/** The children of what is open; they are fetched again when values may have changed. */
function useOpen(variables: NotebookVariables, version: number) {
  const [open, setOpen] = useState<ReadonlyMap<string, Children>>(new Map());
  const close = (path: Path) => {
    setOpen((before) => new Map([...before].filter(([key]) => key !== keyOf(path))));
  };
  const fetch = async (path: Path, count: number) => {
    try {
      const found = await variables.children(path, { start: 0, count });
      setOpen((before) => new Map([...before, [keyOf(path), found]]));
    } catch {
      // What is not there any more has no children.
      close(path);
    }
  };
  // A new version alone makes it fetch again.
  useEffect(() => {
    for (const [key, { children }] of open)
      void fetch(JSON.parse(key) as Path, Math.max(together, children.length));
  }, [version]);
  return { open, fetch, close };
}
