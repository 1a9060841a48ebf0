"""Runs an ONNX file outside of this project: `run_onnx_file.py FILE STEPS`.

The inputs that are not weights come as JSON on standard input. After each step the outputs whose
names end in `_updated` become the inputs of those names. Prints the first result of each step.
"""

import json
import sys

import numpy as np
import onnx
import onnxruntime

file, steps = sys.argv[1], int(sys.argv[2])
model = onnx.load(file)
onnx.checker.check_model(model, full_check=True)
assert all(node.domain == "" for node in model.graph.node), "operators that are not ONNX's own"

options = onnxruntime.SessionOptions()
options.log_severity_level = 3
session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
types = {"tensor(float)": np.float32, "tensor(int32)": np.int32}
given = json.load(sys.stdin)
feeds = {
    port.name: np.array(given[port.name], types[port.type]).reshape(port.shape)
    for port in session.get_inputs()
    if port.name in given
}
names = [port.name for port in session.get_outputs()]
results = []
for _ in range(steps):
    made = dict(zip(names, session.run(names, feeds)))
    updated = {name: value for name, value in made.items() if name.endswith("_updated")}
    feeds.update({name.removesuffix("_updated"): value for name, value in updated.items()})
    results.append(made["result_0"].ravel().tolist())
print(json.dumps(results))
