import { table } from "./table.js";

/**
 * Wines of three grapes from the same region of Italy: 178 of them, 13 chemical measures; ships
 * whole. The source tells no unit but that of alcohol, which is per cent by volume.
 *
 * @example const data = await wine({ features: ["alcohol", "flavanoids"] });
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export const wine = table({
  name: "Wine",
  file: "wine.csv",
  classes: ["Barolo", "Grignolino", "Barbera"],
  features: [
    "alcohol",
    "malic acid",
    "ash",
    "alcalinity of ash",
    "magnesium",
    "total phenols",
    "flavanoids",
    "nonflavanoid phenols",
    "proanthocyanins",
    "colour intensity",
    "hue",
    "od280/od315 of diluted wines",
    "proline",
  ],
  units: ["% vol", ...Array<string>(12).fill("")],
  licence: "CC BY 4.0",
  source: "https://archive.ics.uci.edu/dataset/109/wine",
  citation:
    "M. Forina, C. Armanino, M. Castino, M. Ubigli, Multivariate data analysis as a discriminating " +
    "method of the origin of wines, Vitis 25, 1986",
});
