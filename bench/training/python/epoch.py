"""Trains LeNet for one epoch: `epoch.py CONTENDER THREADS DATA_FOLDER SEED`.

The shuffled batches are in memory as the framework wants them; compiling counts as training.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from worker import make_trainer, peak_memory

BATCH = 64


def main(contender: str, threads: int, folder: Path, seed: int) -> None:
    images, labels = load(folder, "train")
    steps = len(labels) // BATCH
    order = np.random.default_rng(seed).permutation(len(labels))[: steps * BATCH]
    data = images[order].reshape(steps, BATCH, 28, 28, 1), labels[order].reshape(steps, BATCH)
    trainer = make_trainer(contender, "lenet", data, threads=threads, seed=seed)
    start = time.perf_counter()
    trainer.train(steps)
    seconds = time.perf_counter() - start
    result = {
        "seconds": seconds,
        "samples": steps * BATCH,
        "accuracy": accuracy(trainer, *load(folder, "test")),
        "megabytes": peak_memory(),
        "versions": trainer.versions,
    }
    print(json.dumps(result))


def accuracy(trainer, images, labels) -> float:
    return float((trainer.logits(images).argmax(1) == labels).mean())


def load(folder: Path, split: str):
    """Images as float32 `[n, 28, 28, 1]` from 0 to 1, labels as int32 `[n]`."""
    pixels = np.fromfile(folder / f"{split}.images", np.uint8).reshape(-1, 28, 28, 1)
    labels = np.fromfile(folder / f"{split}.labels", np.uint8)
    return pixels.astype(np.float32) / 255, labels.astype(np.int32)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
