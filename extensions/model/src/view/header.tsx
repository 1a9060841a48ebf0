import type { ModelFacts } from "../protocol.js";
import type { Tab } from "./kept-view.js";
import { useSurroundings } from "./surroundings.js";
import { Tabs } from "./tabs.js";

interface HeaderProps {
  readonly id: string;
  readonly facts: ModelFacts;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}

/** The model's name and sums, and what may be seen of it. */
export function Header({ id, facts, tab, onTab }: HeaderProps) {
  const { trans } = useSurroundings();
  const { name, layers, parameters, trainable, multAdds, epoch } = facts;
  const count = (value: number) => value.toLocaleString("en");
  const frozen = parameters - trainable;
  const sums = [
    trans._n("%2 layer", "%2 layers", layers.length, count(layers.length)),
    trans._n("%2 parameter", "%2 parameters", parameters, count(parameters)),
    ...(frozen > 0 ? [trans.__("%1 of them trainable", count(trainable))] : []),
    trans._n("%2 mult-add", "%2 mult-adds", multAdds, count(multAdds)),
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
      <Tabs label={trans.__("What to show")} {...{ id, tabs }} chosen={tab} onChoose={onTab} />
    </header>
  );
}
