import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { outsideName } from "../src/augment/outside-name.js";
import {
  type Augmentation,
  augmentation,
  type BatchStream,
  colour,
  crop,
  erase,
  flip,
  mixup,
  noise,
  pad,
  rotate,
  Split,
  scale,
  shear,
  shift,
  type Transform,
} from "../src/index.js";

/** 203 pictures of 6 × 6, each of one value, which is its number. */
const pictures = new Split({
  shape: [6, 6, 1] as const,
  classes: Array.from({ length: 203 }, (_, i) => String(i)),
  inputs: Uint8Array.from({ length: 203 * 36 }, (_, i) => Math.floor(i / 36)),
  labels: Int32Array.from({ length: 203 }, (_, i) => i),
});

const changes = [
  ...[flip(), pad(1), crop(2, { size: [6, 6] }), shift(1.5), rotate(30), scale(1.3), shear(10)],
  ...[colour({ brightness: 0.3, contrast: 0.3 }), noise(0.1), erase(3), mixup(1)],
];

// Threads start slowly on a machine that is busy.
beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

/** All batches of one pass, copied; the stream is closed. */
async function read(stream: BatchStream) {
  const batches: { x: number[]; y: number[]; shape: readonly number[]; count: number }[] = [];
  for await (const { x, y, shape, count } of stream) {
    batches.push({ x: [...x], y: [...y], shape, count });
  }
  await stream.close();
  return batches;
}

describe("stream()", () => {
  test("gives the same batches for the same seed, with 0, 1 and 2 threads, pass after pass", async () => {
    const passes = async (workers: number, n = 7) => {
      seed(n);
      const stream = pictures.augment(...changes).stream(32, { shuffle: true, workers });
      const result = [await read(stream), await read(stream)];
      expect(stream.workers).toBe(0);
      return result;
    };
    const [none, one, two, other] = [
      await passes(0),
      await passes(1),
      await passes(2),
      await passes(2, 8),
    ];
    expect(one).toEqual(none);
    expect(two).toEqual(none);
    expect(other).not.toEqual(none);
    expect(none[0]).not.toEqual(none[1]);
  });

  test("gives what batches() gives, as plain memory", async () => {
    const split = pictures.augment(...changes);
    seed(7);
    const tensors = Array.from(split.batches(50, { shuffle: true }), ({ x, y }) => {
      const values = { x: [...x.dataSync()], y: [...y.dataSync()], shape: x.shape };
      tf.dispose([x, y]);
      return values;
    });
    seed(7);
    const plain = await read(split.stream(50, { shuffle: true, workers: 1 }));
    expect(plain.map(({ x, y, shape }) => ({ x, y, shape }))).toEqual(tensors);
    expect(plain.map(({ count }) => count)).toEqual([50, 50, 50, 50, 3]);
  });

  test.each([0, 1, 3])(
    "has each example once, with its label, with %d threads",
    async (workers) => {
      const batches = await read(pictures.stream(10, { shuffle: true, workers }));
      const labels = batches.flatMap(({ y }) => y);
      expect(labels).not.toEqual([...pictures.labels]);
      expect([...labels].sort((a, b) => a - b)).toEqual([...pictures.labels]);
      const seen = batches.flatMap(({ x, count }) =>
        Array.from({ length: count }, (_, i) => x.slice(i * 36, (i + 1) * 36)),
      );
      expect(seen).toEqual(labels.map((label) => new Array(36).fill(label)));
    },
  );

  test("augments by place in the pass, whatever the size of a batch", async () => {
    const values = async (size: number) => {
      seed(3);
      const batches = await read(pictures.augment(noise(1)).stream(size, { shuffle: true }));
      return batches.flatMap(({ x }) => x);
    };
    expect(await values(7)).toEqual(await values(64));
  });

  test("refuses sizes and numbers of threads that cannot be", async () => {
    await expect(read(pictures.stream(0))).rejects.toThrow("Cannot make batches of 0");
    expect(() => pictures.stream(8, { workers: 1.5 })).toThrow(
      "Cannot stream batches with workers = 1.5: it must be a whole number from 0 on",
    );
  });
});

