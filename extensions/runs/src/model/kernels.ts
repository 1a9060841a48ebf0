import { PathExt } from "@jupyterlab/coreutils";
import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { Kernel, ServiceManager, Session } from "@jupyterlab/services";
import { KernelRuns } from "./kernel-runs.js";
import type { RunList } from "./run-list.js";

export interface KernelsOptions {
  readonly services: ServiceManager.IManager;
  readonly notebooks: INotebookTracker;
  readonly runs: RunList;
}

interface Followed {
  readonly kernel: Kernel.IKernelConnection;
  /** Whether the connection was made here, for want of a notebook that has one. */
  readonly own: boolean;
  readonly runs: KernelRuns;
}

/** Follows the runs of all kernels that the server runs, those without an open notebook included. */
export class Kernels {
  readonly #options: KernelsOptions;
  readonly #followed = new Map<string, Followed>();

  constructor(options: KernelsOptions) {
    this.#options = options;
    const { services, notebooks } = options;
    services.sessions.runningChanged.connect(this.#update, this);
    notebooks.forEach((panel) => {
      this.#watch(panel);
    });
    notebooks.widgetAdded.connect((_, panel) => this.#watch(panel));
    void services.sessions.ready.then(() => this.#update());
  }

  #watch(panel: NotebookPanel): void {
    panel.sessionContext.kernelChanged.connect(this.#update, this);
    panel.disposed.connect(this.#update, this);
    this.#update();
  }

  #update(): void {
    const sessions = new Map<string, Session.IModel>();
    for (const session of this.#options.services.sessions.running()) {
      const { kernel } = session;
      if (kernel?.name.startsWith("rosenblatt")) sessions.set(kernel.id, session);
    }
    const open = this.#openKernels();
    for (const [id, { kernel, own }] of [...this.#followed]) {
      // A notebook that opens brings a connection, and one that closes takes its own away.
      const outdated = kernel.isDisposed || (own ? open.has(id) : open.get(id) !== kernel);
      if (!sessions.has(id) || outdated) this.#leave(id);
    }
    for (const [id, session] of sessions) {
      if (this.#followed.has(id)) continue;
      const there = open.get(id);
      const kernel =
        there ??
        this.#options.services.kernels.connectTo({ model: session.kernel!, handleComms: false });
      const notebook = () => this.#notebookOf(id) ?? placeOf(session);
      const runs = new KernelRuns(kernel, { notebook, runs: this.#options.runs });
      this.#followed.set(id, { kernel, own: !there, runs });
    }
  }

  #openKernels(): Map<string, Kernel.IKernelConnection> {
    const open = new Map<string, Kernel.IKernelConnection>();
    this.#options.notebooks.forEach(({ isDisposed, sessionContext }) => {
      const kernel = isDisposed ? undefined : sessionContext.session?.kernel;
      if (kernel && !kernel.isDisposed) open.set(kernel.id, kernel);
    });
    return open;
  }

  /** The open notebook that a kernel runs; a session's own path may be a name for the time being. */
  #notebookOf(id: string): string | undefined {
    const panel = this.#options.notebooks.find(
      ({ sessionContext }) => sessionContext.session?.kernel?.id === id,
    );
    return panel?.context.path;
  }

  #leave(id: string): void {
    const { kernel, own, runs } = this.#followed.get(id)!;
    runs.dispose();
    if (own) kernel.dispose();
    this.#followed.delete(id);
  }
}

/** Where a session's runs are: a notebook's path; that of a console is a made-up name. */
function placeOf({ type, path, name }: Session.IModel): string {
  return type === "console" ? PathExt.join(PathExt.dirname(path), name) : path;
}
