import { escapeHtml, span } from "../html/escape.js";
import { folded } from "../html/page.js";

/** An address as a link where a browser may follow it, and its parts to unfold. */
export function addressView(url: URL): string {
  const text = escapeHtml(url.href.slice(0, 2_000));
  const link = /^https?:$/.test(url.protocol)
    ? `<a href="${text}" target="_blank" rel="noopener">${text}</a>`
    : text;
  const { protocol, host, pathname, hash } = url;
  const parts = Object.entries({ protocol, host, pathname, hash }).filter(
    ([, part]) => part !== "",
  );
  const query = [...url.searchParams].slice(0, 100).map(([key, value]) => [`?${key}`, value]);
  const rows = [...parts, ...query].map(([key = "", value = ""]) => {
    return `<div class="rb-row">${span("key", key)}: ${span("string", value.slice(0, 500))}</div>`;
  });
  return folded(link, rows.join(""));
}
