import { expect, test } from "@jest/globals";
import {
  TensorLedger,
  type TensorLibrary,
  type TensorListener,
} from "../src/runtime/tensor-ledger";

/** What a library finds of the kernel. */
function host(): { addTensorLibrary(library: TensorLibrary): void } {
  return Reflect.get(globalThis, Symbol.for("rosenblatt.kernel"));
}

test("what a cell makes while lost tensors are looked for is looked at the next time", async () => {
  const ledger = new TensorLedger();
  const listeners: TensorListener[] = [];
  const memory = () => ({ tensors: 0, bytes: 0 });
  host().addTensorLibrary({ memory, follow: (one) => void listeners.push(one) });
  ledger.follow();
  const tensors = Array.from({ length: 40 }, (_, id) => ({ id }));
  for (const tensor of tensors.slice(0, 20)) listeners[0]!.made(tensor, 8);
  const looking = ledger.collect();
  for (const tensor of tensors.slice(20)) listeners[0]!.made(tensor, 8);
  expect(await looking).toBe(true);
  expect(await ledger.collect()).toBe(true);
  expect(await ledger.collect()).toBe(false);
  // Held until here: none of them was lost.
  expect(tensors).toHaveLength(40);
});
