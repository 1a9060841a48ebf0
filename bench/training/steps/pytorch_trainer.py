"""PyTorch, eager or with `torch.compile`; batches are tensors in memory, images channels first."""

from itertools import cycle

import torch
from block import Block, timed
from pytorch_models import MODELS
from torch.nn import functional as F


class Trainer:
    def __init__(self, workload: str, data, *, threads: int, compiled: bool = False):
        torch.set_num_threads(threads)
        torch.manual_seed(0)
        self.model = MODELS[workload]()
        self.parameters = sum(p.numel() for p in self.model.parameters())
        self.versions = {"PyTorch": torch.__version__}
        self.batches = cycle([(channels_first(x), torch.from_numpy(y)) for x, y in zip(*data)])
        self.loss_of = cross_entropy
        if workload == "unet":
            self.batches = cycle([(channels_first(x), channels_first(y)) for x, y in zip(*data)])
            self.loss_of = F.binary_cross_entropy_with_logits
        optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.forward, self.update = self.loss, optimizer.step
        self.clear = optimizer.zero_grad
        if compiled:
            self.forward, self.update = torch.compile(self.loss), torch.compile(optimizer.step)

    def loss(self, x, y):
        return self.loss_of(self.model(x), y)

    def train(self, steps: int) -> Block:
        return timed(lambda: [self.step() for _ in range(steps)][-1].item())

    def step(self):
        x, y = next(self.batches)
        self.clear()
        loss = self.forward(x, y)
        loss.backward()
        self.update()
        return loss.detach()


def cross_entropy(logits, labels):
    return F.cross_entropy(logits, labels.long())


def channels_first(x) -> torch.Tensor:
    images = torch.from_numpy(x)
    return images.permute(0, 3, 1, 2).contiguous() if images.ndim == 4 else images
