import type { TranslationBundle } from "@jupyterlab/translation";
import { type KeyboardEvent, type ReactElement, useState } from "react";
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

/**
 * A bar for each cell that ran: the tensors that there were, those that it added on top. The keys
 * reach the newest first, and arrows the others.
 */
function Timeline({ points, reveal, trans }: TimelineProps): ReactElement {
  const [current, setCurrent] = useState<number>();
  const newest = points.length - 1;
  const at = Math.min(current ?? newest, newest);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: newest }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    (event.currentTarget.children[next] as HTMLElement | undefined)?.focus();
  };
  const hasTensors = points.some(({ tensors = 0 }) => tensors > 0);
  const sizeOf = (point: MemoryPoint) => (hasTensors ? (point.tensors ?? 0) : point.process);
  const largest = Math.max(...points.map(sizeOf));
  const what = hasTensors
    ? trans.__("Tensors after each cell, at most %1", countText(largest))
    : trans.__("Memory of the process after each cell, at most %1", byteText(largest));
  return (
    <figure>
      <div
        role="toolbar"
        aria-label={what}
        className="rosenblatt-Variables-timeline"
        onKeyDown={press}
      >
        {points.map((point, index) => {
          const facts = factsOf(point, trans);
          return (
            <button
              key={index}
              type="button"
              tabIndex={index === at ? 0 : -1}
              title={[...facts, trans.__("Press to go to the cell")].join("\n")}
              aria-label={facts.join(", ")}
              onFocus={() => setCurrent(index)}
              onClick={() => reveal(point.cell)}
            >
              <i style={{ height: `${(100 * sizeOf(point)) / largest}%` }}>
                <b style={{ height: `${addedShare(point)}%` }} />
              </i>
            </button>
          );
        })}
      </div>
      <figcaption>{what}</figcaption>
    </figure>
  );
}

/** How much of a bar the cell added, in hundredths. */
function addedShare({ tensors = 0, added = 0 }: MemoryPoint): number {
  return tensors === 0 ? 0 : Math.min(100, (100 * Math.max(0, added)) / tensors);
}

/** What is known of memory after a cell. */
function factsOf(
  { cell, process, tensors, bytes, added = 0 }: MemoryPoint,
  trans: TranslationBundle,
): string[] {
  const facts = [trans.__("After cell [%1]", cell.count)];
  if (tensors !== undefined) {
    const change = added === 0 ? "" : ` (${added > 0 ? "+" : "−"}${countText(Math.abs(added))})`;
    const parts = [countText(tensors), change, byteText(bytes ?? 0)] as const;
    facts.push(trans._n("%2 tensor%3, %4", "%2 tensors%3, %4", tensors, ...parts));
  }
  facts.push(trans.__("process %1", byteText(process)));
  return facts;
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
