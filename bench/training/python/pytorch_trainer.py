"""PyTorch, eager or with `torch.compile`; batches are tensors in memory, images channels first."""

from itertools import cycle

import torch
from block import Block, timed
from pytorch_models import MODELS
from torch.nn import functional as F


class Trainer:
    def __init__(self, workload: str, data, *, threads: int, seed: int, compiled: bool = False):
        torch.set_num_threads(threads)
        torch.manual_seed(seed)
        self.model = MODELS[workload]()
        self.parameters = sum(weights.numel() for weights in self.model.parameters())
        self.versions = {"PyTorch": torch.__version__}
        self.batches = cycle([(tensor(x), tensor(y)) for x, y in zip(*data)])
        masks = workload == "unet"
        self.loss_of = F.binary_cross_entropy_with_logits if masks else F.cross_entropy
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.forward, self.update = self.loss, self.optimizer.step
        if compiled:
            self.forward, self.update = torch.compile(self.forward), torch.compile(self.update)

    def loss(self, x, y):
        return self.loss_of(self.model(x), y)

    def train(self, steps: int) -> Block:
        return timed(lambda: [self.step() for _ in range(steps)][-1].item())

    def step(self):
        x, y = next(self.batches)
        self.optimizer.zero_grad()
        loss = self.forward(x, y)
        loss.backward()
        self.update()
        return loss.detach()

    @torch.no_grad()
    def logits(self, x):
        return self.model(tensor(x)).numpy()


def tensor(values) -> torch.Tensor:
    given = torch.from_numpy(values)
    if given.dtype == torch.int32:
        return given.long()
    return given.permute(0, 3, 1, 2).contiguous() if given.ndim == 4 else given
