import { useCallback, useEffect, useId, useMemo, useState } from "react";
import { graphOf, itemOf, openAtFirst } from "../graph/blocks.js";
import type { ModelLine } from "../line/model-line.js";
import type { ModelFacts } from "../protocol.js";
import { CompareView } from "./compare-view.js";
import { GraphView } from "./graph-view.js";
import { Header } from "./header.js";
import type { Chosen } from "./input.js";
import { InputPanel } from "./input-panel.js";
import { ItemPanel } from "./item-panel.js";
import { type KeptView, useKeptView } from "./kept-view.js";
import { useSurroundings } from "./surroundings.js";
import { panelOf } from "./tabs.js";
import { useAnswer } from "./use-answer.js";

interface ModelViewProps {
  readonly line: ModelLine;
  readonly view: KeptView;
  readonly onName: (name: string) => void;
}

/** A model that answers. */
export function ModelView({ line, view, onName }: ModelViewProps) {
  const { trans } = useSurroundings();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const again = () => setVersion((version) => version + 1);
    line.epochEnded.connect(again);
    return () => {
      line.epochEnded.disconnect(again);
    };
  }, [line]);
  const { answer, refusal } = useAnswer(line, { type: "model" }, { version });
  const facts = answer?.result;
  const name = facts?.name;
  useEffect(() => {
    if (name !== undefined) onName(name);
  }, [name]);
  if (facts) return <Opened {...{ facts, line, version, view }} />;
  return (
    <div className="rosenblatt-Model-away" role="status">
      <p>{refusal ?? trans.__("Asking the kernel …")}</p>
    </div>
  );
}

interface OpenedProps {
  readonly facts: ModelFacts;
  readonly line: ModelLine;
  readonly version: number;
  readonly view: KeptView;
}

function Opened({ facts, line, version, view }: OpenedProps) {
  const { settings } = useSurroundings();
  // The facts come anew with each epoch, and the graph stays.
  const boxes = JSON.stringify(facts.boxes);
  const graph = useMemo(() => graphOf(JSON.parse(boxes) as ModelFacts["boxes"]), [boxes]);
  const kept = useKeptView(view);
  const { tab = "network", measure = settings.heat } = kept;
  const open = useMemo(
    () => new Set(kept.open ?? openAtFirst(graph.items, settings.boxes)),
    [kept.open, graph, settings.boxes],
  );
  const selected =
    kept.selected && itemOf(graph, kept.selected) ? kept.selected : firstWithWeights(facts);
  const { chosen, choose } = useChosen(view, facts.examples);
  const timed = useAnswer(line, measure === "time" ? { type: "times" } : undefined);
  const id = useId();
  return (
    <>
      <Header {...{ id, facts, tab }} onTab={(tab) => view.change({ tab })} />
      <div className="rosenblatt-Model-compare" {...panelOf("compare", { id, chosen: tab })}>
        {tab === "compare" && <CompareView facts={facts} line={line} version={version} />}
      </div>
      {/* What was drawn, and where one looked, stays for the way back. */}
      <div className="rosenblatt-Model-columns" {...panelOf("network", { id, chosen: tab })}>
        <InputPanel {...{ facts, line, version, chosen }} onChoose={choose} />
        <GraphView
          {...{ facts, graph, open, measure, selected }}
          times={timed.answer?.result}
          timesRefused={timed.refusal}
          onOpen={(open) => view.change({ open: [...open] })}
          onMeasure={(measure) => view.change({ measure })}
          onSelect={(selected) => view.change({ selected })}
        />
        <ItemPanel
          {...{ facts, graph, selected, line, version, chosen }}
          times={timed.answer?.result}
        />
      </div>
    </>
  );
}

/** What the model is fed with; of a drawing only the example before it is kept. */
function useChosen(view: KeptView, examples: number) {
  const { example: kept } = useKeptView(view);
  const [pixels, setPixels] = useState<Float32Array<ArrayBuffer>>();
  const choose = useCallback(
    (chosen: Chosen | undefined) => {
      setPixels(chosen?.kind === "drawing" ? chosen.pixels : undefined);
      if (chosen?.kind === "drawing") return;
      view.change({ example: chosen?.index ?? null });
    },
    [view],
  );
  const known = kept === null || (kept !== undefined && kept < examples);
  const example = known ? kept : examples > 0 ? 0 : null;
  const given: Chosen | undefined =
    example === null ? undefined : { kind: "example", index: example };
  return { chosen: pixels ? ({ kind: "drawing", pixels } as const) : given, choose };
}

/** The box that is shown first: the first that has something to learn. */
function firstWithWeights({ boxes, layers }: ModelFacts): string {
  const learned = new Set(
    layers.filter(({ parameters }) => parameters > 0).map(({ name }) => name),
  );
  const at = boxes.findIndex((box) => box.layers.some((layer) => learned.has(layer)));
  return `box-${Math.max(0, at)}`;
}
