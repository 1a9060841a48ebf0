/** How a value is written for the front end, and read back. */
export interface Codec<T> {
  toWire(value: T): unknown;
  fromWire(wire: unknown): T;
}
