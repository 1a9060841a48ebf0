import { type KeyboardEvent, useRef } from "react";

interface TabsProps<T extends string> {
  /** What the ids of tabs and panels begin with, on the page only once. */
  readonly id: string;
  readonly label: string;
  /** Each with its text. */
  readonly tabs: readonly (readonly [T, string])[];
  readonly chosen: T;
  readonly onChoose: (tab: T) => void;
}

/** Where an arrow key leads to from a tab, in a circle. */
const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs as WAI-ARIA has them: one stop of the Tab key, and the arrow keys choose. */
export function Tabs<T extends string>({ id, label, tabs, chosen, onChoose }: TabsProps<T>) {
  const row = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent, at: number) => {
    const to = steps[event.key]?.(at, tabs.length);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(tabs[to]![0]);
    row.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return (
    <div ref={row} className="rosenblatt-Model-choice" role="tablist" aria-label={label}>
      {tabs.map(([tab, text], at) => (
        <button
          key={tab}
          id={`${id}-${tab}`}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls={`${id}-${tab}-panel`}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
          onKeyDown={(event) => press(event, at)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

/** What makes an element the panel of a tab. */
export function panelOf<T extends string>(tab: T, { id, chosen }: { id: string; chosen: T }) {
  return {
    id: `${id}-${tab}-panel`,
    role: "tabpanel",
    "aria-labelledby": `${id}-${tab}`,
    hidden: tab !== chosen,
  } as const;
}
