type Plotly = typeof import("plotly.js-dist-min").default;

let loading: Promise<Plotly> | undefined;

/** Plotly, fetched when the first figure asks for it: it is larger than all the rest. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import(/* webpackChunkName: "plotly" */ "plotly.js-dist-min").then(
    (module) => module.default,
  );
  return loading;
}
