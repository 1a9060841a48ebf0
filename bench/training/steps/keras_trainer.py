"""Keras on TensorFlow: `fit` over arrays in memory, without shuffling."""

import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import tensorflow as tf
from block import Block
from keras_models import MODELS


class Trainer:
    def __init__(self, workload: str, data, *, threads: int):
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
        keras.utils.set_random_seed(0)
        self.model = MODELS[workload]()
        self.parameters = sum(int(w.shape.num_elements()) if hasattr(w.shape, "num_elements") else int(tf.size(w.value)) for w in self.model.trainable_weights)
        self.versions = {"Keras": keras.__version__, "TensorFlow": tf.__version__}
        self.x, self.y = (part.reshape(-1, *part.shape[2:]) for part in data)
        self.batch = data[0].shape[1]
        loss = keras.losses.BinaryCrossentropy if workload == "unet" else keras.losses.SparseCategoricalCrossentropy
        jit = {"1": True, "0": False}.get(os.environ.get("KJIT", ""), "auto")
        self.model.compile(keras.optimizers.Adam(1e-3), loss(from_logits=True), jit_compile=jit)

    def train(self, steps: int) -> Block:
        clock = Clock()
        n = (steps + 1) * self.batch
        times = -(-n // len(self.x))
        x, y = (part if times == 1 else np_tile(part, times) for part in (self.x, self.y))
        history = self.model.fit(x[:n], y[:n], batch_size=self.batch, shuffle=False, verbose=0, callbacks=[clock])
        return Block(clock.seconds, history.history["loss"][-1])


def np_tile(a, times):
    import numpy as np
    return np.concatenate([a] * times)


class Clock(keras.callbacks.Callback):
    """Times all steps of a fit but the first, before which it sets itself up."""

    def on_train_batch_begin(self, batch, logs=None):
        if batch == 1:
            self.start = time.perf_counter()

    def on_train_end(self, logs=None):
        self.seconds = time.perf_counter() - self.start
