"""Trains LeNet for one epoch in PyTorch: `pytorch.py DATA_FOLDER THREADS SEED`.

The images are tensors in memory and batches are cut by index: no DataLoader, which costs more.
"""

import json
import platform
import resource
import sys
import time
from pathlib import Path

import torch
from torch import nn

BATCH = 64


def main(folder: Path, threads: int, seed: int) -> None:
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    shape = json.loads((folder / "data.json").read_text())["shape"]
    images, labels = load(folder, "train", shape)
    model = lenet()
    start = time.perf_counter()
    train_epoch(model, images, labels)
    seconds = time.perf_counter() - start
    result = {
        "seconds": seconds,
        "samples": len(labels),
        "accuracy": accuracy(model, *load(folder, "test", shape)),
        "megabytes": peak_memory(),
        "versions": {"PyTorch": torch.__version__, "Python": platform.python_version()},
    }
    print(json.dumps(result))


def lenet() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10),
    )  # fmt: skip


def train_epoch(model: nn.Module, images: torch.Tensor, labels: torch.Tensor) -> None:
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    loss_of = nn.CrossEntropyLoss()
    for picked in torch.randperm(len(labels)).split(BATCH):
        optimizer.zero_grad()
        loss = loss_of(model(images[picked]), labels[picked])
        loss.backward()
        optimizer.step()
        # The others read the loss of every step too.
        loss.item()


@torch.no_grad()
def accuracy(model: nn.Module, images: torch.Tensor, labels: torch.Tensor) -> float:
    right = sum(
        (model(x).argmax(1) == y).sum().item()
        for x, y in zip(images.split(256), labels.split(256))
    )
    return right / len(labels)


def load(folder: Path, split: str, shape: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """Images as float32 `[n, 1, height, width]` from 0 to 1, labels as int64 `[n]`."""
    height, width, _ = shape
    pixels = torch.frombuffer(bytearray((folder / f"{split}.images").read_bytes()), dtype=torch.uint8)
    labels = torch.frombuffer(bytearray((folder / f"{split}.labels").read_bytes()), dtype=torch.uint8)
    return pixels.reshape(-1, 1, height, width).float() / 255, labels.long()


def peak_memory() -> float:
    """Megabytes; the kernel counts in kilobytes, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
