import { tf } from "../tf.js";

/** A backend that computes nothing: it holds tensors' entries for as long as somebody refers to them. */
export abstract class CountingBackend<E extends { references: number }> extends tf.KernelBackend {
  protected readonly entries = new Map<object, E>();

  /** Makes a place for an entry. */
  protected place(entry: E): object {
    const dataId = {};
    this.entries.set(dataId, entry);
    return dataId;
  }

  override async read(dataId: object): Promise<tf.BackendValues> {
    return this.readSync(dataId);
  }

  override disposeData(dataId: object, force = false): boolean {
    const entry = this.entries.get(dataId);
    if (!entry) return true;
    entry.references -= 1;
    if (!force && entry.references > 0) return false;
    this.entries.delete(dataId);
    return true;
  }

  override refCount(dataId: object): number {
    return this.entries.get(dataId)?.references ?? 0;
  }

  override incRef(dataId: object): void {
    const entry = this.entries.get(dataId);
    if (entry) entry.references += 1;
  }

  override numDataIds(): number {
    return this.entries.size;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override dispose(): void {
    this.entries.clear();
  }
}
