import { writeSync } from "node:fs";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { Answers } from "../bridge/answers.js";
import { MainThread, type Output } from "../bridge/main-thread.js";
import { Shared } from "../bridge/shared.js";
import { EditorComm } from "../editor/editor-comm.js";
import { EDITOR_TARGET } from "../editor/protocol.js";
import { History } from "../history/history.js";
import { historyFolder } from "../history/history-folder.js";
import { SessionFiles } from "../history/session-files.js";
import type { Language } from "../language/transpile.js";
import { typesBesideMagics } from "../magics/types-beside-magics.js";
import { readConnection } from "../transport/connection.js";
import { Sockets } from "../transport/sockets.js";
import { VARIABLES_TARGET } from "../variables/protocol.js";
import { VariablesService } from "../variables/variables-service.js";
import { CellQueue, type QueueHandlers } from "./cell-queue.js";
import { CellRunner } from "./cell-runner.js";
import { ChildStreams } from "./child-streams.js";
import { CommRouter } from "./comm-router.js";
import { Kernel } from "./kernel.js";
import { LastWords } from "./last-words.js";
import { LazyCompiler } from "./lazy-compiler.js";
import { LazyDebugger } from "./lazy-debugger.js";
import { lazyTypes } from "./lazy-types.js";
import { answerMagics } from "./magic-topics.js";
import { OutputChannel } from "./output.js";
import { followParent } from "./parent.js";
import { takeQuestions } from "./questions.js";
import { Shells } from "./shells.js";
import { sloppyTypes } from "./sloppy-types.js";
import { Status } from "./status.js";
import { Stdin } from "./stdin.js";
import { typesBesideValues } from "./types-beside-values.js";
import { type TypeSettings, typeMode } from "./types-gate.js";
import { warmingUp } from "./warm-up.js";

interface WorkerData {
  readonly connectionFile: string;
  readonly shared: SharedArrayBuffer;
  readonly answers: MessagePort;
  readonly folder: string;
  readonly language: Language;
}

/** Straight to the process's own stderr: in a worker, `console` needs the user's thread. */
function log(text: string): void {
  writeSync(2, `rosenblatt: ${text}\n`);
}

async function start({
  connectionFile,
  shared: buffer,
  answers,
  folder: start,
  language,
}: WorkerData): Promise<void> {
  let folder = start;
  const connection = readConnection(connectionFile);
  const lastWords = new LastWords(connectionFile);
  const shared = new Shared(buffer);
  const transport = new Sockets(connection);
  const output = new OutputChannel(transport);
  const status = new Status(transport);
  const stdin = new Stdin({ transport, output });
  const compiler = new LazyCompiler(async () => {
    const { Compiler } = await import("../language/compile.js");
    return new Compiler({ folder, language });
  });
  const kept = historyFolder();
  const history = new History(kept === undefined ? undefined : new SessionFiles(kept, log));
  const mode = language === "typescript" ? typeMode() : "off";
  const settings: TypeSettings = { language, mode };
  const loaded = lazyTypes(async () => {
    const { createTypeService } = await import("../types/index.js");
    return createTypeService({ folder });
  });
  const typesOfCode = language === "typescript" ? loaded : sloppyTypes(loaded);
  const typesOfValues = typesBesideValues(typesOfCode, (path) => main.calls.call("members", path));
  const types = typesBesideMagics(typesOfValues, (name) => compiler.knows(name));
  const room = (): Promise<void> | undefined => transport.room();
  const main = new MainThread(parentPort!, { shared, onOutput: (report) => take(report), room });
  main.onInterrupt = () => stdin.interrupt();
  takeQuestions(main.calls, { stdin, answers: new Answers(answers, shared) });
  const debugging = new LazyDebugger({
    transport,
    folder,
    compiler,
    main,
    textOf: (count) => runner.textOf(count),
    hasListeners: () => shared.signalListeners > 0,
  });
  const runner: CellRunner = new CellRunner({
    transport,
    output,
    status,
    stdin,
    compiler,
    main,
    types,
    debugging,
    history,
    settings,
    lastWords: lastWords.text,
  });
  const moveTo = (to: string): void => {
    folder = to;
    compiler.moveTo(to);
    loaded.restart();
  };
  const place = { folder: () => folder, moveTo };
  answerMagics(main.calls, { runner, compiler, types, history, settings, ...place });
  const comms = new CommRouter({ transport, output, calls: main.calls });
  comms.register(EDITOR_TARGET, (comm) => new EditorComm(comm, { types, folder: start }));
  const variables = new VariablesService({
    calls: main.calls,
    originOf: (id) => runner.originOf(id),
    types,
    settings,
  });
  comms.register(VARIABLES_TARGET, (comm) => variables.open(comm));
  const children = new ChildStreams({
    calls: main.calls,
    shared,
    room,
    print: (text, { cell, name }) => output.write(cell, name, text),
  });
  const take = (report: Output): void => {
    comms.watch(report);
    if (report.type === "channel") children.announce(report.channel, report);
    else runner.take(report);
  };
  const handlers: QueueHandlers = {
    run: async (cell, condemn) => {
      variables.cellBegins();
      await runner.run(cell, condemn);
      variables.cellEnded();
    },
    abort: (cell) => runner.abort(cell),
  };
  const shells = new Shells(() => new CellQueue(transport, handlers));
  const kernel = new Kernel({
    connection,
    transport,
    status,
    shells,
    stdin,
    comms,
    main,
    lastWords,
    types,
    debugging,
    history,
    language,
    log,
  });
  const warm = async (): Promise<void> => {
    // What it cannot do it says at the first cell.
    await compiler.warm().catch(() => undefined);
    // Without its types the kernel still runs cells.
    await loaded.warm().catch((error: Error) => log(error.message));
  };
  await transport.open(connection, warmingUp(kernel, warm));
  followParent(() => lastWords.forget());
}

start(workerData as WorkerData).catch((error: Error) => {
  log(error.message);
  process.exit(1);
});
