import { useState } from "react";
import { boxesIn, type Graph, itemOf, lastPart } from "../graph/blocks.js";
import type { ModelLine } from "../line/model-line.js";
import type { LayerFacts, ModelFacts, Times } from "../protocol.js";
import { FactsList } from "./facts-list.js";
import type { Chosen } from "./input.js";
import { FeaturesView, FiltersView } from "./layer-pictures.js";
import { useSurroundings } from "./surroundings.js";
import { WeightsView } from "./weights-view.js";

interface ItemPanelProps {
  readonly facts: ModelFacts;
  readonly graph: Graph;
  readonly selected: string;
  readonly line: ModelLine;
  readonly version: number;
  readonly chosen: Chosen | undefined;
  readonly times: Times | undefined;
}

/** What is known of the box or block that is chosen in the graph. */
export function ItemPanel(props: ItemPanelProps) {
  const { facts, graph, selected, times } = props;
  const { trans } = useSurroundings();
  const item = itemOf(graph, selected);
  if (!item) return null;
  const names = new Set(boxesIn(item).flatMap(({ layers }) => layers));
  const layers = facts.layers.filter(({ name }) => names.has(name));
  if (item.kind === "block") {
    const total = (of: (layer: LayerFacts) => number) =>
      layers.reduce((sum, layer) => sum + of(layer), 0);
    const { output } = boxesIn(item).at(-1)!;
    const milliseconds = times && total(({ name }) => times.milliseconds[name] ?? 0);
    return (
      <section
        className="rosenblatt-Model-item"
        aria-label={trans.__("Chosen block")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
        tabIndex={0}
      >
        <h3>{item.id}</h3>
        <FactsList
          kind={trans._n("a block of %1 layer", "a block of %1 layers", layers.length)}
          output={output}
          parameters={total(({ parameters }) => parameters)}
          trainable={total(({ trainable }) => trainable)}
          multAdds={total(({ multAdds }) => multAdds)}
          milliseconds={milliseconds}
        />
        <p className="rosenblatt-Model-hint">
          {trans.__("Open it by its + or the space bar to see its layers.")}
        </p>
      </section>
    );
  }
  if (layers.length === 0) return <ReadPanel name={item.box.layers[0]!} output={item.box.output} />;
  return <BoxPanel key={selected} {...props} layers={layers} />;
}

interface ReadProps {
  readonly name: string;
  readonly output: readonly number[];
}

/** What a sequential model reads: it is in its graph, and no layer of its own. */
function ReadPanel({ name, output }: ReadProps) {
  const { trans } = useSurroundings();
  return (
    <section className="rosenblatt-Model-item" aria-label={trans.__("Chosen layer")}>
      <h3>{name}</h3>
      <FactsList
        kind={trans.__("input")}
        {...{ output, parameters: 0, trainable: 0, multAdds: 0, milliseconds: undefined }}
      />
    </section>
  );
}

/** One box: a layer, and those that only change its numbers one by one. */
function BoxPanel(props: ItemPanelProps & { readonly layers: readonly LayerFacts[] }) {
  const { facts, layers, times, line, version, chosen } = props;
  const { trans } = useSurroundings();
  const learned = layers.find(({ parameters }) => parameters > 0) ?? layers[0]!;
  const [name, setName] = useState(learned.name);
  const layer = layers.find((layer) => layer.name === name) ?? learned;
  return (
    <section
      className="rosenblatt-Model-item"
      aria-label={trans.__("Chosen layer")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
      tabIndex={0}
    >
      <h3>{layer.name}</h3>
      {layers.length > 1 && (
        <fieldset className="rosenblatt-Model-choice">
          <legend className="rosenblatt-Model-hidden">{trans.__("Layers of this box")}</legend>
          {layers.map((each) => (
            <button
              key={each.name}
              type="button"
              aria-pressed={each === layer}
              onClick={() => setName(each.name)}
            >
              {lastPart(each.name)}
            </button>
          ))}
        </fieldset>
      )}
      <FactsList {...layer} milliseconds={times?.milliseconds[layer.name]} />
      {layer.parameters > 0 && <WeightsView layer={layer.name} {...{ line, version }} />}
      {layer.filters && <FiltersView layer={layer.name} {...{ line, version }} />}
      <FeaturesView layer={layer.name} seen={facts.input !== null} {...{ line, version, chosen }} />
    </section>
  );
}
