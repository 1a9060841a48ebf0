import type { Runtime } from "node:inspector";
import type { Session } from "node:inspector/promises";
import { type RemoteObject, resultOf } from "./inspector.js";
import type { Container, Range } from "./references.js";
import { isNodesOwn } from "./value-text.js";
import type { Group, Named, Page } from "./variables.js";

type ObjectContainer = Extract<Container, { kind: "object" }>;

/** So many elements are listed one by one for a client that does not ask for pages. */
const listed = 100;

/**
 * On the user's thread: the elements from `start` to before `end` of an array, typed array, map or
 * set, as an object. Keys and values of a map follow each other.
 */
const elementsCode = `function (start, end) {
  const found = Object.create(null);
  const isMap = this instanceof Map, isSet = this instanceof Set;
  if (!isMap && !isSet) {
    for (let index = start; index < end; index++) if (index in this) found[index] = this[index];
    return found;
  }
  let index = 0;
  for (const entry of isMap ? Map.prototype.entries.call(this) : Set.prototype.values.call(this)) {
    if (index >= end) break;
    if (index >= start) isMap ? ([found[2 * index], found[2 * index + 1]] = entry) : (found[index] = entry);
    index++;
  }
  return found;
}`;

/** On the user's thread: the properties beside the elements of an array or a typed array. */
const namedCode = `function () {
  const found = Object.create(null);
  if (ArrayBuffer.isView(this)) return found;
  for (const name of Object.keys(this)) if (!/^\\d+$/.test(name)) found[name] = this[name];
  return found;
}`;

/** What an object holds; many elements come in groups. */
export async function objectVariables(
  session: Session,
  container: ObjectContainer,
  page: Page,
): Promise<readonly (Named | Group)[]> {
  const { size, range, path } = container;
  if (size === undefined) {
    if (page.filter === "indexed") return [];
    const named = propertiesOf(await read(session, container.objectId), path);
    return page.count ? named.slice(page.start ?? 0, (page.start ?? 0) + page.count) : named;
  }
  const named =
    page.filter === "indexed" || range
      ? []
      : propertiesOf(await readCall(session, container.objectId, namedCode), path);
  if (page.filter === "named") return named;
  const { start, end } = range ?? { start: 0, end: size };
  if (page.filter === "indexed" && page.count) {
    const from = start + (page.start ?? 0);
    return elements(session, container, { start: from, end: Math.min(end, from + page.count) });
  }
  if (end - start > listed) return [...groups({ start, end }), ...named];
  return [...(await elements(session, container, { start, end })), ...named];
}

/** Up to a hundred groups of a hundred elements, or of ten thousand, and so on. */
function groups({ start, end }: Range): Group[] {
  let step = listed;
  while ((end - start) / step > listed) step *= listed;
  const found: Group[] = [];
  for (let from = start; from < end; from += step) {
    const range = { start: from, end: Math.min(end, from + step) };
    found.push({ name: `[${range.start} … ${range.end - 1}]`, range });
  }
  return found;
}

async function elements(
  session: Session,
  { objectId, path }: ObjectContainer,
  { start, end }: Range,
): Promise<Named[]> {
  const args = [{ value: start }, { value: end }];
  const { result } = await readCall(session, objectId, elementsCode, args);
  const isMap = result.some(({ name }) => Number(name) >= end);
  const isPairs = isMap || (await isInstance(session, objectId, "Map"));
  if (!isPairs) {
    return result.map(({ name, value }) => ({
      name,
      value,
      path: path && `${path}[${name}]`,
    }));
  }
  const pairs = result.filter((_, index) => index % 2 === 0);
  return pairs.map(({ value: key }, index) => ({
    name: keyText(key),
    value: result[2 * index + 1]?.value,
  }));
}

async function isInstance(session: Session, objectId: string, name: string): Promise<boolean> {
  const { result } = await session.post("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: `function () { return this instanceof ${name} }`,
    returnByValue: true,
  });
  return result.value === true;
}

function keyText(key: RemoteObject | undefined): string {
  if (key?.type === "string") return String(key.value);
  return key?.description ?? String(key?.value);
}

type Properties = Runtime.GetPropertiesReturnType;

function read(session: Session, objectId: string): Promise<Properties> {
  return session.post("Runtime.getProperties", {
    objectId,
    ownProperties: true,
    generatePreview: true,
  });
}

async function readCall(
  session: Session,
  objectId: string,
  functionDeclaration: string,
  args: Runtime.CallArgument[] = [],
): Promise<Properties> {
  const copy = await session.post("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration,
    arguments: args,
  });
  return read(session, resultOf(copy).objectId!);
}

function propertiesOf(properties: Properties, path: string | undefined): Named[] {
  const {
    result,
    internalProperties = [],
    privateProperties = [],
  } = properties as Properties & {
    privateProperties?: Runtime.PropertyDescriptor[];
  };
  const own = result
    .filter(({ name }) => name !== "__proto__" && !isNodesOwn(name))
    .map(
      ({ name, value, get, symbol }): Named => ({
        name,
        value: value ?? accessor(get),
        path: path && !symbol ? memberPath(path, name) : undefined,
        hint: { visibility: name.startsWith("_") ? "private" : "public" },
      }),
    );
  const hidden = privateProperties.map(({ name, value, get }): Named => {
    return { name, value: value ?? accessor(get), hint: { visibility: "private" } };
  });
  const inner = internalProperties
    .filter(({ name }) => /^\[\[(Promise(State|Result)|Target|Handler)\]\]$/.test(name))
    .map(({ name, value }): Named => ({ name, value, hint: { visibility: "internal" } }));
  return [...own, ...hidden, ...inner];
}

/** A getter is not called behind the user's back. */
function accessor(get: RemoteObject | undefined): RemoteObject {
  const description = get?.type === "function" ? "(getter)" : "(setter)";
  return { type: "accessor", description };
}

function memberPath(path: string, name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ? `${path}.${name}`
    : `${path}[${JSON.stringify(name)}]`;
}
