"""The workloads' networks in JAX: `MODELS[name](net, x)` gives logits, by a `Network`'s layers."""

import jax
import jax.numpy as jnp
from jax import lax

LAYOUT = ("NHWC", "HWIO", "NHWC")


class Network:
    """Layers that make their parameters, by a key, or take given ones in the same order."""

    def __init__(self, *, key=None, parameters=()):
        self.key, self.parameters = key, list(parameters)
        self.taken, self.moments = 0, []

    def weight(self, shape, fan_in, fan_out):
        most = (6 / (fan_in + fan_out)) ** 0.5
        return self.parameter(lambda key: jax.random.uniform(key, shape, minval=-most, maxval=most))

    def constant(self, shape, value=0.0):
        return self.parameter(lambda key: jnp.full(shape, value, jnp.float32))

    def parameter(self, make):
        if self.key is not None:
            self.key, key = jax.random.split(self.key)
            self.parameters.append(make(key))
        self.taken += 1
        return self.parameters[self.taken - 1]

    def dense(self, x, units):
        weight = self.weight((x.shape[-1], units), x.shape[-1], units)
        return x @ weight + self.constant((units,))

    def conv(self, x, filters, size, *, stride=1, pad="SAME", bias=True, groups=1):
        inputs = x.shape[-1] // groups
        area = size * size
        weight = self.weight((size, size, inputs, filters), area * inputs, area * filters // groups)
        y = lax.conv_general_dilated(
            x, weight, (stride, stride), pad, dimension_numbers=LAYOUT, feature_group_count=groups
        )
        return y + self.constant((filters,)) if bias else y

    def transposed(self, x, filters):
        weight = self.weight((2, 2, x.shape[-1], filters), 4 * x.shape[-1], 4 * filters)
        y = lax.conv_transpose(x, weight, (2, 2), "SAME", dimension_numbers=LAYOUT)
        return y + self.constant((filters,))

    def normalized(self, x):
        """By the batch's own moments, which are kept for the running ones."""
        scale, shift = self.constant(x.shape[-1:], 1.0), self.constant(x.shape[-1:])
        mean, variance = x.mean((0, 1, 2)), x.var((0, 1, 2))
        self.moments.append((mean, variance))
        return (x - mean) * (scale * lax.rsqrt(variance + 1e-5)) + shift


relu = jax.nn.relu


def pool(x):
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def lenet(net, x):
    x = pool(relu(net.conv(x, 6, 5)))
    x = pool(relu(net.conv(x, 16, 5, pad="VALID")))
    x = relu(net.dense(x.reshape(len(x), -1), 120))
    return net.dense(relu(net.dense(x, 84)), 10)


def two_convolutions(net, x, filters):
    return relu(net.conv(relu(net.conv(x, filters, 3)), filters, 3))


def cnn(net, x):
    x = pool(two_convolutions(net, x, 32))
    x = pool(two_convolutions(net, x, 64))
    return net.dense(relu(net.dense(x.reshape(len(x), -1), 128)), 10)


def mlp(net, x):
    return net.dense(relu(net.dense(relu(net.dense(x, 256)), 128)), 10)


def unet(net, x):
    high = two_convolutions(net, x, 16)
    middle = two_convolutions(net, pool(high), 32)
    low = two_convolutions(net, pool(middle), 64)
    merged = jnp.concatenate([net.transposed(low, 32), middle], -1)
    middle = two_convolutions(net, merged, 32)
    merged = jnp.concatenate([net.transposed(middle, 16), high], -1)
    return net.conv(two_convolutions(net, merged, 16), 1, 1)


def lstm(net, x):
    units = 64
    recurrent = net.weight((units, 4 * units), units, 4 * units)
    gates = net.dense(x, 4 * units)

    def cell(state, gates):
        hidden, memory = state
        input_, forget, new, output = jnp.split(gates + hidden @ recurrent, 4, -1)
        memory = jax.nn.sigmoid(forget) * memory + jax.nn.sigmoid(input_) * jnp.tanh(new)
        return (jax.nn.sigmoid(output) * jnp.tanh(memory), memory), None

    start = jnp.zeros((len(x), units))
    (hidden, _), _ = lax.scan(cell, (start, start), gates.swapaxes(0, 1))
    return net.dense(hidden, 10)


def mobilenet(net, x):
    x = relu(net.normalized(net.conv(x, 32, 3, bias=False)))
    for filters, stride in [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1)]:
        inputs = x.shape[-1]
        depthwise = net.conv(x, inputs, 3, stride=stride, bias=False, groups=inputs)
        x = relu(net.normalized(depthwise))
        x = relu(net.normalized(net.conv(x, filters, 1, bias=False)))
    return net.dense(x.mean((1, 2)), 10)


def residual(net, x, filters, stride):
    y = relu(net.normalized(net.conv(x, filters, 3, stride=stride, bias=False)))
    y = net.normalized(net.conv(y, filters, 3, bias=False))
    if x.shape[-1] != filters or stride != 1:
        x = net.normalized(net.conv(x, filters, 1, stride=stride, bias=False))
    return relu(y + x)


def resnet(net, x):
    x = relu(net.normalized(net.conv(x, 64, 3, bias=False)))
    for filters, stride in [(64, 1), (128, 2), (256, 2), (512, 2)]:
        x = residual(net, residual(net, x, filters, stride), filters, 1)
    return net.dense(x.mean((1, 2)), 10)


MODELS = {
    "lenet": lenet,
    "cnn": cnn,
    "mlp": mlp,
    "unet": unet,
    "lstm": lstm,
    "mobilenet": mobilenet,
    "resnet": resnet,
}
