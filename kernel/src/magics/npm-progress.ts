import type { MagicContext } from "./magic.js";

/** Milliseconds between two looks at the progress. */
const pace = 100;
const FETCHED = /^npm http (?:fetch|cache) (?:GET \d+ )?(\S+)/;

/** Shows how far npm has come, in one line that is replaced. */
export class NpmProgress {
  readonly #display: MagicContext["display"];
  readonly #title: string;
  readonly #id = `npm-${Math.random().toString(36).slice(2)}`;
  readonly #start = Date.now();
  #fetched = 0;
  #latest = "";
  #rest = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(title: string, display: MagicContext["display"]) {
    this.#title = title;
    this.#display = display;
    this.#show("…");
  }

  /** Takes what npm reports; gives what of it is no progress. */
  take(text: string): string {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    return lines
      .filter((line) => !this.#note(line))
      .map((line) => `${line}\n`)
      .join("");
  }

  /** Shows how it ended; gives what is left of npm's report. */
  end(outcome: string): string {
    clearTimeout(this.#timer);
    const seconds = ((Date.now() - this.#start) / 1000).toFixed(1);
    this.#show(`: ${outcome} after ${seconds} s${this.#count()}`, true);
    return this.take("\n").replace(/^\n$/, "");
  }

  /** Whether a line is about something fetched. */
  #note(line: string): boolean {
    const address = FETCHED.exec(line)?.[1];
    if (address === undefined) return line.startsWith("npm http");
    this.#fetched++;
    this.#latest = decodeURIComponent(
      address.replace(/^.*?\/\/[^/]*\//, "").replace(/\/-\/.*/, ""),
    );
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show(`…${this.#count()}, ${this.#latest}`, true);
    }, pace);
    return true;
  }

  #count(): string {
    return this.#fetched === 0 ? "" : `, ${this.#fetched} fetched`;
  }

  #show(state: string, update = false): void {
    this.#display({ "text/plain": this.#title + state }, { displayId: this.#id, update });
  }
}
