/**
 * Colours told apart with any kind of colour vision, on light and on dark paper.
 * Source: Okabe and Ito, Color Universal Design, 2008; its blue made lighter to show on
 * dark paper, without its black, and yellow at the end. Three more make ten, one for each digit.
 */
const colors = [
  ...["#1F83C4", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442"],
  ...["#8C6BB1", "#7F7F7F", "#A65628"],
];

/** Marker shapes, so that colour is never the only difference. */
const symbols = ["circle", "square", "diamond", "cross", "triangle-up", "x", "star", "hexagon"];

/** The colour of the series or class with this index. */
export function colorOf(index: number): string {
  return colors[index % colors.length]!;
}

/** The marker of the series or class with this index; differs where colours repeat. */
export function symbolOf(index: number): string {
  return symbols[index % symbols.length]!;
}
