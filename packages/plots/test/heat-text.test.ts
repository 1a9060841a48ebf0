import { describe, expect, test } from "@jest/globals";
import { decode } from "fast-png";
import { bundleOf, heatText } from "../src/index.js";

describe("heatText()", () => {
  const html = (...given: Parameters<typeof heatText>) =>
    String(bundleOf(heatText(...given))["text/html"]);

  test("lays each part on the colour of its number", () => {
    const shown = html(["to", " ", "be"], [1, 0, -0.5]);
    expect(shown.match(/rgba\([^)]*\)/g)).toEqual([
      "rgba(31,131,196,0.65)",
      "rgba(31,131,196,0.00)",
      "rgba(230,159,0,0.33)",
    ]);
    expect(shown).toContain('title="-0.5"');
  });

  test("has the strongest colour at a limit, and beyond it", () => {
    const shown = html(["a", "b"], [1, 4], { limit: 2, title: "unit <7>" });
    expect(shown.match(/0\.\d\d(?=\))/g)).toEqual(["0.33", "0.65"]);
    expect(shown).toContain("unit &lt;7&gt;");
  });

  test("shows ends of lines, and takes letters as letters", () => {
    const shown = html(["<", "\n"], Float32Array.of(0, 0));
    expect(shown).toContain(">&lt;</span>");
    expect(shown).toContain(">↵\n</span>");
  });

  test("has a still: as many rows as lines need, broken at spaces, on the same colours", () => {
    const sizeAndBlue = (text: string) => {
      const heat = heatText(
        [...text],
        [...text].map((letter) => (letter === "b" ? 1 : 0)),
      );
      const png = Buffer.from(String(bundleOf(heat)["image/png"]), "base64");
      const { width, height, data } = decode(png);
      let blue = 0;
      for (let i = 0; i < data.length; i += 3) if (data[i]! < 130 && data[i + 2]! > 200) blue += 1;
      return { width, rows: (height / 1.5 - 34) / 20, blue };
    };
    const one = sizeAndBlue("a b");
    expect(one).toMatchObject({ width: 984, rows: 1 });
    // Its cell has 8 by 18 pixels, and the letter covers some of it.
    expect(one.blue).toBeGreaterThan(8 * 18 * 1.5 ** 2 * 0.5);
    expect(one.blue).toBeLessThan(8 * 18 * 1.5 ** 2 * 1.1);
    expect(sizeAndBlue("a\nb").rows).toBe(2);
    expect(sizeAndBlue(`${"word ".repeat(15)}longer words`).rows).toBe(2);
    expect(sizeAndBlue("x".repeat(161)).rows).toBe(3);
    const long = heatText([..."x".repeat(20_001)], new Float32Array(20_001));
    expect(Object.keys(bundleOf(long))).toEqual(["text/html", "text/plain"]);
  });

  test("says as plain text where the largest numbers are", () => {
    const text = bundleOf(heatText([..."abcdefg"], [0, 1, -9, 2, 3, 4, 5]))["text/plain"];
    expect(String(text).split("\n")).toEqual([
      "abcdefg",
      '"c" at 2: -9',
      '"g" at 6: 5',
      '"f" at 5: 4',
      '"e" at 4: 3',
      '"d" at 3: 2',
    ]);
  });

  test("refuses numbers that do not fit the text", () => {
    expect(() => heatText(["a", "b"], [1])).toThrow("Cannot colour 2 parts of a text by 1 numbers");
    expect(() => heatText(["a", "b"], [1, Number.NaN])).toThrow("of which number 1 is NaN");
  });
});
