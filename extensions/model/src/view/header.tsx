import type { ModelFacts } from "../protocol.js";
import { useSurroundings } from "./surroundings.js";

export type Tab = "network" | "compare";

interface HeaderProps {
  readonly facts: ModelFacts;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}

/** The model's name and sums, and what may be seen of it. */
export function Header({ facts, tab, onTab }: HeaderProps) {
  const { trans } = useSurroundings();
  const { name, layers, parameters, trainable, multAdds, epoch } = facts;
  const count = (value: number) => value.toLocaleString("en");
  const frozen = parameters - trainable;
  const sums = [
    trans.__("%1 layers", count(layers.length)),
    trans.__("%1 parameters", count(parameters)),
    ...(frozen > 0 ? [trans.__("%1 of them trainable", count(trainable))] : []),
    trans.__("%1 mult-adds", count(multAdds)),
    ...(epoch > 0 ? [trans.__("epoch %1", count(epoch))] : []),
  ];
  const tabs: readonly (readonly [Tab, string])[] = [
    ["network", trans.__("Network")],
    ["compare", trans.__("Compare")],
  ];
  return (
    <header className="rosenblatt-Model-header">
      <h2>{name}</h2>
      <p>{sums.join(" · ")}</p>
      <div className="rosenblatt-Model-choice" role="tablist" aria-label={trans.__("What to show")}>
        {tabs.map(([id, text]) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={tab === id}
            onClick={() => onTab(id)}
          >
            {text}
          </button>
        ))}
      </div>
    </header>
  );
}
