/**
 * Colours told apart with any kind of colour vision, on light and on dark paper; those of the
 * figures in notebooks. Source: Okabe and Ito, Color Universal Design, 2008, and three more.
 */
const colors = [
  ...["#1F83C4", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8C6BB1"],
  ...["#7F7F7F", "#A65628", "#C0B000"],
];

/** The colour of the run or curve with this index. */
export function colorOf(index: number): string {
  return colors[index % colors.length]!;
}
