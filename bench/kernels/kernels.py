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

from cells import FIRST, small_cells, value_only_typed, value_that_ran
from process_tree import end_descendants
from session import Session

SMALL_CELLS = 50
COMPLETIONS = 10


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
            except Exception as problem:
                found["problem"] = f"{type(problem).__name__}: {problem}"
            print(json.dumps(found), flush=True)


def measure(session: Session, language: str) -> dict:
    """Everything that is measured of one fresh kernel process; milliseconds and megabytes."""
    ready = session.start()
    first = session.run(FIRST, language)
    cells = [session.run(cell, language) for cell in small_cells(SMALL_CELLS)]
    ran, typed = [], []
    for n in range(1, COMPLETIONS + 1):
        cell, completion = value_that_ran(n)
        session.run(cell, language)
        ran.append(session.complete(completion.question(language)))
        typed.append(session.complete(value_only_typed(n).question(language)))
    time.sleep(0.5)
    return {
        "ready": ready,
        "first": first,
        "cells": cells,
        "completionOfValue": ran,
        "completionOfType": typed,
        "memory": session.memory(),
    }


def _end_on_signals() -> None:
    def end(number: int, _frame: object) -> None:
        # An exception would be lost where a library swallows it.
        end_descendants()
        os._exit(128 + number)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
