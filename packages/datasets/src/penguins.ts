import { table } from "./table.js";

/**
 * Penguins of the Palmer Archipelago in Antarctica: 344 birds of three species, four measures in
 * millimetres and grams; ships whole. Two birds were not measured and are left out.
 *
 * @example
 * const data = await penguins({ features: ["beak length", "beak depth"] });
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export const penguins = table({
  name: "Palmer penguins",
  file: "penguins.csv",
  classes: ["Adelie", "Chinstrap", "Gentoo"],
  features: ["beak length", "beak depth", "flipper length", "body mass"],
  units: ["mm", "mm", "mm", "g"],
  licence: "CC0 1.0",
  source: "https://allisonhorst.github.io/palmerpenguins",
  citation:
    "K. B. Gorman, T. D. Williams, W. R. Fraser, Ecological sexual dimorphism and environmental " +
    "variability within a community of Antarctic penguins (genus Pygoscelis), PLoS ONE 9(3), 2014",
});
