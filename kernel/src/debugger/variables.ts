import type { Session } from "node:inspector/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { debugHostCode } from "../bridge/debug-host.js";
import { argument, type RemoteObject, resultOf } from "./inspector.js";
import { objectVariables } from "./object-variables.js";
import type { Container, References } from "./references.js";
import { elementCount, typeName, valueText } from "./value-text.js";

/** A variable before it has a number. */
export interface Named {
  readonly name: string;
  /** Undefined before its declaration is reached. */
  readonly value: RemoteObject | undefined;
  /** An expression for it, if there is one. */
  readonly path?: string | undefined;
  readonly hint?: DebugProtocol.VariablePresentationHint;
}

interface VariablesParts {
  readonly session: Session;
  readonly references: References;
  /** The names of the session and their values. */
  readonly sessionNames: () => Promise<readonly Named[]>;
}

/** Which variables are asked for. */
export type Page = Pick<DebugProtocol.VariablesArguments, "filter" | "start" | "count">;

/** The variables of scopes and values, in the form of the protocol. */
export class Variables {
  readonly #parts: VariablesParts;
  /**
   * Whether types are named. JupyterLab's tree shows a variable's type in place of its value, unless
   * the type is one of Python's.
   */
  namesTypes = true;

  constructor(parts: VariablesParts) {
    this.#parts = parts;
  }

  /** The variables of a container. Throws when its number is not valid any more. */
  async list(reference: number, page: Page): Promise<DebugProtocol.Variable[]> {
    const { references, session } = this.#parts;
    const container = references.get(reference);
    const named =
      container.kind === "object"
        ? await objectVariables(session, container, page)
        : paged(await this.#namesOf(container), page);
    return named.map((one) => ("range" in one ? this.#group(container, one) : this.variable(one)));
  }

  /** A variable in the form of the protocol. */
  variable({ name, value, path, hint }: Named): DebugProtocol.Variable {
    if (value === undefined) {
      return { name, value: "not declared yet", variablesReference: 0, presentationHint: {} };
    }
    return {
      name,
      ...this.describe(value, path),
      ...(path !== undefined && { evaluateName: path }),
      presentationHint: { kind: value.type === "function" ? "method" : "data", ...hint },
    };
  }

  /** What a variable and the result of an evaluation have in common. */
  describe(value: RemoteObject, path?: string) {
    const size = elementCount(value);
    const { objectId, type } = value;
    const isPrimitive = !/^(object|function)$/.test(type) || value.subtype === "null";
    const reference =
      objectId === undefined || isPrimitive
        ? 0
        : this.#parts.references.add({ kind: "object", objectId, path, size });
    return {
      value: valueText(value),
      ...(this.namesTypes && { type: typeName(value) }),
      variablesReference: reference,
      ...(size !== undefined && { indexedVariables: size, namedVariables: 0 }),
    };
  }

  /** Changes a variable and gives what it is then. Throws what the change throws. */
  async set(reference: number, name: string, value: RemoteObject): Promise<RemoteObject> {
    const { references, session } = this.#parts;
    const container = references.get(reference);
    if (container.kind === "scope") {
      const { frame, scope } = container;
      const found = scope.variables.find((variable) => variable.name === name);
      if (found === undefined || found.index < 0) throw unknownName(name);
      await session.post("Debugger.setVariableValue", {
        scopeNumber: found.index,
        variableName: name,
        newValue: argument(value),
        callFrameId: frame.callFrameId,
      });
      return value;
    }
    return resultOf(
      await session.post("Runtime.callFunctionOn", {
        objectId: await this.#objectOf(container),
        functionDeclaration: "function (name, value) { return (this[name] = value) }",
        arguments: [{ value: name }, argument(value)],
        generatePreview: true,
      }),
    );
  }

  async #objectOf(container: Exclude<Container, { kind: "scope" }>): Promise<string> {
    if (container.kind === "object") return container.objectId;
    const expression = `${debugHostCode}.session`;
    const names = await this.#parts.session.post("Runtime.evaluate", { expression });
    return resultOf(names).objectId!;
  }

  async #namesOf(container: Exclude<Container, { kind: "object" }>): Promise<readonly Named[]> {
    if (container.kind === "session") return this.#parts.sessionNames();
    return container.scope.variables.map(({ name, value }) => ({
      name,
      value,
      ...(!name.startsWith("(") && { path: name }),
    }));
  }

  #group(container: Container, { name, range }: Group): DebugProtocol.Variable {
    const part = this.#parts.references.add({ ...container, range } as Container);
    return { name, value: "", variablesReference: part, presentationHint: { kind: "virtual" } };
  }
}

/** Elements that are listed together, because there are so many. */
export interface Group {
  readonly name: string;
  readonly range: { readonly start: number; readonly end: number };
}

function paged(named: readonly Named[], { filter, start = 0, count = 0 }: Page): readonly Named[] {
  if (filter === "indexed") return [];
  return count > 0 ? named.slice(start, start + count) : named;
}

function unknownName(name: string): Error {
  return new Error(`Cannot set ${name}: expected a variable of this scope`);
}
