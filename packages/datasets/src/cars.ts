import { table } from "./table.js";

/**
 * Cars of 1970 to 1982: how far 406 of them go on a gallon, by what they are; ships whole. The
 * consumption of 8 is not known and the power of 6; they are left out. Where a car was made stands
 * as 0 or 1 for each origin. The file at hand has the cars of 1981 under 1982.
 *
 * @example
 * const data = (await cars({ features: ["horsepower", "weight"] })).normalise();
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export const cars = table({
  name: "Cars",
  file: "cars.csv",
  classes: [],
  target: { name: "miles per gallon", unit: "" },
  features: [
    "cylinders",
    "displacement",
    "horsepower",
    "weight",
    "acceleration",
    "year",
    "Europe",
    "Japan",
    "USA",
  ],
  units: ["", "cu in", "hp", "lb", "s to 60 mph", "", "", "", ""],
  licence: "distributed in 1982 for educational and scientific purposes",
  source: "http://lib.stat.cmu.edu/datasets/cars.desc",
  citation:
    "E. Ramos, D. Donoho, ASA 1983 Data Exposition dataset, StatLib, 1983; J. R. Quinlan, " +
    "Combining instance-based and model-based learning, ICML 1993",
});
