"""Keras on TensorFlow: `fit` over arrays in memory, without shuffling."""

import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf
from block import Block
from keras.losses import BinaryCrossentropy, SparseCategoricalCrossentropy
from keras_models import MODELS


class Trainer:
    def __init__(self, workload: str, data, *, threads: int, seed: int):
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
        keras.utils.set_random_seed(seed)
        self.model = MODELS[workload]()
        self.parameters = sum(int(np.prod(w.shape)) for w in self.model.trainable_weights)
        self.versions = {"Keras": keras.__version__, "TensorFlow": tf.__version__}
        self.batch = data[0].shape[1]
        self.data = [part.reshape(-1, *part.shape[2:]) for part in data]
        loss = BinaryCrossentropy if workload == "unet" else SparseCategoricalCrossentropy
        self.model.compile(keras.optimizers.Adam(1e-3), loss(from_logits=True))

    def train(self, steps: int) -> Block:
        clock = Clock()
        x, y = (self.examples(part, (steps + 1) * self.batch) for part in self.data)
        history = self.model.fit(
            x, y, batch_size=self.batch, shuffle=False, verbose=0, callbacks=[clock]
        )
        return Block(clock.seconds, history.history["loss"][-1])

    def examples(self, part, count: int):
        again = -(-count // len(part))
        return (part if again == 1 else np.concatenate([part] * again))[:count]

    def logits(self, x):
        return self.model.predict(x, batch_size=256, verbose=0)


class Clock(keras.callbacks.Callback):
    """Times all steps of a fit but the first, before which it sets itself up."""

    def on_train_batch_begin(self, batch, logs=None):
        if batch == 1:
            self.start = time.perf_counter()

    def on_train_end(self, logs=None):
        self.seconds = time.perf_counter() - self.start
