"""Measures Jupyter kernels through one client, in turns, so that all meet the same noise.

Usage: kernels.py '{"kernels": [{"name", "language"}], "folders": […], "cwd": "…", "rounds": 5, "log": "…"}'
Prints one JSON object a kernel and round on standard output.
"""

import json
import os
import signal
import sys
import time

from jupyter_client.provisioning import KernelProvisionerFactory

from cells import (
    FIRST,
    MANY_PRINTS,
    ONE_PRINT,
    OUTPUT,
    small_cells,
    type_error,
    value_only_typed,
    value_that_ran,
)
from process_tree import end_descendants
from session import Session

SMALL_CELLS = 50
PROGRAM_CELLS = 25
COMPLETIONS = 10
TYPE_ERRORS = 5
MANY_CELLS = 200
LONG_ROUNDS = 2
LONG_SESSION = 1000


def main(plan: dict) -> None:
    _end_on_signals()
    # Reading the entry points takes a while, which would count for the kernel that comes first.
    KernelProvisionerFactory.instance().get_provisioner_entries()
    for turn in range(plan["rounds"]):
        for kernel in plan["kernels"]:
            found = {"kernel": kernel["name"], "round": turn + 1}
            try:
                where = {key: plan[key] for key in ("folders", "cwd", "log")}
                with Session(kernel["name"], **where) as session:
                    found |= measure(session, kernel["language"])
                    if turn < LONG_ROUNDS:
                        found |= measure_long(session, kernel["language"])
                    found |= measure_output(session, kernel["language"])
            except Exception as problem:
                found["problem"] = f"{type(problem).__name__}: {problem}"
            print(json.dumps(found), flush=True)


def measure(session: Session, language: str) -> dict:
    """What is measured of one fresh kernel process; milliseconds and megabytes."""
    ready = session.start()
    first = session.run(FIRST, language)
    cells = [session.run(cell, language) for cell in small_cells(SMALL_CELLS)]
    program = _run_cells(
        session, language, count=PROGRAM_CELLS, after=SMALL_CELLS, program=True
    )
    few = _completions(session, language, first=1)
    errors = _type_errors(session, language)
    before = SMALL_CELLS + PROGRAM_CELLS
    _run_cells(session, language, count=MANY_CELLS - before, after=before)
    many = _completions(session, language, first=COMPLETIONS + 1)
    time.sleep(0.5)
    memory = session.memory()
    return {
        "ready": ready,
        "first": first,
        "cells": cells,
        "programCells": program,
        "completionOfValue": few[0],
        "completionOfType": few[1],
        "typeError": errors,
        "laterCompletionOfValue": many[0],
        "laterCompletionOfType": many[1],
        "memory": memory,
    }


def measure_long(session: Session, language: str) -> dict:
    """What many cells do to a kernel that has run some of them already."""
    _run_cells(session, language, count=LONG_SESSION - MANY_CELLS - SMALL_CELLS, after=MANY_CELLS)
    after = LONG_SESSION - SMALL_CELLS
    late = _run_cells(session, language, count=SMALL_CELLS, after=after)
    time.sleep(0.5)
    return {"lateCells": late, "lateMemory": session.memory()}


def measure_output(session: Session, language: str) -> dict:
    """How long much output takes."""
    return {
        "onePrint": session.print(ONE_PRINT, language, size=OUTPUT),
        "manyPrints": session.print(MANY_PRINTS, language, size=OUTPUT),
    }


def _type_errors(session: Session, language: str) -> list:
    """Empty for a kernel that does not tell."""
    took = []
    for n in range(TYPE_ERRORS):
        took.append(session.warn(type_error(n), language))
        if took[-1] is None:
            return []
        # tslab takes it for a failure and drops the cells that come within a fifth of a second.
        time.sleep(0.3)
    return took


def _run_cells(
    session: Session, language: str, *, count: int, after: int, program: bool = False
) -> list[float | None]:
    return [session.run(cell, language, program=program) for cell in small_cells(count, after)]


def _completions(session: Session, language: str, *, first: int) -> tuple[list, list]:
    """Of members of values that ran, and of such as are only typed."""
    ran, typed = [], []
    for n in range(first, first + COMPLETIONS):
        cell, completion = value_that_ran(n)
        session.run(cell, language)
        ran.append(session.complete(completion.question(language)))
        typed.append(session.complete(value_only_typed(n).question(language)))
    return ran, typed


def _end_on_signals() -> None:
    def end(number: int, _frame: object) -> None:
        # An exception would be lost where a library swallows it.
        end_descendants()
        os._exit(128 + number)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
