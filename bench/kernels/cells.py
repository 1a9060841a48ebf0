"""The cells that every kernel runs, in each language side by side; N stands for a number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One cell in both languages, and the text that it must show (empty: nothing)."""

    typescript: str
    python: str
    shows: str = ""

    def code(self, language: str) -> str:
        return self.python if language == "python" else self.typescript


@dataclass(frozen=True)
class Completion:
    """Code with the cursor at its end, and the name that must be among the answers."""

    typescript: tuple[str, str]
    python: tuple[str, str]

    def question(self, language: str) -> tuple[str, str]:
        return self.python if language == "python" else self.typescript


FIRST = Cell("1 + 1", "1 + 1", "2")


def small_cells(count: int, after: int = 0) -> list[Cell]:
    """A mix of small cells, to follow `after` of them; later ones use the names of earlier ones."""
    return [cell for n in range(after // 5 + 1, (after + count) // 5 + 1) for cell in _five_cells(n)]


def _five_cells(n: int) -> list[Cell]:
    return [
        _cell(
            n,
            "const point_N = { x: N, y: N * 2 };",
            "point_N = {'x': N, 'y': N * 2}",
        ),
        _cell(
            n,
            "function scale_N(value: number): number {\n  return value * N;\n}",
            "def scale_N(value: float) -> float:\n    return value * N",
        ),
        _cell(
            n,
            "scale_N(point_N.x) + point_N.y",
            "scale_N(point_N['x']) + point_N['y']",
            str(n * n + 2 * n),
        ),
        _cell(
            n,
            "let sum_N = 0;\nfor (let k = 0; k < 1000; k++) sum_N += k * N;\nsum_N",
            "sum_N = 0\nfor k in range(1000): sum_N += k * N\nsum_N",
            str(499_500 * n),
        ),
        _cell(
            n,
            "for (const word of ['one', 'two', 'three']) console.log(word + '-N');",
            "for word in ['one', 'two', 'three']: print(word + '-N')",
            f"three-{n}",
        ),
    ]


def type_error(n: int) -> Cell:
    """A mistake that a type checker finds and a run does not; `shows` is part of the remark."""
    return _cell(
        n,
        "const wrong_N: number = 'text';",
        "wrong_N: float = 'text'",
        "not assignable",
    )


OUTPUT = 10_000_000

ONE_PRINT = Cell("console.log('x'.repeat(9_999_999))", "print('x' * 9_999_999)")

MANY_PRINTS = Cell(
    "for (let k = 0; k < 100_000; k++) console.log('y'.repeat(99));",
    "for k in range(100_000): print('y' * 99)",
)


def value_that_ran(n: int) -> tuple[Cell, Completion]:
    """A member of a value that an earlier cell made: kernels may ask the value itself."""
    cell = _cell(n, "const list_N: number[] = [3, 1, 2];", "list_N: list[int] = [3, 1, 2]")
    ask = Completion(_question(n, "list_N.rev", "reverse"), _question(n, "list_N.rev", "reverse"))
    return cell, ask


def value_only_typed(n: int) -> Completion:
    """A member of a value that has not run: only its type can tell."""
    return Completion(
        _question(n, "const queue_N: number[] = [];\nqueue_N.rev", "reverse"),
        _question(n, "queue_N: list[int] = []\nqueue_N.rev", "reverse"),
    )


def _cell(n: int, typescript: str, python: str, shows: str = "") -> Cell:
    return Cell(typescript.replace("N", str(n)), python.replace("N", str(n)), shows)


def _question(n: int, code: str, answer: str) -> tuple[str, str]:
    return code.replace("N", str(n)), answer
