"""The workloads' networks in PyTorch."""

import torch
from torch import nn


def lenet() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10),
    )  # fmt: skip


def cnn() -> nn.Module:
    return nn.Sequential(
        *two_convolutions(1, 32), nn.MaxPool2d(2), *two_convolutions(32, 64), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10),
    )  # fmt: skip


def mlp() -> nn.Module:
    return nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)
    )


def two_convolutions(inputs: int, filters: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, filters, 3, padding=1), nn.ReLU(),
        nn.Conv2d(filters, filters, 3, padding=1), nn.ReLU(),
    )  # fmt: skip


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down1, self.down2 = two_convolutions(3, 16), two_convolutions(16, 32)
        self.bottom = two_convolutions(32, 64)
        self.up2, self.up1 = nn.ConvTranspose2d(64, 32, 2, 2), nn.ConvTranspose2d(32, 16, 2, 2)
        self.merge2, self.merge1 = two_convolutions(64, 32), two_convolutions(32, 16)
        self.pool, self.head = nn.MaxPool2d(2), nn.Conv2d(16, 1, 1)

    def forward(self, x):
        high = self.down1(x)
        middle = self.down2(self.pool(high))
        low = self.bottom(self.pool(middle))
        middle = self.merge2(torch.cat([self.up2(low), middle], 1))
        return self.head(self.merge1(torch.cat([self.up1(middle), high], 1)))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.head = nn.LSTM(32, 64, batch_first=True), nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


def normalized(inputs: int, filters: int, size: int, *, stride=1, groups=1) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, filters, size, stride, size // 2, groups=groups, bias=False),
        nn.BatchNorm2d(filters),
    ]


def mobilenet() -> nn.Module:
    layers = [*normalized(3, 32, 3), nn.ReLU()]
    inputs = 32
    for filters, stride in [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1)]:
        layers += [*normalized(inputs, inputs, 3, stride=stride, groups=inputs), nn.ReLU()]
        layers += [*normalized(inputs, filters, 1), nn.ReLU()]
        inputs = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, 10))


class Residual(nn.Module):
    def __init__(self, inputs: int, filters: int, stride: int):
        super().__init__()
        self.body = nn.Sequential(
            *normalized(inputs, filters, 3, stride=stride), nn.ReLU(),
            *normalized(filters, filters, 3),
        )  # fmt: skip
        same = inputs == filters and stride == 1
        skip = [] if same else normalized(inputs, filters, 1, stride=stride)
        self.skip, self.relu = nn.Sequential(*skip), nn.ReLU()

    def forward(self, x):
        return self.relu(self.body(x) + self.skip(x))


def resnet() -> nn.Module:
    layers = [*normalized(3, 64, 3), nn.ReLU()]
    inputs = 64
    for filters, stride in [(64, 1), (128, 2), (256, 2), (512, 2)]:
        layers += [Residual(inputs, filters, stride), Residual(filters, filters, 1)]
        inputs = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


MODELS = {
    "lenet": lenet,
    "cnn": cnn,
    "mlp": mlp,
    "unet": UNet,
    "lstm": Lstm,
    "mobilenet": mobilenet,
    "resnet": resnet,
}
