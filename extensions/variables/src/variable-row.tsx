import type { TranslationBundle } from "@jupyterlab/translation";
import { caretDownIcon, caretRightIcon } from "@jupyterlab/ui-components";
import type { KeyboardEvent, ReactElement } from "react";
import { byteText, countText } from "./number-text.js";
import type { CellOrigin } from "./protocol.js";
import type { Row } from "./rows.js";
import { isViewable } from "./tensors.js";
import { ValueCell } from "./value-cell.js";

/** What one does with a row. */
export interface RowActions {
  open(row: Row): void;
  reveal(cell: CellOrigin): void;
}

interface VariableRowProps extends RowActions {
  readonly row: Row;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly trans: TranslationBundle;
}

/** A line of the table; pressed, it opens what it holds. */
export function VariableRow(props: VariableRowProps): ReactElement {
  const { row, isCurrent, onFocus, onKeyDown, open, trans } = props;
  const { summary, level, rest } = row;
  const acts = rest !== undefined || row.open !== undefined || (summary && isViewable(summary));
  return (
    <tr
      aria-level={level}
      aria-expanded={row.open}
      aria-keyshortcuts={row.cell && "Control+Enter"}
      title={row.cell && trans.__("Ctrl+Enter goes to cell [%1], which set it", row.cell.count)}
      tabIndex={isCurrent ? 0 : -1}
      data-key={row.key}
      className={acts ? "rosenblatt-mod-acts" : ""}
      onClick={() => open(row)}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      {rest ? (
        // Of five columns a narrow panel hides two: more than three would be made for it.
        <td colSpan={3} className="rosenblatt-Variables-rest" style={indent(level)}>
          {trans.__("%1 more", countText(rest.count))}
        </td>
      ) : (
        <Cells {...props} />
      )}
    </tr>
  );
}

function Cells({ row, reveal, trans }: VariableRowProps): ReactElement {
  const { name, level, type, summary, cell } = row;
  const Caret = row.open ? caretDownIcon : caretRightIcon;
  return (
    <>
      <td className="rosenblatt-Variables-name" style={indent(level)}>
        {row.open !== undefined && <Caret.react tag="span" width="14px" height="14px" />}
        <span title={name}>{name}</span>
        <small title={type}>{type}</small>
      </td>
      <td className="rosenblatt-Variables-type" title={type}>
        {type}
      </td>
      <td className="rosenblatt-Variables-value">
        {summary && <ValueCell summary={summary} trans={trans} />}
      </td>
      <td className="rosenblatt-Variables-memory">
        {summary?.bytes !== undefined && <span>{byteText(summary.bytes)}</span>}
        {cell && <CellLink {...{ cell, reveal, trans }} />}
      </td>
      <td className="rosenblatt-Variables-cell">
        {cell && <CellLink {...{ cell, reveal, trans }} />}
      </td>
    </>
  );
}

interface CellLinkProps {
  readonly cell: CellOrigin;
  readonly reveal: (cell: CellOrigin) => void;
  readonly trans: TranslationBundle;
}

/** The number of the cell that set a variable; it leads there. */
function CellLink({ cell, reveal, trans }: CellLinkProps): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={trans.__("Set by cell %1; press to go there (Ctrl+Enter)", cell.count)}
      aria-label={trans.__("Go to cell %1", cell.count)}
      onClick={(event) => {
        event.stopPropagation();
        reveal(cell);
      }}
    >
      [{cell.count}]
    </button>
  );
}

function indent(level: number) {
  return { paddingLeft: `${8 + level * 14}px` };
}
