import type { Codec } from "../wire/codec.js";
import { wireName } from "../wire/names.js";
import { references } from "../wire/references.js";
import type { Kind } from "./kind.js";

interface Field {
  readonly property: string;
  readonly wireName: string;
  readonly codec: Codec<unknown>;
}

const forms = new WeakMap<object, Pick<WireForm<never>, "namesOf">>();

/** The protocol's name of a property of a widget; undefined if the front end does not have it. */
export function wireNameOf(widget: object, property: string): string | undefined {
  return forms.get(widget)?.namesOf([property])[0];
}

/** How the properties of one kind of widget are written for the front end. */
export class WireForm<P extends object> {
  readonly #kind: Kind<P>;
  readonly #fields: readonly Field[];

  constructor(kind: Kind<P>, widget: object) {
    forms.set(widget, this);
    this.#kind = kind;
    const local = new Set<unknown>(kind.local ?? []);
    const properties = Object.keys(kind.defaults).filter((property) => !local.has(property));
    this.#fields = properties.map((property) => ({
      property,
      wireName: (kind.wireName ?? wireName)(property),
      codec: (kind.codecs?.[property as keyof P] ?? references) as Codec<unknown>,
    }));
  }

  /** The protocol's names of some properties; those that stay in the kernel have none. */
  namesOf(properties: readonly string[]): string[] {
    return this.#fields
      .filter(({ property }) => properties.includes(property))
      .map(({ wireName }) => wireName);
  }

  /** Whether the front end wants to hear what it sent of a property. */
  echoes(wireName: string): boolean {
    const unechoed = (this.#kind.unechoed ?? []) as readonly string[];
    return this.#fields.some((field) => {
      return field.wireName === wireName && !unechoed.includes(field.property);
    });
  }

  /** All that the front end has of a widget, or what it has under `names`. */
  write(values: P, names?: ReadonlySet<string>): Record<string, unknown> {
    const fields = this.#fields.filter(({ wireName }) => names?.has(wireName) ?? true);
    const state = fields.map(({ property, wireName, codec }) => [
      wireName,
      codec.toWire(values[property as keyof P]),
    ]);
    return { ...(names === undefined && this.#constants()), ...Object.fromEntries(state) };
  }

  /** Reads what a front end sent; what the widget does not have is left out. */
  read(state: Readonly<Record<string, unknown>>): Partial<P> {
    const fields = this.#fields.filter(({ wireName }) => wireName in state);
    return Object.fromEntries(
      fields.map(({ property, wireName, codec }) => [property, codec.fromWire(state[wireName])]),
    ) as Partial<P>;
  }

  #constants(): Record<string, unknown> {
    const { name, module, view, viewModule = module } = this.#kind;
    return {
      _model_name: `${name}Model`,
      _model_module: module.name,
      _model_module_version: module.version,
      _view_name: view,
      _view_module: viewModule?.name ?? null,
      _view_module_version: viewModule?.version ?? "",
      _view_count: null,
    };
  }
}
