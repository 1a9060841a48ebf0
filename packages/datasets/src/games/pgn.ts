import { basename } from "node:path";
import { type Displayable, displayable, escapeHtml } from "@rosenblatt/plots";
import { DataFileError } from "../data-file-error.js";
import { readWhole } from "../files/read-whole.js";
import { unzipped } from "../unzipped.js";
import { type ParsedGames, parsePgn } from "./parse-pgn.js";
import type { BrokenGame, PgnGame } from "./pgn-game.js";

/** Games of chess, and where they come from; shows the first of them. */
export interface ChessGames extends ParsedGames, Displayable {
  readonly name: string;
  readonly licence: string;
  readonly source: string;
}

/** As long as a text can be. */
const limit = 512e6;

/**
 * Your own games, from a file in Portable Game Notation, which may be gzipped. A game that is
 * broken stands in `broken`, with its number, its line and what is wrong with it, and loses no
 * other.
 *
 * @example
 * const { games, broken } = await pgn("club.pgn");
 * @throws DataFileError when the file cannot be read, or has no game.
 */
export async function pgn(path: string): Promise<ChessGames> {
  const bytes = await unzipped(await readWhole(path, { limit }), { limit, name: path });
  const parsed = parsePgn(decoded(bytes));
  if (parsed.games.length === 0) {
    const [first] = parsed.broken;
    const why = first ? `line ${first.line}: ${first.why}` : "it is empty";
    throw new DataFileError(`Cannot read games from ${path}: ${why}; check that it is a PGN file`);
  }
  return chessGamesOf(parsed, { name: basename(path), licence: "your own", source: path });
}

/** PGN is Latin-1 by its standard, and mostly UTF-8. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

/** Games that show themselves. */
export function chessGamesOf(
  parsed: ParsedGames,
  facts: Pick<ChessGames, "name" | "licence" | "source">,
): ChessGames {
  return displayable({ ...facts, games: parsed.games, broken: parsed.broken }, (value) => {
    const title = titleOf(value);
    const rows = value.games.slice(0, 8).map(cellsOf);
    const wrong = value.broken.slice(0, 8).map(brokenText);
    const row = (cells: readonly string[]) =>
      `<tr>${cells.map((cell) => `<td style="text-align:left">${escapeHtml(cell)}</td>`).join("")}</tr>`;
    const html =
      `<b>${escapeHtml(title)}</b><table>${rows.map(row).join("")}</table>` +
      wrong.map((line) => `<div>${escapeHtml(line)}</div>`).join("");
    const text = [title, ...rows.map((cells) => `  ${cells.join("  ")}`), ...wrong].join("\n");
    return { "text/html": html, "text/plain": text };
  });
}

function titleOf({ name, games, broken, licence }: Omit<ChessGames, keyof Displayable>): string {
  const count = (n: number) => n.toLocaleString("en");
  const lost = broken.length > 0 ? `, ${count(broken.length)} broken` : "";
  return `${name}: ${count(games.length)} games${lost}, ${licence}`;
}

function cellsOf({ headers, result, moves }: PgnGame): string[] {
  const { White = "?", Black = "?", Date: date = "" } = headers;
  const start = moves.slice(0, 6).join(" ");
  return [White, Black, date.slice(0, 4), result, `${moves.length} moves: ${start} …`];
}

function brokenText({ number, line, why }: BrokenGame): string {
  return `Game ${number} is left out: line ${line}, ${why}`;
}
