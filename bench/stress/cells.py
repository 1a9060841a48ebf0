"""Random cells, with what each of them must show; a model of the session says what is kept."""

import random
from dataclasses import dataclass, field

NAMES = 200

LOOPS = (
    "while (true) {}",
    "await null; while (true) {}",
    "await new Promise(() => setTimeout(() => { while (true) {} }, 1))",
    "await new Promise(() => {})",
    "while (true) await null",
    "for (;;) console.log('x'.repeat(100))",
    "const again = () => process.nextTick(again); again(); await new Promise(() => {})",
    "for (;;) try { while (true) {} } catch {}",
    "for (;;) await new Promise((r) => setTimeout(r, 1))",
    "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
    "require('child_process').execSync('sleep 100')",
    "/^(a+)+$/.test('a'.repeat(40) + 'b')",
    "await require('events').once(require('child_process').spawn('sleep', ['100']), 'exit')",
)


@dataclass
class Cell:
    """`text` is all that it prints to stdout, now and later; the rest is what it answers."""

    code: str
    text: str = ""
    result: str | None = None
    error: tuple[str, str] | None = None


@dataclass
class Model:
    """What a session must know, and cells that use and change it."""

    random: random.Random
    values: dict[str, int] = field(default_factory=dict)
    made: int = 0

    def next(self) -> Cell:
        self.made += 1
        kinds = (self._declare, self._declare, self._print, self._value, self._fail)
        kinds += (self._wait, self._late, self._function, self._assign, self._typed)
        return self.random.choice(kinds)()

    def loop(self) -> str:
        return self.random.choice(LOOPS)

    def all_values(self) -> Cell:
        """Shows every value that was kept."""
        names = sorted(self.values)
        shown = " ".join(str(self.values[name]) for name in names)
        return Cell(f"console.log([{', '.join(names)}].join(' '))", text=shown + "\n")

    def _number(self) -> int:
        return self.random.randrange(1_000_000)

    def _known(self) -> str:
        if not self.values:
            return "1"
        return self.random.choice(list(self.values))

    def _declare(self) -> Cell:
        name, value = f"v{self.random.randrange(NAMES)}", self._number()
        self.values[name] = value
        return Cell(f"{self.random.choice(('let', 'var'))} {name}: number = {value}")

    def _assign(self) -> Cell:
        if not self.values:
            return self._declare()
        name = self._known()
        self.values[name] += 1
        return Cell(f"{name} += 1; {name}", result=str(self.values[name]))

    def _print(self) -> Cell:
        name, times = self._known(), self.random.randrange(1, 20)
        text = f"{self.values.get(name, 1)}\n" * times
        return Cell(f"for (let i = 0; i < {times}; i++) console.log({name})", text=text)

    def _value(self) -> Cell:
        name, value = self._known(), self._number()
        return Cell(f"{name} + {value}", result=str(self.values.get(name, 1) + value))

    def _fail(self) -> Cell:
        message = f"failure {self._number()}"
        return Cell(f"throw new RangeError({message!r})", error=("RangeError", message))

    def _wait(self) -> Cell:
        value = self._number()
        return Cell(
            f"await new Promise((r) => setTimeout(r, 1)); console.log('waited'); {value}",
            text="waited\n",
            result=str(value),
        )

    def _late(self) -> Cell:
        text = f"late {self._number()}"
        return Cell(f"setTimeout(() => console.log({text!r}), 5); null", text + "\n", "null")

    def _function(self) -> Cell:
        name, value = f"f{self.random.randrange(NAMES)}", self._number()
        code = f"function {name}(n: number): number {{ return n + {value} }}\n{name}(1)"
        return Cell(code, result=str(value + 1))

    def _typed(self) -> Cell:
        name, value = f"T{self.random.randrange(NAMES)}", self._number()
        code = f"class {name} {{ constructor(readonly n: number) {{}} }}\nnew {name}({value}).n"
        return Cell(code, result=str(value))
