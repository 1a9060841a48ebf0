import { describe, expect, test } from "@jest/globals";
import { decode } from "fast-png";
import { bundleOf, drawing, drawings } from "../src/index.js";

const moves = [
  [0, 0, 0],
  [3, 4, 1],
  [-10, 0, 0],
  [0, 1, 1],
] as const;
const sign = drawing("a sign", moves);

/** How many pixels of a still are much nearer to this colour than paper is. */
function painted(value: unknown, [red, green, blue]: readonly [number, number, number]): number {
  const { data, channels } = decode(Buffer.from(String(bundleOf(value)["image/png"]), "base64"));
  let count = 0;
  for (let i = 0; i < data.length; i += channels) {
    const far = Math.abs(data[i]! - red) + Math.abs(data[i + 1]! - green);
    if (far + Math.abs(data[i + 2]! - blue) < 60) count += 1;
  }
  return count;
}
const ink = [42, 63, 95] as const;
const blue = [31, 131, 196] as const;
const orange = [230, 159, 0] as const;

describe("drawing()", () => {
  test("shows each stroke as one line", () => {
    const bundle = bundleOf(sign);
    expect(bundle["text/plain"]).toBe("a sign: 2 strokes, 4 points");
    const paths = String(bundle["image/svg+xml"]).matchAll(/ d="([^"]+)"/g);
    // 10 wide, from -7 to 3, on 128 of 160 pixels; the strokes are 3 by 4 and 0 by 1.
    expect([...paths].map(([, path]) => path)).toEqual([
      "M105.6 16.0L144.0 67.2",
      "M16.0 67.2L16.0 80.0",
    ]);
  });

  test("shows a dot, and nothing at all", () => {
    const dot = drawing("a dot", [[0, 0, 1]]);
    expect(bundleOf(dot)["text/html"]).toContain("M16.0 16.0L19.2 16.0");
    expect(painted(dot, ink)).toBeGreaterThan(5);
    expect(bundleOf(drawing("nothing", []))["text/plain"]).toBe("nothing: 0 strokes, 0 points");
    expect(painted(drawing("nothing", []), ink)).toBe(0);
  });

  test("has a still with the same lines", () => {
    // 64 and 13 pixels long and 3.2 wide, at 1.5 pixels for each of the page.
    const area = 77 * 3.2 * 1.5 ** 2;
    expect(painted(sign, ink)).toBeGreaterThan(0.6 * area);
    expect(painted(sign, ink)).toBeLessThan(1.2 * area);
  });
});

describe("drawings()", () => {
  const html = (...given: Parameters<typeof drawings>) =>
    String(bundleOf(drawings(...given))["text/html"]);

  test("stand in rows with captions that are text", () => {
    const shown = html([sign, sign, sign], { captions: ["a", "<b>", "c"], columns: 2 });
    expect(shown.match(/<svg/g)).toHaveLength(3);
    expect(shown.match(/<tr/g)).toHaveLength(2);
    expect(shown).toContain("<small>&lt;b&gt;</small>");
    expect(shown).not.toContain("animation");
  });

  test("are drawn stroke by stroke, at one speed of the pen, without script", () => {
    const shown = html([sign], { inOrder: true, seconds: 4 });
    // The pen goes 5, then 10 above paper, then 1.
    expect(
      [...shown.matchAll(/delay:([\d.]+)s;animation-duration:([\d.]+)s/g)].map(([, from, long]) => [
        Number(from),
        Number(long),
      ]),
    ).toEqual([
      [0, 1.25],
      [3.75, 0.25],
    ]);
    expect([...shown.matchAll(/>(\d)<\/text>/g)].map(([, mark]) => mark)).toEqual(["1", "2"]);
    expect(shown).not.toMatch(/<script|onload|onclick/);
    const dotted = drawing("an i", [...moves, [0, -9, 1]]);
    expect(html([dotted], { inOrder: true, values: [[0, 1, 0, 1, 1]] })).not.toContain("NaN");
    // Only readers who did not ask for less motion see any.
    const [calm] = shown.split("@media(prefers-reduced-motion:no-preference){");
    expect(calm).not.toContain("animation:");
  });

  test("tell their order in the still by colours", () => {
    const still = drawings([sign], { inOrder: true });
    expect(painted(still, blue)).toBeGreaterThan(20);
    expect(painted(still, orange)).toBeGreaterThan(5);
    expect(painted(still, ink)).toBe(0);
  });

  test("have the colour of a number on the way to each point", () => {
    const values = [[9, 2, 9, -1]];
    const shown = html([sign], { values, limit: 2 });
    expect(shown).toMatch(/stroke="#1F83C4"/);
    expect(shown).toMatch(/stroke="#E69F00" opacity="0.50"/);
    expect(painted(drawings([sign], { values, limit: 1 }), orange)).toBeGreaterThan(5);
    const dot = drawings([drawing("a dot", [[0, 0, 1]])], { values: [[-1]] });
    expect(painted(dot, orange)).toBeGreaterThan(3);
  });

  test("are refused without captions or numbers for each", () => {
    expect(() => drawings([])).toThrow("Cannot show drawings: got none");
    expect(() => drawings([sign], { captions: ["a", "b"] })).toThrow("1 drawings with 2 captions");
    expect(() => drawings([sign], { values: [[1]] })).toThrow("of 4 moves, by 1 numbers");
  });
});
