import type { TranslationBundle } from "@jupyterlab/translation";
import { Widget } from "@lumino/widgets";
import type { Chapter, Lecture } from "./lecture.js";

interface ContentsPageOptions {
  readonly lecture: Lecture;
  readonly trans: TranslationBundle;
  /** Opens the notebook of a chapter. */
  readonly open: (chapter: Chapter) => void;
}

/** All notebooks of the lecture with picture, topic and expected time; a click opens one. */
export class ContentsPage extends Widget {
  readonly #options: ContentsPageOptions;

  constructor(options: ContentsPageOptions) {
    super();
    this.#options = options;
    this.addClass("rosenblatt-Lecture");
    this.node.append(element("h1", options.trans.__("Introduction to Deep Learning")));
    void this.#show();
  }

  async #show(): Promise<void> {
    const { lecture, trans } = this.#options;
    try {
      const chapters = await lecture.chapters();
      const list = element("ul", "");
      list.append(...chapters.map((chapter) => this.#card(chapter)));
      const all = chapters.reduce((sum, { seconds }) => sum + seconds, 0);
      const minutes = Math.ceil(all / 60);
      this.node.append(
        element(
          "p",
          trans.__(
            "%1 notebooks on real data, each from a clean kernel in about two minutes or less; all together in %2 minutes on two cores.",
            chapters.length,
            minutes,
          ),
        ),
        list,
      );
    } catch (error) {
      const problem = element("p", (error as Error).message);
      problem.setAttribute("role", "alert");
      this.node.append(problem);
    }
  }

  #card(chapter: Chapter): HTMLElement {
    const { trans, open } = this.#options;
    const { title, topic, seconds, picture } = chapter;
    const item = element("li", "");
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => open(chapter));
    const image = document.createElement("img");
    image.src = picture;
    // The title beside it says what it belongs to.
    image.alt = "";
    image.loading = "lazy";
    const about = element("span", topic);
    about.className = "rosenblatt-Lecture-topic";
    const time = element("span", trans.__("about %1 s", seconds));
    time.className = "rosenblatt-Lecture-time";
    button.append(image, element("strong", title), about, time);
    item.append(button);
    return item;
  }
}

function element(kind: string, text: string): HTMLElement {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}
