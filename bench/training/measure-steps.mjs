import { cpus } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import networks from "../report/networks.js";
import { Worker } from "./worker.mjs";

/** A block of steps takes about this many seconds. */
const BLOCK = 0.2;
/** A contender that has trained for so many seconds has no further blocks than two. */
const ENOUGH = 6;
/** Threads that wait actively, as OpenMP's do, stop in this time; milliseconds. */
const REST = 30;

/**
 * Trains one workload with all contenders on the same number of threads: each in a process of its
 * own, which stays warm, in turns of short blocks. Resolves to one run a contender:
 * `{ threads, first, ms, others, megabytes, versions }` or `{ threads, problem }`.
 * `first` is the seconds from the process's start to its first trained batch, `ms` the milliseconds
 * a step of each block, `others` the share of the processors that other programs took meanwhile.
 *
 * @throws RangeError when the networks are not the same.
 */
export async function measureSteps({ contenders, workload, threads, rounds, start }) {
  const racers = [];
  try {
    for (const contender of contenders) {
      racers.push(await started(contender, { threads, start }));
    }
    networks.requireSameNetworks(racers, workload);
    for (let round = 0; round < rounds; round++) {
      for (const racer of racers) await block(racer);
    }
  } finally {
    for (const { worker } of racers) await worker.end();
  }
  return racers.map(({ run }) => run);
}

async function started(contender, { threads, start }) {
  const begin = performance.now();
  const worker = new Worker(...start(contender));
  const run = { threads, ms: [], others: [] };
  try {
    const { parameters, versions, megabytes } = await worker.report();
    Object.assign(run, { first: (performance.now() - begin) / 1000, versions, megabytes });
    return { contender, parameters, worker, run, ...(await warm(worker)) };
  } catch (error) {
    return { contender, worker, run: { threads, problem: error.message } };
  }
}

/** Two blocks that do not count, one where steps are slow, and how many steps fill a block. */
async function warm(worker) {
  const first = await worker.ask({ steps: 1 });
  if (first.seconds > BLOCK) return { steps: 1, spent: 0 };
  const { seconds } = await worker.ask({ steps: 2 });
  return { steps: Math.max(1, Math.round((BLOCK * 2) / seconds)), spent: 0 };
}

async function block(racer) {
  const { worker, run, steps } = racer;
  if (run.problem || (run.ms.length >= 2 && racer.spent > ENOUGH)) return;
  await wait(REST);
  const [busy, begin] = [busySeconds(), performance.now()];
  try {
    const { seconds, processor, megabytes } = await worker.ask({ steps });
    const elapsed = (performance.now() - begin) / 1000;
    racer.spent += elapsed;
    run.ms.push((seconds * 1000) / steps);
    const others = (busySeconds() - busy - processor) / elapsed / cpus().length;
    run.others.push(Math.min(1, Math.max(0, others)));
    run.megabytes = megabytes;
  } catch (error) {
    run.problem = error.message;
  }
}

/** Seconds that this machine's processors have worked since it started. */
function busySeconds() {
  const times = cpus().map(({ times: { user, nice, sys, irq } }) => user + nice + sys + irq);
  return times.reduce((sum, time) => sum + time, 0) / 1000;
}
