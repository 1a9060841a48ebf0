import type { LibraryHandle } from "koffi";
import { libraryFile } from "./library.js";

/** What calls native functions, loaded when a graph first needs it. */
const koffi = () => require("koffi") as typeof import("koffi");

/** An object of ONNX Runtime: its address. */
export type Handle = bigint;

/** Plain memory whose address a function gets. */
type Memory = Uint8Array | BigInt64Array | BigUint64Array;

/** What a function gives: null, or the address of what went wrong. */
type Status = unknown;

/** The functions that are used here. They give what they make in the first place of `made`. */
interface Functions {
  createEnv(level: number, id: string, made: Memory): Status;
  createSessionOptions(made: Memory): Status;
  setGraphOptimization(options: Handle, level: number): Status;
  setThreads(options: Handle, threads: number): Status;
  setEntry(options: Handle, key: string, value: string): Status;
  createSession(
    env: Handle,
    model: Uint8Array,
    bytes: number,
    options: Handle,
    made: Memory,
  ): Status;
  createMemoryInfo(allocator: number, kind: number, made: Memory): Status;
  createTensor(
    info: Handle,
    values: Uint8Array,
    bytes: number,
    shape: Memory,
    rank: number,
    type: number,
    made: Memory,
  ): Status;
  run(
    session: Handle,
    options: Handle,
    inputNames: Memory,
    inputs: Memory,
    inputCount: number,
    outputNames: Memory,
    outputCount: number,
    outputs: Memory,
  ): Status;
  messageOf(status: Status): string;
  releaseStatus(status: Status): void;
  releaseSession(session: Handle): void;
  releaseTensor(tensor: Handle): void;
  releaseSessionOptions(options: Handle): void;
}

const [status, address, number, text, memory, size] = [
  "void *",
  "uintptr_t",
  "int",
  "const char *",
  "void *",
  "size_t",
];

/**
 * Where each function stands in ONNX Runtime's table (`OrtApi` in onnxruntime_c_api.h), what it
 * gives and what it takes. The table grows at its end only, so places stay.
 */
const places: Record<keyof Functions, readonly [number, string, readonly string[]]> = {
  messageOf: [2, text, [status]],
  createEnv: [3, status, [number, text, memory]],
  createSession: [8, status, [address, memory, size, address, memory]],
  run: [9, status, [address, address, memory, memory, size, memory, size, memory]],
  createSessionOptions: [10, status, [memory]],
  setGraphOptimization: [23, status, [address, number]],
  setThreads: [24, status, [address, number]],
  createTensor: [49, status, [address, memory, size, memory, size, number, memory]],
  createMemoryInfo: [69, status, [number, number, memory]],
  releaseStatus: [93, "void", [status]],
  releaseSession: [95, "void", [address]],
  releaseTensor: [96, "void", [address]],
  releaseSessionOptions: [100, "void", [address]],
  setEntry: [130, status, [address, text, text]],
};

/** The version of the table that has all of them. */
const version = 5;

/** ONNX Runtime's functions, and what all graphs have in common. */
export class Api {
  readonly functions: Functions;
  readonly env: Handle;
  /** That tensors lie in the memory of the processor. */
  readonly inMemory: Handle;

  constructor() {
    this.functions = functionsOf(load());
    // Only what is fatal is logged: the rest comes as an error.
    this.env = this.make((made) => this.functions.createEnv(4, "rosenblatt", made));
    this.inMemory = this.make((made) => this.functions.createMemoryInfo(1, 0, made));
  }

  /** @throws Error with the message of a function that failed. */
  check(failure: Status): void {
    if (!failure) return;
    const message = this.functions.messageOf(failure);
    this.functions.releaseStatus(failure);
    throw new Error(message);
  }

  /** What a function makes. */
  make(by: (made: BigUint64Array) => Status): Handle {
    const made = new BigUint64Array(1);
    this.check(by(made));
    return made[0]!;
  }
}

/** Where memory lies. */
export function addressOf(memory: Uint8Array): Handle {
  return koffi().address(memory);
}

/** koffi unloads a library that nobody holds, though ONNX Runtime's threads still run in it. */
function load(): LibraryHandle {
  const file = libraryFile();
  if (process.platform === "win32") {
    koffi().load("kernel32.dll").func("LoadLibraryW", "void *", ["str16"])(file);
  } else {
    koffi().load(null).func("dlopen", "void *", ["str", "int"])(file, resolveNow);
  }
  return koffi().load(file);
}

/** `RTLD_NOW` */
const resolveNow = 2;

function functionsOf(library: LibraryHandle): Functions {
  const base = library.func("OrtGetApiBase", "void *", [])();
  const [getApi] = koffi().decode(base, koffi().array("void *", 1)) as [unknown];
  const table = koffi().call(getApi, koffi().proto("void *", ["uint32_t"]), version) as unknown;
  const length = Math.max(...Object.values(places).map(([place]) => place)) + 1;
  const pointers = koffi().decode(table, koffi().array("void *", length)) as unknown[];
  const functions = Object.entries(places).map(([name, [place, gives, takes]]) => {
    return [name, koffi().decode(pointers[place], koffi().proto(gives, [...takes]))];
  });
  return Object.fromEntries(functions) as Functions;
}

let loaded: Api | undefined;

/** ONNX Runtime's library, loaded when it is first needed. */
export function api(): Api {
  loaded ??= new Api();
  return loaded;
}
