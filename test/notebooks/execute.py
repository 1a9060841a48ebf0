"""Executes one notebook: execute.py KERNEL NOTEBOOK OUTPUT TIMEOUT

TIMEOUT is in seconds, for each cell. Writes the executed notebook to OUTPUT, also after a failure,
and prints one line of JSON: {"seconds": 41.5, "failure": null, or the cell and its traceback}.
"""

import json
import pathlib
import re
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError


def main():
    kernel, source, output, timeout = sys.argv[1:]
    source = pathlib.Path(source)
    notebook = nbformat.read(source, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
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


main()
