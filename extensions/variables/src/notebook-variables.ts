import type { NotebookPanel } from "@jupyterlab/notebook";
import type { Kernel } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import { type ISignal, Signal } from "@lumino/signaling";
import { type Answered, type Asked, KernelLine } from "./kernel-line.js";
import type {
  CellOrigin,
  Changes,
  Child,
  Children,
  FromKernel,
  Histogram,
  Leak,
  MemoryPoint,
  Page,
  Path,
  Statistics,
  Variable,
} from "./protocol.js";

/** Points of memory that are kept. */
const most = 500;
/** Children that the kernel gives at once. */
const together = 1_000;

/** "foreign": the notebook has another kernel; "away": it has none that answers at the moment. */
export type State = "ready" | "foreign" | "away";

/** Numbers of a part of a tensor. */
export interface Numbers extends Page {
  readonly values: Float32Array | Float64Array;
}

/** What is known of one notebook's variables; it changes as a whole. */
export interface Known {
  readonly state: State;
  readonly busy: boolean;
  /** Whether the kernel has told its variables once. */
  readonly told: boolean;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly types: ReadonlyMap<string, string>;
  readonly left: number;
  readonly memory: readonly MemoryPoint[];
  readonly leaks: readonly Leak[];
  /** Grows when values may have changed. */
  readonly version: number;
}

const nothing: Omit<Known, "state" | "busy" | "version"> = {
  told: false,
  variables: new Map(),
  types: new Map(),
  left: 0,
  memory: [],
  leaks: [],
};

/** The variables of a notebook's kernel, kept as the kernel tells them. */
export class NotebookVariables {
  readonly panel: NotebookPanel;
  readonly #trans: TranslationBundle;
  readonly #changed = new Signal<this, void>(this);
  #known: Known = { ...nothing, state: "away", busy: false, version: 0 };
  #line: KernelLine | undefined;

  constructor(panel: NotebookPanel, trans: TranslationBundle) {
    this.panel = panel;
    this.#trans = trans;
    panel.sessionContext.kernelChanged.connect(this.#connect, this);
    panel.sessionContext.statusChanged.connect(this.#followStatus, this);
    panel.disposed.connect(() => this.#close());
    this.#connect();
  }

  get known(): Known {
    return this.#known;
  }

  /** Emitted when `known` is another. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  /** What the notebook's kernel is called. */
  get kernelName(): string {
    return this.panel.sessionContext.kernelDisplayName;
  }

  refresh(): void {
    this.#line?.refresh();
  }

  /** The first children of what is at the end of a path, as many as one wants. */
  async children(path: Path, wanted: number): Promise<Children> {
    let total = wanted;
    const children: Child[] = [];
    for (let start = 0; start < Math.min(wanted, total); start += together) {
      const count = Math.min(together, wanted - start);
      const question = { type: "children", path, start, count } as const;
      const { result } = await this.#ask<"children">(question);
      children.push(...result.children);
      total = result.total;
    }
    return { total, children };
  }

  /** What is at the end of a path. */
  async child(path: Path): Promise<Child> {
    return (await this.#ask<"child">({ type: "child", path })).result;
  }

  async statistics(path: Path): Promise<Statistics> {
    return (await this.#ask<"statistics">({ type: "statistics", path })).result;
  }

  async histogram(path: Path, bins: number): Promise<Histogram> {
    return (await this.#ask<"histogram">({ type: "histogram", path, bins })).result;
  }

  async page(question: Omit<Extract<Asked, { type: "page" }>, "type">): Promise<Numbers> {
    const { result: page, buffer } = await this.#ask<"page">({ type: "page", ...question });
    const bytes = buffer ?? new ArrayBuffer(0);
    const values = page.dtype === "float32" ? new Float32Array(bytes) : new Float64Array(bytes);
    if (values.length !== page.rows * page.columns * page.channels)
      throw new Error(this.#trans.__("Cannot show the numbers: the kernel sent another number."));
    return { ...page, values };
  }

  /** Brings a cell into view. */
  reveal({ id, count }: CellOrigin): void {
    const { content } = this.panel;
    const byId = content.widgets.findIndex(({ model }) => model.id === id);
    const index =
      byId >= 0
        ? byId
        : content.widgets.findIndex(({ model }) => {
            return model.type === "code" && model.sharedModel.toJSON().execution_count === count;
          });
    if (index < 0) return;
    content.deselectAll();
    content.activeCellIndex = index;
    content.mode = "command";
    void content.scrollToItem(index, "smart").then(() => content.widgets[index]?.node.focus());
  }

  #ask<Type extends Asked["type"]>(
    question: Extract<Asked, { type: Type }>,
  ): Promise<Answered<Type>> {
    if (this.#line) return this.#line.ask<Type>(question);
    return Promise.reject(new Error(this.#trans.__("The kernel is not running.")));
  }

  /** A kernel that starts again knows of nothing. */
  #followStatus(_: unknown, status: Kernel.Status): void {
    const isGone = /restarting|terminating|dead/.test(status);
    if (isGone) this.#forget();
    else if ((status === "idle" || status === "busy") && !this.#line?.isOpen) this.#connect();
    this.#change({ busy: status === "busy" });
  }

  #forget(): void {
    this.#line?.close();
    this.#line = undefined;
    this.#change({ ...nothing, state: "away", version: this.#known.version + 1 });
  }

  #connect(): void {
    this.#forget();
    const kernel = this.panel.sessionContext.session?.kernel;
    const answers = kernel?.status === "idle" || kernel?.status === "busy";
    if (kernel && !kernel.name.startsWith("rosenblatt")) this.#change({ state: "foreign" });
    else if (kernel && answers) {
      const told = (message: FromKernel) => this.#take(message);
      this.#line = new KernelLine(kernel, { told, trans: this.#trans });
      this.#change({ state: "ready", busy: kernel.status === "busy" });
    }
  }

  #take(message: FromKernel): void {
    if (message.type === "variables") this.#update(message);
    else if (message.type === "leaks") this.#change({ leaks: message.leaks });
    else if (message.type === "types") {
      const types = new Map([...this.#known.types, ...Object.entries(message.types)]);
      this.#change({ types });
    }
  }

  #update({ set, gone, left, memory }: Changes): void {
    const variables = new Map(this.#known.variables);
    const types = new Map(this.#known.types);
    for (const name of gone) {
      variables.delete(name);
      types.delete(name);
    }
    for (const variable of set) variables.set(variable.name, variable);
    const points = [...this.#known.memory, ...memory].slice(-most);
    const version = this.#known.version + 1;
    this.#change({ told: true, variables, types, left, memory: points, version });
  }

  #change(part: Partial<Known>): void {
    this.#known = { ...this.#known, ...part };
    this.#changed.emit();
  }

  #close(): void {
    this.#line?.close();
    this.#line = undefined;
    Signal.clearData(this);
  }
}
