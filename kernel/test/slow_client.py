"""A client that stops reading while its kernel prints, and goes on later.

Usage: slow_client.py '{"kernel": "…", "cwd": "…", "code": "…", "progress": "…"}'
The code prints and appends to the file `progress` as it does. Prints a JSON object: how large that
file was when the printer had stopped too, and the text that arrived in all, by length and SHA-256.
"""

import hashlib
import json
import os
import signal
import sys
import time

from jupyter_client.manager import KernelManager


def main(kernel, cwd, code, progress):
    manager = KernelManager(kernel_name=kernel)
    manager.start_kernel(cwd=cwd)
    client = manager.client()
    client.start_channels(hb=False)
    client.wait_for_ready(timeout=60)
    if os.fork() == 0:
        stop_for_a_while(os.getppid(), progress)
        os._exit(0)
    request, text = client.execute(code), []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != request:
            continue
        text.append(message["content"].get("text", ""))
        if message["content"].get("execution_state") == "idle":
            break
    os.wait()
    whole = "".join(text)
    with open(progress + ".stopped", encoding="utf-8") as file:
        stopped = int(file.read())
    digest = hashlib.sha256(whole.encode()).hexdigest()
    print(json.dumps({"stopped": stopped, "length": len(whole), "digest": digest}))
    client.stop_channels()
    manager.shutdown_kernel()


def stop_for_a_while(client, progress):
    """Stops the client's process from the first progress on until there is no more of it."""
    size = lambda: os.path.getsize(progress) if os.path.exists(progress) else 0
    while size() == 0:
        time.sleep(0.01)
    os.kill(client, signal.SIGSTOP)
    before = -1
    while size() != before:
        before = size()
        time.sleep(1)
    with open(progress + ".stopped", "w", encoding="utf-8") as file:
        file.write(str(before))
    os.kill(client, signal.SIGCONT)


main(**json.loads(sys.argv[1]))
