import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Displayable, displayable, jupyterDisplay, line } from "@rosenblatt/plots";
import { samplesFolder } from "./samples-folder.js";

/** One quantity measured at many times, and where it comes from; shows itself as a curve. */
export interface TimeSeries extends Displayable {
  readonly name: string;
  /** When, in years: the middle of a month. */
  readonly x: readonly number[];
  /** What was measured, in `unit`. */
  readonly y: readonly number[];
  readonly unit: string;
  readonly licence: string;
  readonly source: string;
  readonly citation: string;
}

/**
 * Carbon dioxide in the air over Mauna Loa: monthly means in parts per million since March 1958,
 * the curve that Charles Keeling began; ships whole.
 *
 * @example const { x, y } = await maunaLoa({ from: 2010 });
 * @throws RangeError unless some month lies between the years.
 */
export async function maunaLoa({
  from = -Infinity,
  to = Infinity,
}: {
  /** The first year. */
  from?: number;
  /** The year before which it ends. */
  to?: number;
} = {}): Promise<TimeSeries> {
  const text = await readFile(join(samplesFolder, "mauna-loa.csv"), "utf8");
  const rows = text.trimEnd().split("\n").slice(1);
  const months = rows.map(monthOf).filter(({ year }) => year >= from && year < to);
  if (months.length === 0) {
    throw new RangeError(
      `Cannot take the years from ${from} to before ${to}: measurements go from 1958 to 2020`,
    );
  }
  const facts = {
    name: "Carbon dioxide over Mauna Loa",
    x: months.map(({ year }) => year),
    y: months.map(({ ppm }) => ppm),
    unit: "ppm",
    licence: "CC BY 4.0",
    source: "https://scrippsco2.ucsd.edu/data/atmospheric_co2/primary_mlo_co2_record",
    citation:
      "C. D. Keeling et al., Exchanges of atmospheric CO2 and 13CO2 with the terrestrial biosphere " +
      "and oceans from 1978 to 2000, SIO Reference Series 01-06, 2001",
  };
  return displayable(facts, ({ name, x, y, unit }) =>
    line({ [name]: { x, y } }, { title: name, xTitle: "year", yTitle: unit })[jupyterDisplay](),
  );
}

/** A row such as `1958-03,315.70`. */
function monthOf(row: string): { year: number; ppm: number } {
  const [year, month, ppm] = row.split(/[-,]/).map(Number) as [number, number, number];
  return { year: year + (month - 0.5) / 12, ppm };
}
