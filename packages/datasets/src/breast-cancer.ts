import { table } from "./table.js";

/**
 * Breast cancer in Wisconsin: 569 needle biopsies, malignant or benign, by 30 measures of the nuclei
 * of their cells: the mean, the standard error and the worst (the mean of the three largest) of ten
 * quantities, in units of the pictures; ships whole.
 *
 * @example const data = await breastCancer({ features: ["mean radius", "worst texture"] });
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export const breastCancer = table({
  name: "Breast cancer Wisconsin (diagnostic)",
  file: "breast-cancer.csv",
  classes: ["malignant", "benign"],
  features: [
    "mean radius",
    "mean texture",
    "mean perimeter",
    "mean area",
    "mean smoothness",
    "mean compactness",
    "mean concavity",
    "mean concave points",
    "mean symmetry",
    "mean fractal dimension",
    "radius error",
    "texture error",
    "perimeter error",
    "area error",
    "smoothness error",
    "compactness error",
    "concavity error",
    "concave points error",
    "symmetry error",
    "fractal dimension error",
    "worst radius",
    "worst texture",
    "worst perimeter",
    "worst area",
    "worst smoothness",
    "worst compactness",
    "worst concavity",
    "worst concave points",
    "worst symmetry",
    "worst fractal dimension",
  ],
  licence: "CC BY 4.0",
  source: "https://archive.ics.uci.edu/dataset/17/breast+cancer+wisconsin+diagnostic",
  citation:
    "W. N. Street, W. H. Wolberg, O. L. Mangasarian, Nuclear feature extraction for breast tumor " +
    "diagnosis, Proc. SPIE 1905, 1993",
});
