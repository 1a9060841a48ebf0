import type { ISignal } from "@lumino/signaling";
import { useCallback, useSyncExternalStore } from "react";

/** What `read` gives, anew whenever the signal is emitted; it must give the same while nothing changes. */
export function useSignal<T>(signal: ISignal<unknown, unknown>, read: () => T): T {
  const subscribe = useCallback(
    (changed: () => void) => {
      signal.connect(changed);
      return () => void signal.disconnect(changed);
    },
    [signal],
  );
  return useSyncExternalStore(subscribe, read);
}
