import type { TranslationBundle } from "@jupyterlab/translation";
import { useState } from "react";
import type { Run } from "../model/run.js";
import type { View } from "../model/view.js";
import { settingText } from "../panel/run-facts.js";
import { StatusMark } from "../panel/status-mark.js";
import { durationText } from "../text/duration-text.js";
import { startText, statusText } from "../text/run-text.js";
import { bestBy, type Column, columnsOf, differs, sorted } from "./result-table.js";
import { RunName } from "./run-name.js";

export interface ResultsProps {
  readonly runs: readonly Run[];
  readonly view: View;
  readonly trans: TranslationBundle;
}

interface Order {
  readonly id: string;
  readonly ascending: boolean;
}

/** All runs as a table that sorts by any column; its ticks choose what is drawn above. */
export function Results({ runs, view, trans }: ResultsProps) {
  const [order, setOrder] = useState<Order>({ id: "started", ascending: false });
  const [whole, setWhole] = useState(false);
  const all = columnsOf(runs);
  const columns = whole || runs.length < 2 ? all : all.filter((one) => shows(one, runs));
  const fixed: Record<string, Column["read"]> = {
    name: ({ fields }) => fields.name,
    status: ({ status }) => status,
    started: ({ fields }) => fields.started,
    time: ({ fields }) => fields.elapsed,
  };
  const read = fixed[order.id] ?? all.find(({ id }) => id === order.id)?.read ?? fixed.started!;
  const rows = sorted(runs, { read, ascending: order.ascending });
  const head = (id: string, title: string) => (
    <Head key={id} id={id} title={title} order={order} onOrder={setOrder} />
  );
  return (
    <>
      <div className="rosenblatt-Runs-heading">
        <h2>{trans.__("Settings and results")}</h2>
        <label>
          <input
            type="checkbox"
            checked={!whole}
            onChange={(event) => setWhole(!event.target.checked)}
          />
          {trans.__("Only settings that differ")}
        </label>
      </div>
      <div className="rosenblatt-Runs-scroll">
        <table className="rosenblatt-Runs-results">
          <thead>
            <tr>
              {head("name", trans.__("Run"))}
              {head("status", trans.__("Status"))}
              {columns.map(({ id, title }) => head(id, title))}
              {head("time", trans.__("Time"))}
              {head("started", trans.__("Started"))}
            </tr>
          </thead>
          <tbody>
            {rows.map((run) => (
              <Row key={run.id} run={run} {...{ columns, runs, view, trans }} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function shows(column: Column, runs: readonly Run[]): boolean {
  return column.kind === "result" || differs(column, runs);
}

interface HeadProps {
  readonly id: string;
  readonly title: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function Head({ id, title, order, onOrder }: HeadProps) {
  const chosen = order.id === id;
  const sort = chosen ? (order.ascending ? "ascending" : "descending") : "none";
  return (
    <th scope="col" aria-sort={sort}>
      <button
        type="button"
        onClick={() => onOrder({ id, ascending: !(chosen && order.ascending) })}
      >
        {title}
        <span aria-hidden="true">{chosen ? (order.ascending ? " ▲" : " ▼") : ""}</span>
      </button>
    </th>
  );
}

interface RowProps extends ResultsProps {
  readonly run: Run;
  readonly columns: readonly Column[];
}

function Row({ run, runs, columns, view, trans }: RowProps) {
  const color = view.colorOf(run.id);
  return (
    <tr data-run={run.id} data-compared={color !== undefined}>
      <th scope="row">
        <label>
          <input
            type="checkbox"
            checked={color !== undefined}
            style={{ accentColor: color }}
            onChange={(event) => view.compare(run.id, event.target.checked)}
          />
          <RunName run={run} runs={runs} />
        </label>
      </th>
      <td>
        <StatusMark status={run.status} /> {statusText(run.status, trans)}
      </td>
      {columns.map((column) => (
        <Cell key={column.id} run={run} column={column} best={bestBy(column, runs) === run} />
      ))}
      <td className="rosenblatt-Runs-number">{durationText(run.fields.elapsed)}</td>
      <td>{startText(run)}</td>
    </tr>
  );
}

function Cell({ run, column, best }: { run: Run; column: Column; best: boolean }) {
  const value = column.read(run);
  const text = value === undefined ? "–" : settingText(value);
  const className = typeof value === "number" ? "rosenblatt-Runs-number" : "";
  return <td className={className}>{best ? <b>{text}</b> : text}</td>;
}
