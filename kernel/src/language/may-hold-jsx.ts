/** Whether a text might hold JSX: every element closes, itself or with a tag. */
export function mayHoldJsx(text: string): boolean {
  return /<\/|\/>/.test(text);
}
