const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe inside HTML and its attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** A piece of text with a class of the style sheet. */
export function span(name: string, text: string): string {
  return `<span class="rb-${name}">${escapeHtml(text)}</span>`;
}
