import { join } from "node:path";
import { lastReport } from "../child.mjs";
import { benchLab, here, pythonOf, venvOf } from "../paths.mjs";
import { installPython } from "../python-environment.mjs";

const script = (name) => join(here, "detection", name);

/**
 * Scores the same results with Rosenblatt, pycocotools and faster-coco-eval, in turns, a fresh
 * process each; resolves to `{ peers, data, versions, rounds }`.
 */
export async function benchDetection({ rounds }) {
  await installPython("requirements-coco.txt", { venv: venvOf("coco") });
  const folder = join(benchLab, "detection");
  const data = await lastReport(process.execPath, [script("make-detections.mjs"), folder]);
  if (data.problem) throw new Error(`Cannot make detections to score: ${data.problem}`);
  const python = (peer) => [pythonOf(venvOf("coco")), [script("score.py"), peer, folder]];
  const peers = [
    { title: "Rosenblatt", command: [process.execPath, [script("score.mjs"), folder]], runs: [] },
    { title: "pycocotools", command: python("pycocotools"), base: true, runs: [] },
    { title: "faster-coco-eval", command: python("faster-coco-eval"), runs: [] },
  ];
  const versions = { Node: process.versions.node };
  for (let round = 1; round <= rounds; round += 1) {
    for (const peer of peers.filter(({ problem }) => !problem)) {
      const [program, args] = peer.command;
      const report = await lastReport(program, args);
      if (report.problem) {
        peer.problem = report.problem;
        continue;
      }
      peer.runs.push(report);
      Object.assign(versions, report.versions);
      const { "score boxes": boxes, "score masks": masks } = report.seconds;
      console.log(
        `  Round ${round}: ${peer.title} boxes ${boxes.toFixed(1)} s, masks ${masks.toFixed(1)} s`,
      );
    }
  }
  const measured = peers.map(({ title, base, runs, problem }) => ({ title, base, runs, problem }));
  return { peers: measured, data, versions, rounds };
}
