"""Runs notebooks through nbclient and papermill, and prints what came of them as JSON."""

import json
import os
import tempfile

import nbformat
import papermill
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.translators import Translator, papermill_translators


class TypeScript(Translator):
    """What papermill lacks for parameters in TypeScript, as its users would register it."""

    @classmethod
    def translate(cls, value):
        return json.dumps(value)

    @classmethod
    def comment(cls, text):
        return f"// {text}"

    @classmethod
    def assign(cls, name, text):
        return f"let {name} = {text};"


papermill_translators.register("typescript", TypeScript)

KERNEL = {"kernelspec": {"name": "rosenblatt", "display_name": "R", "language": "typescript"}}


def notebook(*sources):
    cells = [
        nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]} if tag else {})
        for source, tag in [(s, False) if isinstance(s, str) else s for s in sources]
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata=dict(KERNEL))


def texts(document):
    found = []
    for cell in document.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            found.append(output.get("text") or data.get("text/plain") or output.get("ename"))
    return found


def run(*sources, **options):
    document = notebook(*sources)
    try:
        NotebookClient(document, kernel_name="rosenblatt", **options).execute()
        error = None
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as caught:
        error = [type(caught).__name__, str(caught)]
    return {
        "texts": texts(document),
        "error": error,
        "counts": [cell.execution_count for cell in document.cells],
    }


def by_papermill(parameters, *sources, **options):
    folder = tempfile.mkdtemp()
    before, after = os.path.join(folder, "in.ipynb"), os.path.join(folder, "out.ipynb")
    nbformat.write(notebook(*sources), before)
    try:
        papermill.execute_notebook(before, after, parameters=parameters, **options)
        error = None
    except papermill.PapermillExecutionError as caught:
        error = [type(caught).__name__, caught.ename, caught.evalue]
    written = nbformat.read(after, 4)
    return {"texts": texts(written), "error": error}


LOOP = "console.log('begun'); while (true) {}"

CASES = {
    "all": lambda: run("const a = 20", "console.log('printed'); a + 1", "display({ 'text/plain': 'shown' })"),
    "late": lambda: run("const n: number = 'x'", "await new Promise((go) => setTimeout(go, 50)); 'after'"),
    "replaced": lambda: run(
        "display({ 'text/plain': 'old' }, { id: 'd' }); undefined",
        "display({ 'text/plain': 'new' }, { id: 'd', update: true }); undefined",
        "console.log('gone'); display.clear(); console.log('stays')",
    ),
    "fails": lambda: run("1", "throw new RangeError('broken')", "2"),
    "allowed": lambda: run("throw new RangeError('broken')", "2", allow_errors=True),
    "input": lambda: run("prompt('Who?')"),
    "timeout": lambda: run(LOOP, timeout=1),
    "interrupted": lambda: run(LOOP, "'goes on'", timeout=1, interrupt_on_timeout=True, allow_errors=True),
    "dead": lambda: run("require('child_process').execSync(`kill -9 ${process.pid}`)", "1"),
    "parameters": lambda: by_papermill(
        {"rate": 0.5, "name": "net", "on": True, "sizes": [1, 2], "more": {"a": None}},
        ("let rate = 0.1", True),
        "JSON.stringify([rate, name, on, sizes, more])",
    ),
    "papermill fails": lambda: by_papermill({}, "throw new RangeError('broken')"),
}

print(json.dumps({name: run_it() for name, run_it in CASES.items()}))
