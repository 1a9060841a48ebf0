import type { TypeService } from "../language/type-service.js";

/** A type service that is started when `load` says so; what is asked earlier waits. */
export function lazyTypes(load: () => Promise<TypeService>): TypeService {
  let loading: Promise<TypeService> | undefined;
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
  return {
    add: (code) => void call((types) => types.add(code)).catch(() => undefined),
    forget: () => void call((types) => types.forget()).catch(() => undefined),
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
