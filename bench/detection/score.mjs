// `node score.mjs FOLDER`: reads and scores the results in it, and reports the seconds of each.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const { cocoInstances, cocoResults, ready, detectionReport } = require("rosenblatt");

const [folder] = process.argv.slice(2);
const seconds = {};

async function timed(name, run) {
  const start = performance.now();
  const value = await run();
  seconds[name] = (performance.now() - start) / 1000;
  return value;
}

const scores = (report) => [
  ...[report.ap, report.ap50, report.ap75, report.apSmall, report.apMedium, report.apLarge],
  ...[report.ar1, report.ar10, report.ar100, report.arSmall, report.arMedium, report.arLarge],
];

await ready();
const truths = await timed("read truths", () => cocoInstances(join(folder, "truths.json")));
const found = {};
for (const kind of ["boxes", "masks"]) {
  const results = await timed(`read ${kind}`, () =>
    cocoResults(join(folder, `${kind}.json`), { truths }),
  );
  found[kind] = scores(
    await timed(`score ${kind}`, () => detectionReport(results, truths, { kind })),
  );
}
const megabytes = process.resourceUsage().maxRSS / 1000;
const { user, system } = process.cpuUsage();
const processor = (user + system) / 1e6;
const versions = { Rosenblatt: require("rosenblatt/package.json").version };
console.log(JSON.stringify({ seconds, scores: found, processor, megabytes, versions }));
