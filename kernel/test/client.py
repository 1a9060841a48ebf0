"""Drives one kernel for a test: a JSON command a line comes in, JSON answers and messages go out.

The sockets are those of jupyter_client, which sits on libzmq; one thread polls all of them.
"""

import base64
import json
import os
import sys

import zmq
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session


class Driver:
    def __init__(self):
        self.manager = None
        self.client = None
        self.clients = []
        self.sockets = {}
        self.buffer = b""

    def put(self, **message):
        sys.stdout.write(json.dumps(message, default=str) + "\n")
        sys.stdout.flush()

    def start(self, kernel, cwd):
        self.manager = KernelManager(kernel_name=kernel)
        self.manager.start_kernel(cwd=cwd)
        self.connect()
        self.client.wait_for_ready(timeout=60)
        return self.pid()

    def connect(self):
        """Connects, as the same client each time; older connections stay, as a lost network's do."""
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self.clients.append(self.client)
        self.sockets = {
            name: getattr(self.client, name + "_channel").socket
            for name in ("shell", "control", "iopub", "stdin")
        }

    def pid(self):
        return self.manager.provisioner.process.pid

    def send(
        self,
        channel,
        type,
        content,
        forged=False,
        metadata=None,
        buffers=(),
        subshell=None,
        parent=None,
    ):
        session = self.client.session
        message = session.msg(type, content, metadata=metadata, parent=parent)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        sender = Session(key=b"not the key") if forged else session
        sender.send(self.sockets[channel], message, buffers=[base64.b64decode(b) for b in buffers])
        return message["header"]["msg_id"]

    def frames(self, channel, parts, signature=None, delimiter=True, times=1):
        """Sends a message of these four parts, or of whatever else they are."""
        parts = [part.encode() for part in parts]
        signed = self.client.session.sign(parts) if signature is None else signature.encode()
        start = [b"<IDS|MSG>", signed] if delimiter else [signed]
        for _ in range(times):
            self.sockets[channel].send_multipart(start + parts)

    def subscribe(self, topic, code=None):
        """Subscribes to a topic, runs a cell, and gives the types of what came, up to idle."""
        socket = zmq.Context.instance().socket(zmq.SUB)
        socket.linger = 0
        socket.subscribe(topic.encode())
        socket.connect(self.client._make_url("iopub"))
        session = self.client.session.clone()
        seen = []
        while socket.poll(300 if seen else 20000):
            _, message = session.recv(socket)
            seen.append([message["header"]["msg_type"], message["content"]])
            if len(seen) == 1 and code is not None:
                self.client.execute(code)
        socket.close()
        return seen

    def states(self, kernel, number):
        """Starts another kernel to which a client subscribes early; its first states."""
        manager = KernelManager(kernel_name=kernel)
        manager.start_kernel()
        client = manager.client()
        client.start_channels(hb=False)
        states = []
        while len(states) < number:
            message = client.get_iopub_msg(timeout=20)
            if message["msg_type"] == "status":
                states.append(message["content"]["execution_state"])
            if states == ["starting"]:
                client.kernel_info()
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        return states

    def beat(self, timeout):
        socket = zmq.Context.instance().socket(zmq.REQ)
        socket.linger = 0
        socket.connect(self.client._make_url("hb"))
        socket.send(b"ping")
        answer = socket.poll(timeout * 1000) != 0 and socket.recv() == b"ping"
        socket.close()
        return answer

    def alive(self):
        return self.manager.provisioner.process.poll() is None

    def signal(self, number):
        os.kill(self.pid(), number)

    def wait(self, timeout):
        return self.manager.provisioner.process.wait(timeout)

    def restart(self):
        old = self.pid()
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=60)
        return [old, self.pid()]

    def shutdown(self):
        self.sockets = {}
        for client in self.clients:
            client.stop_channels()
        self.manager.shutdown_kernel()
        self.manager = None

    def command(self, line):
        request = json.loads(line)
        number = request.pop("id")
        method = request.pop("op")
        try:
            self.put(id=number, value=getattr(self, method)(**request))
        except Exception as error:
            self.put(id=number, error=repr(error))
        return method != "shutdown"

    def commands(self):
        data = os.read(0, 1 << 20)
        if not data:
            return False
        *lines, self.buffer = (self.buffer + data).split(b"\n")
        return all([self.command(line) for line in lines])

    def messages(self, name, socket):
        while True:
            try:
                _, message = self.client.session.recv(socket, mode=zmq.NOBLOCK)
            except ValueError:
                continue
            if message is None:
                return
            self.put(
                channel=name,
                type=message["header"]["msg_type"],
                parent=message["parent_header"].get("msg_id", ""),
                parentHeader=message["parent_header"],
                header=message["header"],
                content=message["content"],
                metadata=message["metadata"],
                buffers=[base64.b64encode(b).decode() for b in message["buffers"]],
            )

    def loop(self):
        going = True
        while going:
            poller = zmq.Poller()
            poller.register(0, zmq.POLLIN)
            for socket in self.sockets.values():
                poller.register(socket, zmq.POLLIN)
            ready = dict(poller.poll())
            for name, socket in self.sockets.items():
                if socket in ready:
                    self.messages(name, socket)
            if 0 in ready:
                going = self.commands()
        if self.manager is not None and self.alive():
            self.manager.shutdown_kernel(now=True)


Driver().loop()
