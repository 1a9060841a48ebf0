"""The workloads' networks in Keras."""

from keras import Input, Model, Sequential, layers
from keras.layers import (
    Activation,
    Add,
    BatchNormalization,
    Concatenate,
    Conv2D,
    Conv2DTranspose,
    Dense,
    DepthwiseConv2D,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
)


def lenet() -> Model:
    return Sequential([
        Input((28, 28, 1)),
        Conv2D(6, 5, padding="same", activation="relu"), MaxPooling2D(),
        Conv2D(16, 5, activation="relu"), MaxPooling2D(),
        Flatten(), Dense(120, "relu"), Dense(84, "relu"), Dense(10),
    ])  # fmt: skip


def cnn() -> Model:
    return Sequential([
        Input((28, 28, 1)),
        *two_convolutions(32), MaxPooling2D(), *two_convolutions(64), MaxPooling2D(),
        Flatten(), Dense(128, "relu"), Dense(10),
    ])  # fmt: skip


def mlp() -> Model:
    return Sequential([Input((784,)), Dense(256, "relu"), Dense(128, "relu"), Dense(10)])


def two_convolutions(filters: int) -> list[layers.Layer]:
    return [Conv2D(filters, 3, padding="same", activation="relu") for _ in range(2)]


def through(x, steps: list[layers.Layer]):
    for step in steps:
        x = step(x)
    return x


def unet() -> Model:
    x = Input((64, 64, 3))
    high = through(x, two_convolutions(16))
    middle = through(high, [MaxPooling2D(), *two_convolutions(32)])
    low = through(middle, [MaxPooling2D(), *two_convolutions(64)])
    merged = Concatenate()([Conv2DTranspose(32, 2, 2)(low), middle])
    middle = through(merged, two_convolutions(32))
    merged = Concatenate()([Conv2DTranspose(16, 2, 2)(middle), high])
    return Model(x, through(merged, [*two_convolutions(16), Conv2D(1, 1)]))


def lstm() -> Model:
    return Sequential([Input((32, 32)), layers.LSTM(64), Dense(10)])


def normalized(filters: int, size: int, stride: int = 1) -> list[layers.Layer]:
    return [Conv2D(filters, size, stride, padding="same", use_bias=False), normalization()]


def normalization() -> layers.Layer:
    return BatchNormalization(momentum=0.9, epsilon=1e-5)


def mobilenet() -> Model:
    steps = [Input((32, 32, 3)), *normalized(32, 3), Activation("relu")]
    for filters, stride in [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1)]:
        depthwise = DepthwiseConv2D(3, stride, padding="same", use_bias=False)
        steps += [depthwise, normalization(), Activation("relu")]
        steps += [*normalized(filters, 1), Activation("relu")]
    return Sequential([*steps, GlobalAveragePooling2D(), Dense(10)])


def residual(x, filters: int, stride: int):
    body = [*normalized(filters, 3, stride), Activation("relu"), *normalized(filters, 3)]
    same = x.shape[-1] == filters and stride == 1
    skip = x if same else through(x, normalized(filters, 1, stride))
    return Activation("relu")(Add()([through(x, body), skip]))


def resnet() -> Model:
    x = Input((32, 32, 3))
    y = through(x, [*normalized(64, 3), Activation("relu")])
    for filters, stride in [(64, 1), (128, 2), (256, 2), (512, 2)]:
        y = residual(residual(y, filters, stride), filters, 1)
    return Model(x, Dense(10)(GlobalAveragePooling2D()(y)))


MODELS = {
    "lenet": lenet,
    "cnn": cnn,
    "mlp": mlp,
    "unet": unet,
    "lstm": lstm,
    "mobilenet": mobilenet,
    "resnet": resnet,
}
