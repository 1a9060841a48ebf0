const { markdownTable, quantity, withNotes } = require("./markdown.js");
const { median } = require("./statistics.js");

const rows = [
  ["Reading the annotations, s", ["read truths"]],
  ["Reading boxes, s", ["read boxes"]],
  ["Scoring boxes, s", ["score boxes"]],
  ["Reading masks, s", ["read masks"]],
  ["Scoring masks, s", ["score masks"]],
  ["All of it, s", ["read truths", "read boxes", "score boxes", "read masks", "score masks"]],
];

/**
 * Medians over the runs of each peer, `{ title, base?, runs, problem? }`, and in brackets times the
 * one that the others are held against. A run is `{ seconds, processor, scores, megabytes }`.
 */
function detectionTable(peers) {
  const base = peers.find((peer) => peer.base);
  const timed = rows.map(([title, parts]) => [
    title,
    ...peers.map((peer) => against(peer, base, ({ seconds }) => total(seconds, parts))),
  ]);
  const processor = peers.map((peer) => against(peer, base, (run) => run.processor));
  const memory = peers.map((peer) => against(peer, base, ({ megabytes }) => megabytes));
  const scores = ["boxes", "masks"].map((kind) => [
    `AP of ${kind}`,
    ...peers.map(({ runs }) => (runs.length > 0 ? runs[0].scores[kind][0].toFixed(6) : "—")),
  ]);
  const table = markdownTable(
    ["", ...peers.map(({ title }) => title)],
    [
      ...timed,
      ["Processor time of the process, s", ...processor],
      ["Memory at most, MB", ...memory],
      ...scores,
    ],
  );
  const failed = peers.filter(({ problem }) => problem);
  return withNotes(table, [
    ...failed.map(({ title, problem }) => `**${title}** was not measured: ${problem}`),
    ...differences(peers, base),
  ]);
}

function total(seconds, parts) {
  return parts.reduce((sum, part) => sum + seconds[part], 0);
}

function against(peer, base, of) {
  if (peer.runs.length === 0) return "—";
  const value = median(peer.runs.map(of));
  if (peer === base || base.runs.length === 0) return quantity(value);
  const ratio = value / median(base.runs.map(of));
  return `${quantity(value)} (${ratio.toPrecision(2)}×)`;
}

/** Who does not score as the one that the others are held against. */
function differences(peers, base) {
  return peers.flatMap(({ title, runs }) => {
    const furthest = Math.max(
      0,
      ...runs.flatMap(({ scores }) =>
        ["boxes", "masks"].flatMap((kind) =>
          scores[kind].map((score, i) => Math.abs(score - base.runs[0].scores[kind][i])),
        ),
      ),
    );
    return furthest > 1e-9 ? [`**${title}** differs by ${furthest} in a score`] : [];
  });
}

module.exports = { detectionTable };
