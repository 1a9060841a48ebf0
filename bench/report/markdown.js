/** A Markdown table; all columns but the first are numbers, so they align to the right. */
function markdownTable(header, rows) {
  const alignment = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, alignment, ...rows]
    .map((cells) => `| ${cells.map(clean).join(" | ")} |`)
    .join("\n");
}

/** The table, and below it what needs saying, one line each. */
function withNotes(table, notes) {
  return notes.length === 0 ? table : `${table}\n\n${notes.map((note) => `- ${note}`).join("\n")}`;
}

/** The document with this section in place of the one of that heading, or at its end. */
function withSection(document, { heading, text }) {
  const section = `## ${heading}\n\n${text.trim()}\n`;
  const parts = document.split(/^(?=## )/m);
  const at = parts.findIndex((part) => part.startsWith(`## ${heading}\n`));
  if (at < 0) parts.push(section);
  else parts[at] = section;
  return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
}

/** Two significant digits below ten, whole numbers with thousands separated above. */
function quantity(value) {
  if (value >= 10) return Math.round(value).toLocaleString("en-US");
  return value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

function clean(cell) {
  return String(cell)
    .replaceAll("|", "\\|")
    .replaceAll(/\s*\n\s*/g, " ");
}

module.exports = { markdownTable, quantity, withNotes, withSection };
