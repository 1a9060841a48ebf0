"""Runs very many cells, interrupts and restarts, and counts what is lost and what leaks.

Usage: stress.py '{"kernel", "cells", "interrupts", "restarts", "seed", "cwd", "log", "folders"}'
Prints JSON objects on standard output, a line each: how far it is, and at the end all that it found
("latencies" in milliseconds, "memory" in megabytes, "lost" in words). One session takes all cells and interrupts; the restarts
follow, with some cells after each.
"""

import json
import random
import sys
import time

import psutil
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from cells import Cell, Model
from client import Client, Exchange

AFTER_RESTART = 5
SAMPLES = 20


class Stress:
    def __init__(self, client: Client, seed: int):
        self.client = client
        self.random = random.Random(seed)
        self.model = Model(self.random)
        self.lost: list[str] = []
        self.repeated = 0
        self._late: list[tuple[Cell, Exchange]] = []

    def run(self, cell: Cell) -> float:
        """Runs a cell and checks all that it must show; gives the milliseconds that it took."""
        start = time.perf_counter()
        exchange = self.client.finish(request := self.client.send(cell.code))
        took = (time.perf_counter() - start) * 1000
        if exchange is None:
            self.lost.append(f"no answer to: {cell.code}")
            return took
        if (exchange.result, exchange.error) != (cell.result, cell.error):
            got = f"{exchange.result}, {exchange.error}"
            self.lost.append(f"expected {cell.result}, {cell.error}, got {got}: {cell.code}")
        if "".join(exchange.text) == cell.text:
            del self.client.exchanges[request]
        else:
            self._late.append((cell, exchange))
        return took

    def interrupt(self) -> None:
        """Interrupts a random loop at a random moment; afterwards nothing may be missing."""
        code = self.model.loop()
        request = self.client.send(code)
        self.client.listen(lambda: False, self.random.random() * 0.1)
        for attempt in range(5):
            self.client.interrupt()
            # One that comes before the cell runs has nothing to interrupt.
            exchange = self.client.finish(request, 5)
            if exchange is not None:
                break
            self.repeated += 1
        if exchange is None or exchange.error is None or exchange.error[0] != "KeyboardInterrupt":
            self.lost.append(f"not interrupted: {code}")
        self.run(self.model.all_values())

    def restart(self) -> None:
        self.settle()
        self.client.restart()
        self.model = Model(self.random)
        for _ in range(AFTER_RESTART):
            self.run(self.model.next())

    def settle(self) -> None:
        """Waits for output that comes after the end of its cell."""
        late = lambda: all("".join(seen.text) == cell.text for cell, seen in self._late)
        if not self.client.listen(late, 10):
            self.lost += [f"output is missing of: {cell.code}" for cell, _ in self._late]
        self._late.clear()


def measure(pid: int) -> dict:
    process = psutil.Process(pid)
    tree = [process, *process.children(recursive=True)]
    return {
        "megabytes": sum(each.memory_info().rss for each in tree) / 1e6,
        "kernelMegabytes": process.memory_info().rss / 1e6,
        "processes": len(tree),
        "files": process.num_fds(),
        "threads": process.num_threads(),
    }


def long_session(stress: Stress, plan: dict) -> dict:
    """All cells and interrupts in one session."""
    cells, latencies, memory = plan["cells"], [], []
    moments = sorted(stress.random.sample(range(cells), plan["interrupts"]))
    for number in range(cells):
        latencies.append(stress.run(stress.model.next()))
        while moments and moments[0] == number:
            moments.pop(0)
            stress.interrupt()
        if (number + 1) % max(1, cells // SAMPLES) == 0:
            stress.settle()
            memory.append({"cells": number + 1, **measure(stress.client.pid)})
            print(json.dumps({"done": number + 1, "missing": len(stress.lost)}), flush=True)
    stress.run(stress.model.all_values())
    return {"latencies": latencies, "memory": memory}


def main(plan: dict) -> None:
    specs = KernelSpecManager(kernel_dirs=plan["folders"], ensure_native_kernel=False)
    manager = KernelManager(kernel_name=plan["kernel"], kernel_spec_manager=specs)
    with open(plan["log"], "a", encoding="utf-8") as log:
        manager.start_kernel(cwd=plan["cwd"], stdout=log, stderr=log)
        client = Client(manager)
        try:
            client.connect()
            stress = Stress(client, plan["seed"])
            found = long_session(stress, plan)
            for _ in range(plan["restarts"]):
                stress.restart()
            stress.settle()
            after = measure(client.pid)
        finally:
            client.stop()
    counts = {name: plan[name] for name in ("cells", "interrupts", "restarts", "seed")}
    print(json.dumps({**counts, "lost": stress.lost, "afterRestarts": after,
                      "repeatedInterrupts": stress.repeated, **found}))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
