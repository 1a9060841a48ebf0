import type { TranslationBundle } from "@jupyterlab/translation";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { type ComponentType, type KeyboardEvent, type ReactElement, useId } from "react";
import { HeatMap } from "./heat-map.js";
import { HistogramView } from "./histogram-view.js";
import { ImageView } from "./image-view.js";
import { LineView } from "./line-view.js";
import type { Look } from "./look.js";
import type { NotebookVariables } from "./notebook-variables.js";
import { byteText, countText, numberText } from "./number-text.js";
import { Positions } from "./positions.js";
import { Problem } from "./problem.js";
import type { Path, Statistics, Summary } from "./protocol.js";
import { TableView } from "./table-view.js";
import { isViewable, shapeText, sizeOf } from "./tensors.js";
import { useAnswer } from "./use-answer.js";
import { useSignal } from "./use-signal.js";
import { cutAxes, firstSlice, fitted, pictureAxes, type Slice } from "./view-axes.js";
import type { Viewed } from "./viewed.js";

interface TensorViewProps {
  readonly variables: NotebookVariables;
  readonly path: Path;
  readonly look: Look;
  readonly choose: (part: Look) => void;
  readonly figures: IFigures;
  readonly trans: TranslationBundle;
}

/** A tensor as heat map, picture, histogram or table, with what it is in numbers. */
export function TensorView(props: TensorViewProps): ReactElement {
  const { variables, path, look, choose, figures, trans } = props;
  const known = useSignal(variables.changed, () => variables.known);
  const { value: summary, problem } = useAnswer(
    () => find(variables, { path, trans }),
    `${known.version}`,
  );
  const panel = useId();
  const ready = known.state === "ready";
  const { value: statistics } = useAnswer(
    () => variables.statistics(path),
    JSON.stringify([known.version, ready]),
  );
  if (!ready) return <Problem text={trans.__("The kernel is not running.")} />;
  if (problem !== undefined) return <Problem text={problem} />;
  if (summary === undefined)
    return (
      <Problem
        text={
          known.busy
            ? trans.__("Waiting for the kernel, which is busy.")
            : trans.__("Waiting for the kernel.")
        }
      />
    );
  if (summary.disposed)
    return <Problem text={trans.__("This tensor was disposed of: its numbers are gone.")} />;
  if (!isViewable(summary))
    return <Problem text={trans.__("This is no tensor of numbers any more.")} />;
  const shape = summary.shape!;
  const slice = (look.slice && fitted(look.slice, shape)) ?? firstSlice(shape);
  const move = (slice: Slice) => choose({ slice });
  const viewed: Viewed = {
    variables,
    path,
    shape,
    slice,
    move,
    statistics,
    version: known.version,
    figures,
    trans,
  };
  const views = viewsOf(shape, trans);
  const view = views.find(({ name }) => name === look.view) ?? views[0];
  return (
    <>
      <Heading {...{ path, summary, trans }} busy={known.busy} />
      {view && sizeOf(shape) > 0 ? (
        <>
          <Tabs
            {...{ views, panel, trans }}
            current={view.name}
            choose={(view) => choose({ view })}
          />
          {view.cuts && shape.length > 2 && <Cut {...{ shape, slice, move, trans }} />}
          <div className="rosenblatt-Tensor-body">
            <div role="tabpanel" id={panel} aria-label={view.label}>
              <view.View key={shape.join()} {...viewed} />
            </div>
            <Facts {...{ statistics, trans }} />
          </div>
        </>
      ) : (
        <p className="rosenblatt-Tensor-problem">
          {summary.value || trans.__("There are no numbers in it.")}
        </p>
      )}
    </>
  );
}

/** What a path leads to now. */
async function find(
  variables: NotebookVariables,
  { path, trans }: Pick<TensorViewProps, "path" | "trans">,
): Promise<Summary> {
  if (path.length > 1) return variables.child(path);
  const [name] = path;
  const { variables: all, told } = variables.known;
  const found = all.get(name);
  if (found === undefined && told) throw new Error(trans.__("There is no %1 any more.", name));
  return found ?? new Promise(() => undefined);
}

interface View {
  readonly name: string;
  readonly label: string;
  readonly View: ComponentType<Viewed>;
  /** Whether it shows a slice of two axes. */
  readonly cuts: boolean;
}

