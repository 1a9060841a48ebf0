import { axis } from "../axis.js";
import { type Figure, figure, type Trace } from "../figure.js";
import { colorOf } from "../palette.js";
import { infernoColors } from "../still/inferno.js";
import { envelope } from "./envelope.js";
import { loudnessMap, range } from "./loudness-map.js";

interface Sound {
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly seconds: number;
  readonly title: string | undefined;
}

/** No more tones than this: neighbours are drawn as the loudest of them. */
const mostTones = 129;

/** The waveform above the spectrogram. */
export function recordingFigure(sound: Sound): Figure {
  const { title, samples, sampleRate, seconds } = sound;
  const { starts, lows, highs } = envelope(samples, 600);
  const curve = {
    type: "scatter",
    mode: "lines",
    x: starts.flatMap((start) => [start / sampleRate, start / sampleRate]),
    y: starts.flatMap((_, i) => [lows[i]!, highs[i]!]),
    line: { color: colorOf(0), width: 1 },
    showlegend: false,
  };
  const range = [0, seconds];
  return figure([curve, tones(sound)], {
    ...(title === undefined ? {} : { title: { text: title } }),
    xaxis: axis(undefined, { range, anchor: "y", showticklabels: false, matches: "x2" }),
    yaxis: axis(undefined, { domain: [0.7, 1] }),
    xaxis2: axis("seconds", { range, anchor: "y2" }),
    yaxis2: axis("kHz", { range: [0, sampleRate / 2000], domain: [0, 0.62], anchor: "x2" }),
    height: 340,
    margin: { l: 56, r: 16, t: title === undefined ? 16 : 44, b: 48 },
  });
}

function tones({ samples, sampleRate }: Sound): Trace {
  const { rows, step, tone } = loudnessMap(samples, sampleRate);
  const each = Math.ceil(rows[0]!.length / mostTones);
  const count = Math.ceil(rows[0]!.length / each);
  const loudest = (row: Float32Array, i: number) =>
    Math.round(10 * Math.max(...row.subarray(i * each, (i + 1) * each))) / 10;
  return {
    type: "heatmap",
    x: rows.map((_, frame) => (frame + 0.5) * step),
    y: Array.from({ length: count }, (_, i) => ((i + 0.5) * each - 0.5) * (tone / 1000)),
    z: Array.from({ length: count }, (_, i) => rows.map((row) => loudest(row, i))),
    zmin: -range,
    zmax: 0,
    colorscale: infernoColors.map((color, i) => [i / 5, color]),
    showscale: false,
    xaxis: "x2",
    yaxis: "y2",
  };
}
