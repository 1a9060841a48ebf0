import type { Member } from "../bridge/messages.js";
import type { Completions, TypeService } from "../language/type-service.js";

/** Milliseconds that the user's thread gets to answer: it may be busy. */
const limit = 100;
/** Milliseconds that the types get before the value itself is asked: they may be starting. */
const patience = 100;

const MEMBER =
  /(?<![\p{ID_Continue}$.)\]?])((?:[\p{ID_Start}$_][\p{ID_Continue}$]*\s*\??\.\s*)+)([\p{ID_Continue}$]*)$/u;

/** Asks the user's thread for the members of a value. */
export type AskMembers = (path: readonly string[]) => Promise<readonly Member[]>;

/**
 * A type service that completes from the value itself where the type, such as `any`, says nothing,
 * or says nothing soon.
 */
export function typesBesideValues(types: TypeService, ask: AskMembers): TypeService {
  return {
    ...types,
    complete: async (code, offset) => {
      const typed = types.complete(code, offset);
      const soon = await Promise.race([typed, after(patience, undefined)]);
      if (soon !== undefined && soon.items.length > 0) return soon;
      const found = await fromValue(code, offset, ask);
      return found !== undefined && found.items.length > 0 ? found : typed;
    },
  };
}

async function fromValue(
  code: string,
  offset: number,
  ask: AskMembers,
): Promise<Completions | undefined> {
  const [, path = "", written = ""] = MEMBER.exec(code.slice(0, offset)) ?? [];
  if (path === "") return;
  const names = path.split(/\s*\??\.\s*/).slice(0, -1);
  const members = await Promise.race([ask(names), after(limit, [])]);
  const items = members
    .filter(({ name }) => name.toLowerCase().startsWith(written.toLowerCase()))
    .map(({ name, kind }) => ({ text: name, kind }));
  return { start: offset - written.length, end: offset, items };
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, value));
}
