/** A title that tells its number: `ROC: area under the curve 0.981`. */
export function scoreTitle(
  title: string,
  { score, name }: { score: number; name: string },
): string {
  return `${title}: ${name} ${score.toFixed(3)}`;
}
