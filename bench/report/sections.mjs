import { conditions } from "../machine.mjs";
import detectionTable from "./detection-table.js";
import kernelTable from "./kernel-table.js";
import profileTable from "./profile-table.js";
import statistics from "./statistics.js";
import stepsTable from "./steps-table.js";
import stressTable from "./stress-table.js";
import trainingTable from "./training-table.js";
import workbenchTable from "./workbench-table.js";

/** The kernels' section of the results: its table, what it means, and where it was measured. */
export function kernelSection({ kernels, versions, rounds, machine }) {
  const text = `${kernelTable.kernelTable(kernels)}

All through one Python client (jupyter_client), in turns (${rounds}), a fresh process each; in
brackets: times ipykernel. *Time to ready* is from the start of the process to its answer to
kernel_info_request; a cell ends when its reply, its idle status and its output are all there. The
50 small cells declare, compute with earlier names, loop and print; the client says, as notebooks
do, that it takes input. A program, such as nbclient, says that it takes none and reads a cell up to
its idle status, which in Rosenblatt comes after the type checker's notes then. The completions ask for a member
of an array: of one that a cell has made, which a kernel can ask the value itself, and of one that
is declared in the cell being written, where only its type can tell. Memory is the resident memory
of the kernel's whole process tree after all of it.

${conditions(machine, versions)}`;
  return { heading: "Kernels", text };
}

/** The training section of the results: steps of each workload, then an epoch. */
export function trainingSection({ steps, epoch, data, versions, rounds, machine }) {
  const parts = [
    ...(steps.length > 0 ? [stepsText({ steps, rounds })] : []),
    ...(epoch.length > 0 ? [epochText({ epoch, data })] : []),
    conditions(machine, versions),
  ];
  return { heading: "Training", text: parts.join("\n\n") };
}

function stepsText({ steps, rounds }) {
  const tables = steps.map((workload) => {
    const { title, batch, parameters } = workload;
    const heading = `### ${title}, batches of ${batch}, ${count(parameters)} parameters`;
    return `${heading}\n\n${stepsTable.stepsTable(workload)}`;
  });
  const others = steps.flatMap(({ contenders }) =>
    contenders.flatMap(({ runs }) => runs.flatMap((run) => run.others ?? [])),
  );
  const limits = new Map(steps[0].contenders.map(({ title, limit }) => [title, limit]));
  const kept = [...limits]
    .filter(([, limit]) => limit)
    .map(([title, limit]) => `${title} by ${limit}`);
  return `Milliseconds a step on ${steps[0].threads.join(" / ")} threads, the best block of each:

${stepsTable.stepsSummary(steps)}

Adam at 0.001, losses on logits, batches in memory, the same ones for all; each contender in a
process of its own for each workload and number of threads, warm, in turns of ${rounds} blocks of
about 0.2 s, fewer where steps are slow. Below: the median over the blocks and, in brackets, the best; *times the best
peer* compares the best with the best of PyTorch, torch.compile, Keras and JAX. The first batch is
counted from the start of the process; torch.compile has what earlier runs compiled on disk. Memory
is the most that was resident. All train networks with the same number of parameters, which is
checked; PyTorch's LSTM has a second bias (256 more). Threads are limited thus: ${kept.join("; ")}.
TensorFlow.js's WebAssembly backend has one.${load(others)}

${tables.join("\n\n")}`;
}

function epochText({ epoch, data }) {
  const note = data.sample
    ? " (the sample that ships with Rosenblatt: the whole set was not found)"
    : "";
  return `### One epoch of LeNet

${trainingTable.trainingTable(epoch)}

On ${count(data.train)} images of Fashion-MNIST${note}, shuffled, batches of 64, Adam at 0.001, each
library's own initial weights; a fresh process each. The accuracy is that on the ${count(data.test)} test
images after it. Loading the data and starting up do not count, compiling does; the Python
frameworks have their batches in memory and leave out an incomplete last one.`;
}

/** The section on scoring detections. */
export function detectionSection({ peers, data, versions, rounds, machine }) {
  const text = `${detectionTable.detectionTable(peers)}

${count(data.found)} boxes, and as many masks, found on ${count(data.images)} pictures with ${count(data.truths)} objects of 80
classes: as much as COCO's validation set and what a detector says of it, made by a seed. Each reads
the same three files, in COCO's format, and scores boxes, then masks, in a fresh process, in turns
(${rounds}); in brackets: times pycocotools. Rosenblatt decodes and checks masks when it reads them.
Whose twelve scores of boxes or masks differ from pycocotools' by more than 1e-9 is named.

${conditions(machine, versions)}`;
  return { heading: "Detection", text };
}

/** The section on where the time of Rosenblatt's traced steps goes. */
export function profileSection({ profiles, versions, machine }) {
  const parts = profiles.map(({ title, threads, calls }) => {
    return `### ${title}, threads: ${threads}\n\n${profileTable.profileTable(calls)}`;
  });
  const text = `By kernel of TensorFlow.js, the operators of ONNX that it became, and their times in
a run with ONNX Runtime's profiler, which costs time itself.

${parts.join("\n\n")}

${conditions(machine, versions)}`;
  return { heading: "Profile", text };
}

/** The section on what one long session and many restarts do. */
export function stressSection({ runs, versions, machine }) {
  const text = `${stressTable.stressTable(runs)}

One session of random cells that declare, declare again, print, fail, wait and print late, checked
one by one for their answers and all of their output; interrupts at random moments of loops, waits,
microtasks, regular expressions, child processes and much output, after each of which every value of
the session is asked for; then the restarts. Memory is that of the kernel's whole process tree.

${conditions(machine, versions)}`;
  return { heading: "Stress", text };
}

/** The section on what the extensions cost JupyterLab. */
export function workbenchSection({ starts, bundles, frames, versions, rounds, machine }) {
  const text = `${workbenchTable.startTable(starts)}

A browser that remembers nothing opens JupyterLab with all extensions, and one that has none of
them, in pairs (${rounds}) whose order changes, until the page is restored and its splash gone.

${workbenchTable.bundleTable(bundles)}

${workbenchTable.framesTable(frames)}

By the browser's own trace, 10 s each: a notebook trains, and the runs panel shows its curves, of
10,000 points and more, while something else on the page moves at each refresh.

${conditions(machine, versions)}`;
  return { heading: "JupyterLab", text };
}

function count(examples) {
  return examples.toLocaleString("en-US");
}

function load(shares) {
  if (shares.length === 0) return "";
  const share = Math.round(statistics.median(shares) * 100);
  return `\nOther programs took ${share} % of the processors meanwhile (median).`;
}
