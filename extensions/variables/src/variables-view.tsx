import type { TranslationBundle } from "@jupyterlab/translation";
import { refreshIcon } from "@jupyterlab/ui-components";
import { type ReactElement, useEffect, useState } from "react";
import { MemoryView } from "./memory-view.js";
import type { Known, NotebookVariables } from "./notebook-variables.js";
import { countText } from "./number-text.js";
import type { OpenRows } from "./panel-view.js";
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
  readonly open: OpenRows;
  readonly setOpen: (open: OpenRows) => void;
  readonly look: (path: Path) => void;
  readonly trans: TranslationBundle;
}

/** The variables of one notebook, and its memory. */
export function VariablesView(props: VariablesViewProps): ReactElement {
  const { variables, arrangement, arrange, look, trans } = props;
  const known = useSignal(variables.changed, () => variables.known);
  const { shown, show, close } = useOpen(props, known);
  if (known.state !== "ready") return <Absence {...{ variables, trans }} />;
  const rows = rowsOf(known, { arrangement, open: shown });
  const act = ({ path, rest, open: isOpen, summary }: Row) => {
    if (rest) return show(rest.of, rest.from + together);
    if (!path || !summary) return;
    if (isOpen) close(path);
    else if (isOpen === false) show(path, together);
    else if (isViewable(summary)) look(path);
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
            {trans._n(
              "%2 older name is left out.",
              "%2 older names are left out.",
              known.left,
              countText(known.left),
            )}
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
function useOpen(
  { variables, open, setOpen }: VariablesViewProps,
  { variables: names, version }: Known,
) {
  const [found, setFound] = useState<ReadonlyMap<string, Children>>(new Map());
  const fetch = async (path: Path, count: number) => {
    // What is not there any more has no children.
    const children = await variables.children(path, count).catch(() => undefined);
    setFound((before) => {
      const others = [...before].filter(([key]) => key !== keyOf(path));
      return new Map(children ? [...others, [keyOf(path), children]] : others);
    });
  };
  const show = (path: Path, count: number) => {
    setOpen({ ...open, [keyOf(path)]: count });
    void fetch(path, count);
  };
  const close = (path: Path) => {
    const { [keyOf(path)]: _, ...others } = open;
    setOpen(others);
  };
  // A new version alone makes it fetch again.
  useEffect(() => {
    for (const [key, count] of Object.entries(open)) {
      const path = JSON.parse(key) as Path;
      if (names.has(path[0])) void fetch(path, count);
    }
  }, [version]);
  const shown = new Map([...found].filter(([key]) => Object.hasOwn(open, key)));
  return { shown, show, close };
}
