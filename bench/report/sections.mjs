import { conditions } from "../machine.mjs";
import kernelTable from "./kernel-table.js";
import stressTable from "./stress-table.js";
import trainingTable from "./training-table.js";

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

/** The training section of the results. */
export function trainingSection({ contenders, data, versions, rounds, machine }) {
  const note = data.sample
    ? " (the sample that ships with Rosenblatt: the whole set was not found)"
    : "";
  const text = `${trainingTable.trainingTable(contenders)}

One epoch of LeNet (61,706 parameters) on ${count(data.train)} images of Fashion-MNIST${note},
batches of 64, Adam at 0.001, each library's own initial weights; in turns (${rounds}), a fresh
process each. *Times PyTorch* compares with PyTorch on the threads that Rosenblatt uses. The
accuracy is that on the ${count(data.test)} test images after it, the memory the most that was
resident. Loading the data and starting up do not count; PyTorch has its data as tensors in memory.

${conditions(machine, versions)}`;
  return { heading: "Training", text };
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

function count(examples) {
  return examples.toLocaleString("en-US");
}
