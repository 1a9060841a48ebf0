import { describe, expect, test } from "@jest/globals";
import { blocksIn, blocksOf, boxesIn, openAtFirst } from "../src/graph/blocks";
import { amountIn, amountText, strength } from "../src/graph/heat";
import { layout } from "../src/graph/layout";
import { neighbour } from "../src/graph/neighbour";
import { visible } from "../src/graph/visible";
import type { BoxFacts } from "../src/protocol";
import { fitted, whole } from "../src/view/camera";

const box = (layers: string, ...sources: number[]): BoxFacts => ({
  ...{
    label: "conv 3×3",
    kind: "conv",
    layers: layers.split(" "),
    followers: [],
    output: [8, 8, 4],
  },
  sources,
});

/** An input, two residual blocks in a stage, and an end. */
const boxes = [
  box("input"),
  box("stage1.residual1.conv1 stage1.residual1.relu1", 0),
  box("stage1.residual1.conv2", 1),
  box("stage1.residual1 stage1.residual1.relu", 2, 0),
  box("stage1.residual2.conv1", 3),
  box("stage1.residual2.shortcut.conv1", 3),
  box("stage1.residual2 stage1.residual2.relu", 4, 5),
  box("stem.conv1 stem.batchNorm1", 6),
  box("branch1.1.conv1", 7),
  box("branch1.2.conv1", 7),
  box("branch1", 8, 9),
  box("dense1", 10),
];
const items = blocksOf(boxes);
const seen = (...open: string[]) => visible(items, { boxes, open: new Set(open) });
const sizeOf = () => ({ width: 120, height: 44 });

describe("blocksOf()", () => {
  test("puts layers into the blocks that their names tell, and sums into their own", () => {
    expect(items.map(({ id }) => id)).toEqual(["box-0", "stage1", "box-7", "branch1", "box-11"]);
    expect(blocksIn(items).map(({ id }) => id)).toEqual([
      "stage1",
      "stage1.residual1",
      "stage1.residual2",
      "branch1",
    ]);
    const residual2 = blocksIn(items)[2]!;
    expect(boxesIn(residual2)).toEqual(boxes.slice(4, 7));
  });

  test("makes no block of one box, of paths, or of ways around", () => {
    expect(items[2]).toMatchObject({ kind: "box" });
    expect(items[3]).toMatchObject({ items: [{ kind: "box" }, { kind: "box" }, { kind: "box" }] });
  });
});

describe("openAtFirst()", () => {
  test("opens level by level as long as there is room", () => {
    expect([...openAtFirst(items, 5)]).toEqual([]);
    expect([...openAtFirst(items, 8)]).toEqual(["stage1", "branch1"]);
    expect([...openAtFirst(items, 12)]).toHaveLength(4);
  });
});

describe("visible()", () => {
  test("draws a folded block as one, joined to what it reads and what reads it", () => {
    const { lines } = seen();
    expect(lines.map(({ from, to }) => [from.item, to.item])).toEqual([
      ["box-0", "stage1"],
      ["stage1", "box-7"],
      ["box-7", "branch1"],
      ["branch1", "box-11"],
    ]);
    expect(lines[0]!.sizes).toEqual([8, 8, 4]);
  });

  test("leads lines through the frames of open blocks", () => {
    const { items: shown, lines } = seen("stage1", "stage1.residual1");
    const stage = shown.find(({ item }) => item.id === "stage1")!.inside!;
    const residual = stage.items[0]!.inside!;
    expect(lines[0]).toMatchObject({
      from: { item: "box-0" },
      to: { item: "stage1", port: "box-0" },
    });
    expect(stage.inlets).toEqual(["in:box-0"]);
    expect(stage.outlets).toEqual(["out:stage1.residual2"]);
    // The way around comes in by the same place as what is added to it.
    expect(residual.lines.map(({ from, to }) => [from.item, to.item])).toEqual([
      ["in:box-0", "box-1"],
      ["box-1", "box-2"],
      ["box-2", "box-3"],
      ["in:box-0", "box-3"],
      ["box-3", "out:box-3"],
    ]);
  });
});

describe("layout()", () => {
  const placed = layout(seen("stage1", "stage1.residual1", "branch1"), sizeOf);
  const at = (id: string) => placed.items.find(({ item }) => item.id === id)!;

  test("places every box below what it reads, and none over another", () => {
    expect(at("box-1").y).toBeGreaterThan(at("box-0").y + 44);
    expect(at("box-8").y).toBe(at("box-9").y);
    const leaves = placed.items.filter(({ open }) => !open);
    for (const a of leaves) {
      const over = leaves.filter(
        (b) =>
          a !== b &&
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      );
      expect(over).toEqual([]);
    }
  });

  test("frames hold what is in them, and lines join at their frames", () => {
    const frame = at("stage1.residual1");
    for (const id of ["box-1", "box-2", "box-3"]) {
      const inner = at(id);
      expect(inner.x).toBeGreaterThanOrEqual(frame.x);
      expect(inner.x + inner.width).toBeLessThanOrEqual(frame.x + frame.width);
      expect(inner.y).toBeGreaterThanOrEqual(frame.y + 20);
      expect(inner.y + inner.height).toBeLessThanOrEqual(frame.y + frame.height);
    }
    const ends = placed.lines.map(({ points }) => JSON.stringify(points.at(-1)));
    const starts = placed.lines.map(({ points }) => JSON.stringify(points[0]));
    // Into stage1, into residual1 from there, out of branch1: all go on where they came to.
    expect(ends.filter((end) => starts.includes(end)).length).toBeGreaterThanOrEqual(4);
  });

  test("arrow keys go to what lies in their direction", () => {
    const move = (from: string, direction: "up" | "down" | "left" | "right") =>
      neighbour(placed.items, at(from), direction)?.item.id;
    expect(move("box-1", "down")).toBe("box-2");
    expect(move("box-2", "up")).toBe("box-1");
    const [left, right] = at("box-8").x < at("box-9").x ? ["box-8", "box-9"] : ["box-9", "box-8"];
    expect(move(left!, "right")).toBe(right);
    expect(move(right!, "left")).toBe(left);
  });
});

test("heat counts each layer once, and shows small amounts beside large", () => {
  const amounts = new Map([
    ["stage1.residual1.conv1", 100],
    ["stage1.residual1.conv2", 44],
  ]);
  expect(amountIn(items[1]!, amounts)).toBe(144);
  expect(strength(144, 144)).toBe(1);
  expect(strength(1, 100)).toBe(0.1);
  expect(strength(0, 0)).toBe(0);
  expect([156, 48_120, 1_814_073_344].map((n) => amountText(n, "multAdds"))).toEqual([
    "156",
    "48.1 k",
    "1.81 G",
  ]);
  expect(amountText(0.4213, "time")).toBe("0.42 ms");
});

describe("whole() and fitted()", () => {
  const view = { width: 600, height: 400 };
  const long = { width: 120, height: 12_000 };

  test("show what is small in the middle", () => {
    const small = { width: 120, height: 100 };
    expect(fitted(small, view)).toEqual(whole(small, view));
    expect(whole(small, view)).toMatchObject({ x: 234, y: 145 });
  });

  test("show what is long from its top, large enough to read, or all of it", () => {
    expect(fitted(long, view)).toMatchObject({ k: 0.75, x: 255, y: 18 });
    const { k, y } = whole(long, view);
    expect(y + k * long.height).toBeLessThanOrEqual(view.height - 18 + 1e-9);
  });
});
