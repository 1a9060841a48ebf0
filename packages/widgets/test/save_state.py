"""Executes the cells given as JSON by nbclient, and prints the notebook."""

import json
import sys

import nbclient
import nbformat

notebook = nbformat.v4.new_notebook()
notebook.cells = [nbformat.v4.new_code_cell(source) for source in json.loads(sys.argv[1])]
notebook.metadata.kernelspec = {"name": "rosenblatt", "display_name": "", "language": "typescript"}
nbclient.NotebookClient(notebook, resources={"metadata": {"path": sys.argv[2]}}).execute()
print(nbformat.writes(notebook))
