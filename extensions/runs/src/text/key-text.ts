/** A key as one reads it: `valTopFive` is `validation top five`. */
export function keyText(key: string): string {
  const whole = key.replace(/^val(?=[A-Z])/, "validation");
  return whole.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before, after) => `${before} ${after.toLowerCase()}`,
  );
}