describe("a function of one's own", () => {
  const sums = async (change: Augmentation | Transform, workers: number) => {
    seed(5);
    const stream = pictures.augment(change).stream(32, { workers });
    const [sums, threads]: [number[], number[]] = [[], []];
    for await (const { x } of stream) {
      threads.push(stream.workers);
      sums.push(x.reduce((sum, value) => sum + value, 0));
    }
    await stream.close();
    return { sums, threads };
  };

  test("runs in threads when it uses nothing but its options", async () => {
    const brighten = augmentation(
      (image, random, { most }) => {
        const added = most * random();
        return { ...image, values: image.values.map((value) => value + added) };
      },
      { most: 0.5 },
    );
    const [here, there] = [await sums(brighten, 0), await sums(brighten, 2)];
    expect(there.sums).toEqual(here.sums);
    expect(there.threads.at(-1)).toBe(2);
  });

  test("runs on the main thread, with a note, when it uses what is outside", async () => {
    const offset = 3;
    const raise: Transform = (image) => ({
      ...image,
      values: image.values.map((value) => value + offset),
    });
    const write = jest.mocked(process.stdout.write);
    write.mockClear();
    const [here, there] = [await sums(raise, 0), await sums(raise, 2)];
    expect(there.sums).toEqual(here.sums);
    expect(there.threads.at(-1)).toBe(0);
    const notes = write.mock.calls.join("").match(/on the main thread.*/g);
    expect(notes).toHaveLength(1);
    expect(notes![0]).toContain("Cannot augment with raise: it uses offset from outside itself");
  });

  test("has its outside names told as the notebook knows them", () => {
    const error = new ReferenceError("ºcell2 is not defined");
    expect(outsideName(error, "(v) => v * ºcell2.größe + 1")).toBe("größe");
    const exported = new ReferenceError("exports is not defined");
    expect(outsideName(exported, "(v) => v * exports.most")).toBe("most");
    const other = new ReferenceError("config is not defined");
    expect(outsideName(other, "(v) => v * config.most")).toBe("config");
    expect(outsideName(new TypeError("a is not defined"), "a")).toBeUndefined();
  });

  test("runs on the main thread when its options cannot be sent", async () => {
    const scaled = augmentation(
      (image, _random, { factor }) => ({ ...image, values: image.values.map((v) => v * factor()) }),
      { factor: () => 2 },
    );
    const { threads, sums: doubled } = await sums(scaled, 1);
    const { sums: plain } = await sums(flip({ chance: 0 }), 1);
    expect(doubled).toEqual(plain.map((sum) => 2 * sum));
    expect(threads.at(-1)).toBe(0);
  });

  test.each([0, 2])(
    "fails by its name and with its own error, with %d threads",
    async (workers) => {
      const cause = new TypeError("too dark");
      const darken: Transform = (image) => {
        if (image.values[0]! > 100) {
          throw cause;
        }
        return image;
      };
      const failure = await sums(darken, workers).catch((error: Error) => error);
      expect(failure).toMatchObject({ message: "Cannot augment with darken: too dark", cause });
    },
  );

  test("must give back a picture of the same size", async () => {
    const none = (() => undefined) as never;
    await expect(sums(augmentation(none, {}, { name: "none" }), 1)).rejects.toThrow(
      "Cannot augment with none: it must give back a picture of 6 × 6 × 1 with 36 values, " +
        "got undefined; return { ...image, values }",
    );
    const half: Transform = (image) => ({ ...image, values: image.values.subarray(0, 18) });
    await expect(sums(half, 1)).rejects.toThrow("got 6 × 6 × 1 with 18");
  });
});

