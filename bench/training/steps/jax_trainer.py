"""JAX with optax: the whole step is one jitted function that is given its parameters to reuse."""

from functools import partial
from itertools import cycle

import jax
import jax.numpy as jnp
import optax
from block import Block, timed
from jax_models import MODELS, Network

ADAM = optax.adam(1e-3)
MOMENTUM = 0.9


class Trainer:
    def __init__(self, workload: str, data, *, threads: int):
        self.batches = cycle([(jax.device_put(x), jax.device_put(y)) for x, y in zip(*data)])
        net = Network(jax.random.key(0))
        net.moments = []
        MODELS[workload](net, jnp.zeros(data[0].shape[1:]))
        weights = net.parameters
        self.parameters = sum(weight.size for weight in weights)
        self.versions = {"JAX": jax.__version__, "optax": optax.__version__}
        self.state = weights, ADAM.init(weights), jax.tree.map(jnp.zeros_like, net.moments)
        loss_of = mask_loss if workload == "unet" else optax.losses.softmax_cross_entropy_with_integer_labels
        self.step = jax.jit(partial(step, MODELS[workload], loss_of), donate_argnums=0)

    def train(self, steps: int) -> Block:
        def run():
            for _ in range(steps):
                self.state, loss = self.step(self.state, *next(self.batches))
            jax.block_until_ready(self.state)
            return float(loss)

        return timed(run)


def step(model, loss_of, state, x, y):
    weights, adam, running = state

    def loss(weights):
        net = Network(parameters=weights)
        net.moments = []
        return loss_of(model(net, x), y).mean(), net.moments

    (value, moments), gradients = jax.value_and_grad(loss, has_aux=True)(weights)
    updates, adam = ADAM.update(gradients, adam, weights)
    running = jax.tree.map(lambda old, new: MOMENTUM * old + (1 - MOMENTUM) * new, running, moments)
    return (optax.apply_updates(weights, updates), adam, running), value


def mask_loss(logits, mask):
    return optax.losses.sigmoid_binary_cross_entropy(logits, mask)
