"""Runs cells in a kernel that jupyter_client's restarter watches, as the Jupyter server does.

Usage: autorestart.py '{"kernel": "…", "cwd": "…", "cells": ["…"]}'
Prints a JSON object a line: {"event": "restarting"}, or what a cell printed and was answered. A
cell during which the kernel dies is followed by the restart.
"""

import asyncio
import json
import sys

from jupyter_client.ioloop import AsyncIOLoopKernelManager
from traitlets.config import Config


async def main(kernel, cwd, cells):
    # Looks often, and the client keeps its ports; all else is as the server has it.
    options = {"time_to_dead": 0.2, "random_ports_until_alive": False}
    config = Config({"KernelRestarter": options})
    manager = AsyncIOLoopKernelManager(kernel_name=kernel, autorestart=True, config=config)
    await manager.start_kernel(cwd=cwd)
    restarted = asyncio.Event()
    manager.add_restart_callback(restarted.set, "restart")
    client = manager.client()
    client.start_channels(hb=False)
    await client.wait_for_ready(timeout=60)
    for code in cells:
        answered = asyncio.ensure_future(run(client, code))
        died = asyncio.ensure_future(restarted.wait())
        await asyncio.wait([answered, died], return_when=asyncio.FIRST_COMPLETED)
        if answered.done():
            died.cancel()
            put(**answered.result())
            continue
        answered.cancel()
        put(event="restarting")
        await client.wait_for_ready(timeout=60)
        restarted.clear()
    client.stop_channels()
    await manager.shutdown_kernel()


async def run(client, code):
    request, text = client.execute(code), []
    while True:
        message = await client.get_iopub_msg(timeout=None)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] == "stream":
            text.append(f"{content['name']}: {content['text']}")
        if content.get("execution_state") == "idle":
            break
    reply = await client.get_shell_msg(timeout=10)
    return {"text": "".join(text), "status": reply["content"]["status"]}


def put(**event):
    print(json.dumps(event), flush=True)


asyncio.run(main(**json.loads(sys.argv[1])))
