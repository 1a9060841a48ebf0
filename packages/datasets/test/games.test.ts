import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { chessGames, DataFileError, parsePgn, pgn } from "../src/index.js";

const opera = `[Event "Paris"]
[White "Paul \\"Murphy\\" Morphy"]
[Black "Duke Karl; Count Isouard"]
[Result "1-0"]

{Opera house} 1. e4 e5 2. Nf3 d6 (2... Nc6 3. Bb5 (3. Bc4) a6) 3. d4 $6 Bg4?! ; a pin
4. dxe5 Bxf3 5.Qxf3 dxe5 {two
lines} 6. O-O-O+! 1-0
`;

describe("parsePgn()", () => {
  test("reads headers, moves, comments, variations and the result", () => {
    const { games, broken } = parsePgn(`${opera}\n\n${opera}`);
    expect(broken).toEqual([]);
    expect(games).toHaveLength(2);
    const [game] = games;
    expect(game!.headers.White).toBe('Paul "Murphy" Morphy');
    expect(game!.headers.Black).toBe("Duke Karl; Count Isouard");
    expect(game!.moves.join(" ")).toBe("e4 e5 Nf3 d6 d4 Bg4 dxe5 Bxf3 Qxf3 dxe5 O-O-O+");
    expect(game!.result).toBe("1-0");
    expect(game!.comments).toEqual([
      { after: 0, text: "Opera house" },
      { after: 6, text: "a pin" },
      { after: 10, text: "two lines" },
    ]);
    const [variation] = game!.variations;
    expect(variation!.instead).toBe(3);
    expect(variation!.line.moves).toEqual(["Nc6", "Bb5", "a6"]);
    expect(variation!.line.variations[0]!.instead).toBe(1);
    expect(games[1]!.at).toBe(11);
  });

  test("tells a broken game by its number and line, and reads the others", () => {
    const wrong = '[White "A"]\n\n1. e4 {never closed\n';
    const later = '[White "B"]\n\n1. d4 ) d5 *\n';
    const { games, broken } = parsePgn(
      [opera, later, opera, "[White]\n\n1. e4\n", opera].join("\n"),
    );
    expect(games).toHaveLength(3);
    expect(broken.map(({ number, line }) => [number, line])).toEqual([
      [2, 12],
      [4, 23],
    ]);
    expect(broken[0]!.why).toContain("none is open");
    expect(broken[1]!.why).toContain('[Name "value"]');
    expect(parsePgn(wrong).broken[0]!.why).toContain("not closed");
    expect(parsePgn("1. e4 (1. d4 e5").broken[0]!.why).toContain("not closed");
    expect(parsePgn("1. e4 @ e5").broken[0]!.why).toContain('"@ e5"');
  });

  test("leaves the game behind one whose variation is not closed", () => {
    const { games, broken } = parsePgn(`[White "A"]\n\n1. e4 (1. d4\n\n${opera}`);
    expect(broken.map(({ number, line }) => [number, line])).toEqual([[1, 3]]);
    expect(games[0]!.headers.Event).toBe("Paris");
  });

  test("reads castling that is written with zeros", () => {
    const { games } = parsePgn("1. e4 e5 2. 0-0-0+ 0-0 0-1");
    expect(games[0]!.moves).toEqual(["e4", "e5", "0-0-0+", "0-0"]);
    expect(games[0]!.result).toBe("0-1");
  });

  test("reads what programs write beside the standard: e.p., passes in variations and ½-½", () => {
    const text = '[Result "½-½"]\n\n1. e4 c6 2. e5 d5 3. exd6 e.p. (3. -- Nf6 4. d4) 3... exd6 ½-½';
    const { games, broken } = parsePgn(`${text}\n\n[Result "½-½"]\n\n1. d4`);
    expect(broken).toEqual([]);
    expect(games[0]!.moves).toEqual(["e4", "c6", "e5", "d5", "exd6", "exd6"]);
    expect(games[0]!.variations[0]!.line.moves).toEqual(["--", "Nf6", "d4"]);
    expect(games.map(({ result }) => result)).toEqual(["1/2-1/2", "1/2-1/2"]);
  });

  test("takes the result from the headers where the moves end without one", () => {
    expect(parsePgn('[Result "0-1"]\n\n1. f3 e5 2. g4 Qh4#').games[0]!.result).toBe("0-1");
    expect(parsePgn("1. e4").games[0]!.result).toBe("*");
  });
});

describe("pgn()", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "games-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("reads files, gzipped or not, in UTF-8 or Latin-1", async () => {
    const text = opera.replace("Duke", "Hübner");
    writeFileSync(join(folder, "utf8.pgn"), text);
    writeFileSync(join(folder, "latin1.pgn.gz"), gzipSync(Buffer.from(text, "latin1")));
    for (const name of ["utf8.pgn", "latin1.pgn.gz"]) {
      const { games } = await pgn(join(folder, name));
      expect(games[0]!.headers.Black).toBe("Hübner Karl; Count Isouard");
    }
  });

  test("refuses what has no game, and says what is wrong with it", async () => {
    writeFileSync(join(folder, "empty.pgn"), "\n");
    writeFileSync(join(folder, "other.pgn"), "{");
    await expect(pgn(join(folder, "empty.pgn"))).rejects.toThrow(/it is empty/);
    await expect(pgn(join(folder, "other.pgn"))).rejects.toThrow(/line 1: a comment is not closed/);
    await expect(pgn(join(folder, "none.pgn"))).rejects.toThrow(DataFileError);
  });
});

describe("chessGames()", () => {
  test("ships 5,000 games with results, none twice and none broken", async () => {
    const { games, broken } = await chessGames();
    expect(games).toHaveLength(5000);
    expect(broken).toEqual([]);
    expect(new Set(games.map(({ moves }) => moves.join(" "))).size).toBe(5000);
    expect(games.every(({ result, moves }) => result !== "*" && moves.length >= 20)).toBe(true);
  });

  test("looks for the whole collection, and refuses a copy that is not as published", async () => {
    const cache = mkdtempSync(join(tmpdir(), "gnuchess-"));
    const places = { cache, system: cache, mirror: join(cache, "mirror"), address: cache };
    await expect(chessGames({ whole: true }, { places })).rejects.toThrow(/no more than 5,000/);
    mkdirSync(places.mirror);
    writeFileSync(join(places.mirror, "gnuchess-book_1.02.orig.tar.gz"), "no archive");
    await expect(chessGames({ whole: true }, { places })).rejects.toThrow(/its sha256 must be/);
    rmSync(cache, { recursive: true });
  });
});
