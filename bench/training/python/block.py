"""What a block of training steps gave."""

import time
from collections.abc import Callable
from typing import NamedTuple


class Block(NamedTuple):
    seconds: float
    loss: float


def timed(run: Callable[[], float]) -> Block:
    """Times what trains a block and reads its last loss."""
    start = time.perf_counter()
    loss = run()
    return Block(time.perf_counter() - start, loss)
