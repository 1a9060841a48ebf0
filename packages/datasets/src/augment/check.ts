/** Refuses an option that is not a share from 0 to 1. */
export function checkShare(what: string, option: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(option)) {
    if (!(value >= 0 && value <= 1)) {
      throw new RangeError(`Cannot ${what} with ${name} = ${value}: it must be from 0 to 1`);
    }
  }
}

/** Refuses an option that is not a number from 0 on. */
export function checkAmount(what: string, option: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(option)) {
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`Cannot ${what} with ${name} = ${value}: it must be a number from 0 on`);
    }
  }
}

/** Refuses an option that is not a whole number from 0 on. */
export function checkPixels(what: string, option: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(option)) {
    if (!(Number.isInteger(value) && value >= 0)) {
      throw new RangeError(
        `Cannot ${what} with ${name} = ${value}: it must be a whole number of pixels from 0 on`,
      );
    }
  }
}