describe("the threads", () => {
  const free = availableParallelism() > 1 ? test : test.skip;
  free("come by themselves when batches take long, and change nothing", async () => {
    const slow = augmentation(
      (image, random, { turns }) => {
        const values = image.values.slice();
        for (let i = 0; i < turns; i += 1) values[i % 36]! += random();
        return { ...image, values };
      },
      { turns: 5_000 },
    );
    const split = pictures.take(50).augment(slow);
    const sums = async (stream: BatchStream, enough: (passes: number) => boolean) => {
      seed(7);
      const sums: number[] = [];
      for (let passes = 0; !enough(passes); passes += 1) {
        for await (const { x } of stream) sums.push(x.reduce((sum, value) => sum + value));
      }
      await stream.close();
      return sums;
    };
    const stream = split.stream(5);
    const free = await sums(stream, (passes) => stream.workers > 0 || passes === 100);
    const passes = free.length / 10;
    expect(passes).toBeLessThan(100);
    expect(free).toEqual(await sums(split.stream(5, { workers: 0 }), (done) => done === passes));
  });

  test("end when a pass is left early, and start anew", async () => {
    const stream = pictures.stream(10, { workers: 2 });
    for await (const batch of stream) {
      expect([batch.count, stream.workers]).toEqual([10, 2]);
      break;
    }
    expect(stream.workers).toBe(0);
    expect(await read(stream)).toHaveLength(21);
  });

  test("can be closed in the midst of a pass, which goes on without them", async () => {
    const write = jest.mocked(process.stdout.write);
    write.mockClear();
    const stream = pictures.stream(10, { workers: 2 });
    const labels: number[] = [];
    for await (const { y } of stream) {
      labels.push(...y);
      await stream.close();
      expect(stream.workers).toBe(0);
    }
    expect(labels).toEqual([...pictures.labels]);
    expect(write).not.toHaveBeenCalled();
  });

  test("that end by themselves are replaced by the main thread, and a note says so", async () => {
    const write = jest.mocked(process.stdout.write);
    write.mockClear();
    const leave: Transform = (image) => {
      const { isMainThread } = require("node:worker_threads") as typeof import("worker_threads");
      if (!isMainThread && image.values[0]! > 50) process.exit();
      return image;
    };
    const batches = await read(pictures.augment(leave).stream(10, { workers: 1 }));
    expect(batches.flatMap(({ y }) => y)).toEqual([...pictures.labels]);
    expect(write.mock.calls.join("")).toContain("it ended by itself");
  });

  test("are ended by a signal, even in an endless augmentation", async () => {
    const endless: Transform = (image) => {
      for (;;) image.values.fill(0);
    };
    const ending = new AbortController();
    const split = pictures.augment(endless);
    const stream = split.stream(10, { workers: 1, signal: ending.signal });
    setTimeout(() => ending.abort(), 100);
    expect(await read(stream)).toEqual([]);
  });

  const program = `
    const { noise, Split } = require("@rosenblatt/datasets");
    const split = new Split({
      shape: [2, 2, 1], classes: ["a"],
      inputs: new Float32Array(4000), labels: new Int32Array(1000),
    }).augment(noise(1));
    const threads = () => process.report.getReport().workers.length;
    async function until(reached) {
      for (let i = 0; i < 1000 && !reached(); i += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    async function abandon() {
      const batches = split.stream(10, { workers: 2 })[Symbol.asyncIterator]();
      await batches.next();
      await until(() => threads() === 2);
      return threads();
    }
    (async () => {
      const before = await abandon();
      if (globalThis.gc) await until(() => (globalThis.gc(), threads() === 0));
      console.log(before, threads());
    })();
  `;
  const run = async (options: string[] = [], script = program) => {
    const cwd = join(__dirname, "../../rosenblatt");
    const ran = promisify(execFile)(process.execPath, [...options, "-e", script], { cwd });
    return (await ran).stdout.trim();
  };

  test("do not keep the process alive, even when nobody ends them", async () => {
    expect(await run()).toBe("2 2");
  });

  test("keep the process alive while somebody waits for their end", async () => {
    const leaving = `
      const { Split } = require("@rosenblatt/datasets");
      const split = new Split({
        shape: [36], classes: ["a"], inputs: new Float32Array(36000), labels: new Int32Array(1000),
      });
      (async () => {
        for (let i = 0; i < 10; i += 1) {
          for await (const batch of split.stream(100, { workers: 1 })) break;
        }
        console.log("all ended");
      })();
    `;
    expect(await run([], leaving)).toBe("all ended");
  });

  test("are ended when their stream is garbage", async () => {
    expect(await run(["--expose-gc"])).toBe("2 0");
  });
});