function viewsOf(shape: readonly number[], trans: TranslationBundle): View[] {
  const map = { name: "map", label: trans.__("Heat Map"), View: HeatMap, cuts: true };
  const line = { name: "line", label: trans.__("Line"), View: LineView, cuts: false };
  const image = { name: "image", label: trans.__("Image"), View: ImageView, cuts: false };
  const histogram = {
    name: "histogram",
    label: trans.__("Histogram"),
    View: HistogramView,
    cuts: false,
  };
  const table = { name: "table", label: trans.__("Table"), View: TableView, cuts: true };
  if (shape.length === 0) return [];
  if (shape.length === 1) return [line, histogram, table];
  const axes = pictureAxes(shape);
  if (!axes) return [map, histogram, table];
  return axes.channels === undefined
    ? [map, image, histogram, table]
    : [image, map, histogram, table];
}

function Heading({
  path,
  summary,
  busy,
  trans,
}: {
  path: Path;
  summary: Summary;
  busy: boolean;
  trans: TranslationBundle;
}): ReactElement {
  const { shape = [], dtype, bytes, type } = summary;
  const parts = [
    type,
    shapeText(shape, trans),
    dtype,
    bytes === undefined ? undefined : byteText(bytes),
  ];
  return (
    <header>
      <h1>
        {path.map((step, index) => (index === 0 ? step : `[${JSON.stringify(step)}]`)).join("")}
      </h1>
      <span>{parts.filter(Boolean).join(" · ")}</span>
      {busy && (
        <em role="status">{trans.__("The kernel is busy; numbers are those from before.")}</em>
      )}
    </header>
  );
}

interface TabsProps {
  readonly views: readonly View[];
  readonly current: string;
  /** The id of the element in which the current one is shown. */
  readonly panel: string;
  readonly choose: (name: string) => void;
  readonly trans: TranslationBundle;
}

function Tabs({ views, current, panel, choose, trans }: TabsProps): ReactElement {
  const press = ({ key, currentTarget }: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const at = views.findIndex(({ name }) => name === current);
    const next = (at + step + views.length) % views.length;
    choose(views[next]!.name);
    (currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <div role="tablist" aria-label={trans.__("Ways to look at it")} onKeyDown={press}>
      {views.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === current}
          aria-controls={panel}
          tabIndex={name === current ? 0 : -1}
          onClick={() => choose(name)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

interface CutProps {
  readonly shape: readonly number[];
  readonly slice: Slice;
  readonly move: (slice: Slice) => void;
  readonly trans: TranslationBundle;
}

/** Which two axes are shown, and where the others are cut. */
function Cut({ shape, slice, move, trans }: CutProps): ReactElement {
  const choose = (side: "rows" | "columns", axis: number) => {
    const other = side === "rows" ? "columns" : "rows";
    const swapped = slice[other] === axis ? { [other]: slice[side] } : {};
    move({ ...slice, ...swapped, [side]: axis });
  };
  const select = (side: "rows" | "columns", label: string) => (
    <label>
      {label}
      <select value={slice[side]} onChange={({ target }) => choose(side, Number(target.value))}>
        {shape.map((length, axis) => (
          <option key={axis} value={axis}>
            {trans.__("axis %1 (%2)", axis, length)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="rosenblatt-Tensor-options">
      {select("rows", trans.__("Rows"))}
      {select("columns", trans.__("Columns"))}
      <Positions
        {...{ shape, trans }}
        at={slice.at}
        axes={cutAxes(slice)}
        move={(at) => move({ ...slice, at })}
      />
    </div>
  );
}

/** The statistics of the whole tensor. */
function Facts({
  statistics,
  trans,
}: {
  statistics: Statistics | undefined;
  trans: TranslationBundle;
}): ReactElement | null {
  if (statistics === undefined) return null;
  const { count, min, max, mean, deviation, nan, infinite } = statistics;
  const facts: [string, string, boolean?][] = [
    [trans.__("count"), countText(count)],
    [trans.__("minimum"), numberText(min, 5)],
    [trans.__("maximum"), numberText(max, 5)],
    [trans.__("mean"), numberText(mean, 5)],
    [trans.__("std. deviation"), numberText(deviation, 5)],
    [trans.__("NaN"), countText(nan), nan > 0],
    [trans.__("infinite"), countText(infinite), infinite > 0],
  ];
  return (
    <dl aria-label={trans.__("Statistics of the whole tensor")}>
      {facts.map(([name, value, isBad]) => (
        <div key={name} className={isBad ? "rosenblatt-mod-bad" : ""}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
