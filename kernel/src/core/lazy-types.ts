import type { TypeService } from "../language/type-service.js";

/** A type service that can begin anew. */
export interface RestartableTypes extends TypeService {
  /** Ends the service and loads another one, which gets the cells that ran. */
  restart(): void;
}

/** A type service that is started when `load` says so; what is asked earlier waits. */
export function lazyTypes(load: () => Promise<TypeService>): RestartableTypes {
  let loading: Promise<TypeService> | undefined;
  let added: string[] = [];
  let order: Promise<unknown> = Promise.resolve();
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
  const tell = (use: (types: TypeService) => void): void => void call(use).catch(() => undefined);
  return {
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
    check: (code, options) => call((types) => types.check(code, options)),
    complete: (code, offset) => call((types) => types.complete(code, offset)),
    inspect: (code, offset, options) => call((types) => types.inspect(code, offset, options)),
    diagnose: (cell) => call((types) => types.diagnose(cell)),
    hover: (cell, offset) => call((types) => types.hover(cell, offset)),
    signatures: (cell, offset) => call((types) => types.signatures(cell, offset)),
    define: (cell, offset) => call((types) => types.define(cell, offset)),
    isComplete: (code) => call((types) => types.isComplete(code)),
    dispose: () => (loading ? loading.then((types) => types.dispose()) : Promise.resolve()),
  };
}
