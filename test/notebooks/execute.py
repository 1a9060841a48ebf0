"""Executes one notebook: execute.py KERNEL NOTEBOOK OUTPUT TIMEOUT [PARAMETERS]

TIMEOUT is in seconds, for each cell. PARAMETERS is JSON, {"EPOCHS": 1}: what constants of the cell
"setup" are to be instead of what the notebook says. No records of runs are left. Writes the executed notebook to OUTPUT, also
after a failure, and prints one line of JSON: {"seconds": 41.5, "failure": null, or the cell and its
traceback}.
"""

import json
import os
import pathlib
import re
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError


def main():
    kernel, source, output, timeout, *more = sys.argv[1:]
    os.environ["ROSENBLATT_RUNS"] = "off"
    source = pathlib.Path(source)
    notebook = nbformat.read(source, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    set_parameters(notebook, json.loads(*more or ["{}"]))
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=int(timeout),
        resources={"metadata": {"path": str(source.parent)}},
    )
    failure = None
    start = time.monotonic()
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        failure = re.sub(r"\x1b\[[0-9;]*m", "", f"{type(error).__name__}: {error}")
    seconds = time.monotonic() - start
    nbformat.write(notebook, output)
    print(json.dumps({"seconds": seconds, "failure": failure}))


def set_parameters(notebook, parameters):
    """Gives constants of the cell "setup" other values; each must be there."""
    for name, value in parameters.items():
        setup = next(cell for cell in notebook.cells if cell.id == "setup")
        declaration = re.compile(rf"^(const {name}\b.*?) = .*?;", re.MULTILINE)
        setup.source, count = declaration.subn(rf"\1 = {json.dumps(value)};", setup.source)
        if count != 1:
            raise SystemExit(f"Cannot set {name}: expected one line `const {name} = …;` in setup")


main()
