import type { TranslationBundle } from "@jupyterlab/translation";
import type { ReactElement } from "react";
import { byteText, countText } from "./number-text.js";
import type { CellOrigin, Leak, MemoryPoint } from "./protocol.js";

/** Cells of which memory is shown. */
const most = 60;

interface MemoryViewProps {
  readonly memory: readonly MemoryPoint[];
  readonly leaks: readonly Leak[];
  readonly reveal: (cell: CellOrigin) => void;
  readonly trans: TranslationBundle;
}

/** Memory after each cell, and the cells that leave tensors behind. */
export function MemoryView({ memory, leaks, reveal, trans }: MemoryViewProps): ReactElement | null {
  const last = memory.at(-1);
  if (last === undefined) return null;
  const parts = [trans.__("process %1", byteText(last.process))];
  if (last.tensors !== undefined) {
    const count = trans._n("%2 tensor", "%2 tensors", last.tensors, countText(last.tensors));
    parts.unshift(count, byteText(last.bytes ?? 0));
  }
  return (
    <section className="rosenblatt-Variables-memoryView" aria-label={trans.__("Memory")}>
      <h2>
        {trans.__("Memory")} <span>{parts.join(" · ")}</span>
      </h2>
      {memory.length > 1 && <Timeline points={memory.slice(-most)} reveal={reveal} trans={trans} />}
      {leaks.map((leak) => (
        <LeakNote
          key={`${leak.kind} ${leak.cell?.id ?? leak.cell?.count}`}
          {...{ leak, reveal, trans }}
        />
      ))}
    </section>
  );
}

interface TimelineProps {
  readonly points: readonly MemoryPoint[];
  readonly reveal: (cell: CellOrigin) => void;
  readonly trans: TranslationBundle;
}

/** A bar for each cell that ran: the tensors that there were, those that it added on top. */
function Timeline({ points, reveal, trans }: TimelineProps): ReactElement {
  const hasTensors = points.some(({ tensors = 0 }) => tensors > 0);
  const sizeOf = (point: MemoryPoint) => (hasTensors ? (point.tensors ?? 0) : point.process);
  const largest = Math.max(...points.map(sizeOf));
  const what = hasTensors
    ? trans.__("Tensors after each cell, at most %1", countText(largest))
    : trans.__("Memory of the process after each cell, at most %1", byteText(largest));
  return (
    <figure>
      <div className="rosenblatt-Variables-timeline">
        {points.map((point, index) => (
          <button
            key={index}
            type="button"
            tabIndex={-1}
            title={titleOf(point, trans)}
            onClick={() => reveal(point.cell)}
          >
            <i style={{ height: `${(100 * sizeOf(point)) / largest}%` }}>
              <b style={{ height: `${addedShare(point)}%` }} />
            </i>
          </button>
        ))}
      </div>
      <figcaption>{what}</figcaption>
    </figure>
  );
}

/** How much of a bar the cell added, in hundredths. */
function addedShare({ tensors = 0, added = 0 }: MemoryPoint): number {
  return tensors === 0 ? 0 : Math.min(100, (100 * Math.max(0, added)) / tensors);
}

function titleOf(
  { cell, process, tensors, bytes, added = 0 }: MemoryPoint,
  trans: TranslationBundle,
) {
  const lines = [trans.__("After cell [%1]", cell.count)];
  if (tensors !== undefined) {
    const change = added === 0 ? "" : ` (${added > 0 ? "+" : "−"}${countText(Math.abs(added))})`;
    lines.push(
      trans._n(
        "%2 tensor%3, %4",
        "%2 tensors%3, %4",
        tensors,
        ...[countText(tensors), change, byteText(bytes ?? 0)],
      ),
    );
  }
  lines.push(trans.__("process %1", byteText(process)));
  return lines.join("\n");
}

interface LeakNoteProps {
  readonly leak: Leak;
  readonly reveal: (cell: CellOrigin) => void;
  readonly trans: TranslationBundle;
}

/** Says which cell leaves what behind, and the cure; its number leads to the cell. */
function LeakNote({ leak, reveal, trans }: LeakNoteProps): ReactElement {
  const { kind, cell, tensors, bytes, runs } = leak;
  const size = [countText(tensors), byteText(bytes)] as const;
  const said =
    kind === "lost"
      ? trans._n(
          "left %2 tensor (%3) behind that nothing can reach any more.",
          "left %2 tensors (%3) behind that nothing can reach any more.",
          tensors,
          ...size,
        )
      : trans.__("keeps more tensors with each run: %1 (%2) after %3.", ...size, runs);
  const cure =
    kind === "lost"
      ? trans.__("Wrap its work in tf.tidy(), or dispose() of what it makes.")
      : trans.__("dispose() of those that are no longer needed.");
  return (
    <p className="rosenblatt-Variables-leak" role="status">
      {cell ? (
        <button type="button" onClick={() => reveal(cell)}>
          {trans.__("Cell [%1]", cell.count)}
        </button>
      ) : (
        trans.__("Work outside the cells")
      )}{" "}
      {said} <span>{cure}</span>
    </p>
  );
}
