import type { Kind } from "./label.js";

/** The colour of each kind of box: Okabe and Ito's palette, and grey. */
export const colors: Readonly<Record<Kind, string>> = {
  input: "#7F7F7F",
  conv: "#1F83C4",
  pool: "#009E73",
  dense: "#D55E00",
  merge: "#CC79A7",
  shape: "#7F7F7F",
  follower: "#7F7F7F",
  other: "#E69F00",
};
