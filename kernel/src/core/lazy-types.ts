import type { TypeService } from "../language/type-service.js";
import { QuietMoment } from "./quiet-moment.js";

/** A type service that can begin anew. */
export interface RestartableTypes extends TypeService {
  /** Starts the service ahead of the first question, if no cells come. */
  warm(): Promise<void>;
  /** Ends the service and loads another one, which gets the cells that ran. */
  restart(): void;
}

/**
 * A type service that is started by the first question. Cells start it too, but not while more of
 * them come: on few cores they would run slower meanwhile.
 */
export function lazyTypes(load: () => Promise<TypeService>): RestartableTypes {
  let loading: Promise<TypeService> | undefined;
  let added: string[] = [];
  const moment = new QuietMoment();
  let order: Promise<unknown> = moment.come;
  const service = (): Promise<TypeService> => {
    loading ??= load();
    return loading;
  };
  /** Keeps the order of calls while the service is still being loaded. */
  const call = <T>(use: (types: TypeService) => T | Promise<T>): Promise<T> => {
    const types = order.then(service);
    order = types.catch(() => undefined);
    return types.then(use);
  };
  const tell = (use: (types: TypeService) => void): void => {
    moment.stir();
    void call(use).catch(() => undefined);
  };
  const ask: typeof call = (use) => {
    moment.hurry();
    return call(use);
  };
  return {
    warm: async () => {
      moment.stir();
      await call((types) => types.isComplete(""));
    },
    add: (code) => {
      added.push(code);
      tell((types) => types.add(code));
    },
    forget: () => {
      added = [];
      tell((types) => types.forget());
    },
    restart: () => {
      if (loading === undefined) return;
      tell((types) => void types.dispose());
      order = order.then(() => {
        loading = undefined;
      });
      const cells = [...added];
      tell((types) => {
        for (const code of cells) types.add(code);
      });
    },
    check: (code, options) => {
      if (options?.urgent) moment.hurry();
      else moment.stir();
      return call((types) => types.check(code, options));
    },
    complete: (code, offset) => ask((types) => types.complete(code, offset)),
    inspect: (code, offset, options) => ask((types) => types.inspect(code, offset, options)),
    diagnose: (cell) => ask((types) => types.diagnose(cell)),
    hover: (cell, offset) => ask((types) => types.hover(cell, offset)),
    signatures: (cell, offset) => ask((types) => types.signatures(cell, offset)),
    suggest: (cell, offset) => ask((types) => types.suggest(cell, offset)),
    define: (cell, offset) => ask((types) => types.define(cell, offset)),
    fixes: (cell, offset) => ask((types) => types.fixes(cell, offset)),
    renameable: (cell, offset) => ask((types) => types.renameable(cell, offset)),
    rename: (cell, renaming) => ask((types) => types.rename(cell, renaming)),
    organise: (cell) => ask((types) => types.organise(cell)),
    isComplete: (code) => ask((types) => types.isComplete(code)),
    dispose: () => (loading ? loading.then((types) => types.dispose()) : Promise.resolve()),
  };
}
