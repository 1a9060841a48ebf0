"""JAX with optax: the whole step is one jitted function that is given its state to reuse."""

import os
from functools import partial
from itertools import cycle

import jax
import jax.numpy as jnp
import optax
from block import Block, timed
from jax_models import MODELS, Network
from optax import losses

ADAM = optax.adam(1e-3)
MOMENTUM = 0.9


class Trainer:
    def __init__(self, workload: str, data, *, threads: int, seed: int):
        limit_threads(threads)
        self.model = MODELS[workload]
        self.batches = cycle([(jax.device_put(x), jax.device_put(y)) for x, y in zip(*data)])
        net = Network(key=jax.random.key(seed))
        self.model(net, jnp.zeros(data[0].shape[1:]))
        self.parameters = sum(weight.size for weight in net.parameters)
        self.versions = {"JAX": jax.__version__, "optax": optax.__version__}
        running = jax.tree.map(jnp.zeros_like, net.moments)
        self.state = net.parameters, ADAM.init(net.parameters), running
        loss_of = losses.softmax_cross_entropy_with_integer_labels
        if workload == "unet":
            loss_of = losses.sigmoid_binary_cross_entropy
        self.step = jax.jit(partial(step, self.model, loss_of), donate_argnums=0)

    def train(self, steps: int) -> Block:
        return timed(lambda: self.run(steps))

    def run(self, steps: int) -> float:
        for _ in range(steps):
            self.state, loss = self.step(self.state, *next(self.batches))
        jax.block_until_ready(self.state)
        return float(loss)

    def logits(self, x):
        return self.model(Network(parameters=self.state[0]), x)


def step(model, loss_of, state, x, y):
    weights, adam, running = state

    def loss(weights):
        net = Network(parameters=weights)
        return loss_of(model(net, x), y).mean(), net.moments

    (value, moments), gradients = jax.value_and_grad(loss, has_aux=True)(weights)
    updates, adam = ADAM.update(gradients, adam, weights)
    running = jax.tree.map(lambda old, new: MOMENTUM * old + (1 - MOMENTUM) * new, running, moments)
    return (optax.apply_updates(weights, updates), adam, running), value


def limit_threads(threads: int) -> None:
    """XLA makes a thread for each processor that the process may run on, when it is first used."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
