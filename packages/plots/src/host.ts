import type { Bundle } from "./bundle.js";
import { denoHost } from "./hosts/deno.js";
import { rosenblattHost } from "./hosts/rosenblatt.js";
import { terminalHost } from "./hosts/terminal.js";
import { tslabHost } from "./hosts/tslab.js";

/** Where a bundle goes. */
export interface Placement {
  /** Names the output, so that it can be patched. */
  id?: string;
  /** Patches the output of that name instead of adding one. */
  update?: boolean;
  /** No patch will follow: a terminal may end its line. */
  last?: boolean;
}

/** What runs the program and can show something to a person. */
export interface Host {
  readonly name: "rosenblatt" | "deno" | "tslab" | "terminal";
  display(bundle: Bundle, placement: Placement): void;
}

/** The running host; asked anew at each display, since a kernel may install itself late. */
export function currentHost(): Host {
  return rosenblattHost() ?? tslabHost() ?? denoHost() ?? terminalHost();
}
