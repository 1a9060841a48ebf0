import { useEffect, useMemo, useState } from "react";
import { graphOf, openAtFirst } from "../graph/blocks.js";
import type { Measure } from "../graph/heat.js";
import type { ModelLine } from "../line/model-line.js";
import type { ModelFacts } from "../protocol.js";
import { CompareView } from "./compare-view.js";
import { GraphView } from "./graph-view.js";
import { Header, type Tab } from "./header.js";
import type { Chosen } from "./input.js";
import { InputPanel } from "./input-panel.js";
import { ItemPanel } from "./item-panel.js";
import { useSurroundings } from "./surroundings.js";
import { useAnswer } from "./use-answer.js";

interface ModelViewProps {
  readonly line: ModelLine;
  readonly onName: (name: string) => void;
}

/** A model that answers. */
export function ModelView({ line, onName }: ModelViewProps) {
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
  if (facts) return <Opened facts={facts} line={line} version={version} />;
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
}

function Opened({ facts, line, version }: OpenedProps) {
  const { settings } = useSurroundings();
  // The facts come anew with each epoch, and the graph stays.
  const boxes = JSON.stringify(facts.boxes);
  const graph = useMemo(() => graphOf(JSON.parse(boxes) as ModelFacts["boxes"]), [boxes]);
  const [tab, setTab] = useState<Tab>("network");
  const [open, setOpen] = useState(() => openAtFirst(graph.items, settings.boxes));
  const [measure, setMeasure] = useState<Measure>(settings.heat);
  const [selected, setSelected] = useState(() => firstWithWeights(facts));
  const [chosen, setChosen] = useState<Chosen | undefined>(
    facts.examples > 0 ? { kind: "example", index: 0 } : undefined,
  );
  const timed = useAnswer(line, measure === "time" ? { type: "times" } : undefined);
  return (
    <>
      <Header facts={facts} tab={tab} onTab={setTab} />
      {tab === "compare" && <CompareView facts={facts} line={line} version={version} />}
      {/* What was drawn, and where one looked, stays for the way back. */}
      <div className="rosenblatt-Model-columns" hidden={tab === "compare"}>
        <InputPanel {...{ facts, line, version, chosen }} onChoose={setChosen} />
        <GraphView
          {...{ facts, graph, open, measure, selected }}
          times={timed.answer?.result}
          timesRefused={timed.refusal}
          onOpen={setOpen}
          onMeasure={setMeasure}
          onSelect={setSelected}
        />
        <ItemPanel
          {...{ facts, graph, selected, line, version, chosen }}
          times={timed.answer?.result}
        />
      </div>
    </>
  );
}

/** The box that is shown first: the first that has something to learn. */
function firstWithWeights({ boxes, layers }: ModelFacts): string {
  const learned = new Set(
    layers.filter(({ parameters }) => parameters > 0).map(({ name }) => name),
  );
  const at = boxes.findIndex((box) => box.layers.some((layer) => learned.has(layer)));
  return `box-${Math.max(0, at)}`;
}
