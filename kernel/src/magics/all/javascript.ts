import type { Magic } from "../magic.js";

export const javascript: Magic = {
  name: "javascript",
  aliases: ["js"],
  usage: ["%%javascript"],
  summary: "Runs the cell in the browser.",
  details: "`element` is where its output goes. The session's names are not known there.",
  example: "%%js\nelement.textContent = navigator.userAgent;",
  run: ({ body }, { display }) =>
    display({ "application/javascript": body, "text/plain": "(runs in the browser)" }),
};
