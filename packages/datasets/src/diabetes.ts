import { table } from "./table.js";

/**
 * The progression of diabetes in the year after ten measures of 442 patients were taken, a number
 * from 25 to 346; ships whole. The measures are as they were taken: `normalise()` brings them to
 * one scale. Sex is 1 or 2; the source tells neither which is which nor the units of the blood's
 * measures.
 *
 * @example
 * const data = (await diabetes()).normalise();
 * const history = await fit(net(data.shape, dense(1)), data, { optimizer: adam(5), epochs: 3 });
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export const diabetes = table({
  name: "Diabetes",
  file: "diabetes.csv",
  classes: [],
  target: { name: "progression", unit: "" },
  features: [
    "age",
    "sex",
    "body mass index",
    "blood pressure",
    "total cholesterol",
    "low-density lipoproteins",
    "high-density lipoproteins",
    "cholesterol ratio",
    "log triglycerides",
    "blood sugar",
  ],
  units: ["years", "", "kg/m²", "mm Hg", "", "", "", "", "", ""],
  licence: "none stated; published for research, and distributed with scikit-learn (BSD-3-Clause)",
  source: "https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html",
  citation:
    "B. Efron, T. Hastie, I. Johnstone, R. Tibshirani, Least angle regression, Annals of " +
    "Statistics 32(2), 2004",
});
