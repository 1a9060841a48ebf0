import { describe, expect, test } from "@jest/globals";
import { bundleOf } from "@rosenblatt/plots";
import { characters, mobyDick } from "../src/index.js";

const textOf = (numbers: Iterable<number>, classes: readonly string[]) =>
  Array.from(numbers, (number) => classes[number]!).join("");

describe("characters()", () => {
  const text = "to be, or not to be";
  const data = characters(text, { steps: 4, test: 0.3 });

  test("has windows of the text, and as labels the same one character on", () => {
    expect(data.classes).toEqual([" ", ",", "b", "e", "n", "o", "r", "t"]);
    expect(data.shape).toEqual([4]);
    const windows = Array.from({ length: data.train.length }, (_, i) => {
      const { input, label } = data.train.at(i);
      return [textOf(input, data.classes), textOf(label, data.classes)];
    });
    expect(windows).toEqual([
      ["to b", "o be"],
      ["e, o", ", or"],
      ["r no", " not"],
    ]);
    expect(data.train.labelShape).toEqual([4]);
  });

  test("tests with the end of the text, of which no training example has a character", () => {
    expect(textOf(data.test.at(0).input, data.classes)).toBe(" to ");
    expect(textOf(data.test.at(0).label, data.classes)).toBe("to b");
    expect(data.test).toHaveLength(1);
    const every = characters(text, { steps: 4, test: 0.3, stride: 1 });
    expect([every.train.length, every.test.length]).toEqual([13 - 4, 6 - 4]);
    expect(characters(text, { steps: 18, test: 0 }).test).toHaveLength(0);
  });

  test("tells the same numbers for another text by the same vocabulary", () => {
    const other = characters("not to be or", { steps: 3, vocabulary: data.classes, test: 0 });
    expect([...other.train.at(0).input]).toEqual([4, 5, 7]);
    expect(() => characters("To be", { steps: 2, vocabulary: data.classes })).toThrow(
      'Cannot use the character "T" at 0: the vocabulary, of 8, does not have it; add it there',
    );
  });

  test("counts what people call a character beyond the first plane as one", () => {
    const { classes, train } = characters("a😀b😀a😀", { steps: 2, test: 0, stride: 1 });
    expect(classes).toEqual(["a", "b", "😀"]);
    expect(train).toHaveLength(4);
  });

  test("has room for more characters than a byte has numbers", () => {
    const many = Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join("");
    const { train, classes } = characters(many, { steps: 399, test: 0 });
    expect(classes).toHaveLength(400);
    expect(textOf(train.at(0).input, classes)).toBe(many.slice(0, 399));
    expect(textOf(train.at(0).label, classes)).toBe(many.slice(1));
  });

  test("refuses texts that are too short, and other sizes", () => {
    expect(() => characters("too short")).toThrow("the text is too short; take fewer steps");
    expect(() => characters("")).toThrow("Cannot cut 0 characters");
    expect(() => characters(text, { steps: 4, test: 0.05 })).toThrow("too short");
    expect(() => characters(text, { steps: 0 })).toThrow("steps = 0");
    expect(() => characters(text, { steps: 2, stride: 1.5 })).toThrow("stride = 1.5");
    expect(() => characters(text, { steps: 2, test: 1 })).toThrow("from 0 to below 1");
  });

  test("shows itself as text, with ends of lines that can be seen", () => {
    const lines = characters("a b\nc\td e f", { steps: 4, test: 0 });
    const shown = String(bundleOf(lines.train)["text/plain"]);
    expect(shown).toMatch(/a b↵ +c/);
    expect(shown).toMatch(/c⇥d {2,}e/);
    const described = String(bundleOf(lines)["text/plain"]);
    expect(described).toContain("9 characters: ⇥ ↵ ␣ a b c d e f");
    expect(described).toContain("4, one a step");
  });

  test("keeps its text where examples are picked and taken", () => {
    expect(data.train.take(2).pick([1]).symbols).toEqual(data.classes);
  });
});

describe("mobyDick()", () => {
  test("begins with its first words, and has the chapters that ship", async () => {
    const { text, licence, name } = await mobyDick();
    expect(text.startsWith("CHAPTER 1. Loomings.\n\nCall me Ishmael.")).toBe(true);
    expect(text.match(/^CHAPTER \d+\./gm)).toHaveLength(25);
    expect([name, licence]).toEqual(["Moby-Dick", "public domain (CC0 1.0)"]);
    expect(new Set(text).size).toBe(78);
  });

  test("has as many chapters as one asks for", async () => {
    const { text } = await mobyDick({ chapters: 2 });
    expect(text.match(/^CHAPTER \d+\..*$/gm)).toEqual([
      "CHAPTER 1. Loomings.",
      "CHAPTER 2. The Carpet-Bag.",
    ]);
    await expect(mobyDick({ chapters: 26 })).rejects.toThrow("1 to 25 of them ship");
  });

  test("hands its name and licence on to examples, and shows its beginning", async () => {
    const book = await mobyDick({ chapters: 1 });
    const data = characters(book, { steps: 32 });
    expect(data).toMatchObject({ name: "Moby-Dick", licence: book.licence, source: book.source });
    expect(bundleOf(book)["text/html"]).toContain("Call me Ishmael.");
  });
});
