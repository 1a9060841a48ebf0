"""Trains one workload in one framework, a block of steps at a time, as it is told.

`worker.py CONTENDER WORKLOAD THREADS DATA_FOLDER`. Reports in lines of JSON: after the first
trained batch, and then for each line `{"steps": n}` on its standard input what these steps took.
"""

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path

CONTENDERS = {
    "pytorch": ("pytorch_trainer", {}),
    "pytorch-compile": ("pytorch_trainer", {"compiled": True}),
    "keras": ("keras_trainer", {}),
    "jax": ("jax_trainer", {}),
}


def main(contender: str, workload: str, threads: int, folder: Path) -> None:
    trainer = make_trainer(contender, workload, load(folder, workload), threads=threads)
    loss = trainer.train(1).loss
    report(loss=loss, parameters=trainer.parameters, versions=trainer.versions)
    for line in sys.stdin:
        processor = time.process_time()
        block = trainer.train(json.loads(line)["steps"])
        report(seconds=block.seconds, loss=block.loss, processor=time.process_time() - processor)


def make_trainer(contender: str, workload: str, data, *, threads: int, seed: int = 0):
    """Imports the framework, which reads OpenMP's number of threads then."""
    os.environ["OMP_NUM_THREADS"] = str(threads)
    module, options = CONTENDERS[contender]
    trainer = importlib.import_module(module).Trainer
    return trainer(workload, data, threads=threads, seed=seed, **options)


def load(folder: Path, workload: str):
    """Inputs `[batches, batch, ...input]`, and targets: integer labels or masks."""
    import numpy as np

    about = json.loads((Path(__file__).parent.parent / "workloads.json").read_text())[workload]
    batch, target = about["batch"], about.get("target", [])
    inputs = np.fromfile(folder / f"{workload}.inputs", np.float32)
    targets = np.fromfile(folder / f"{workload}.targets", np.float32 if target else np.int32)
    return (
        inputs.reshape(-1, batch, *about["input"]),
        targets.reshape(-1, batch, *target),
    )


def report(**values) -> None:
    print(json.dumps({**values, "megabytes": peak_memory()}), flush=True)


def peak_memory() -> float:
    """Megabytes; the kernel counts in kilobytes, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
