"""A kernel and a client that notes all that arrives, by request."""

import time
from collections import defaultdict
from dataclasses import dataclass, field

import zmq
from jupyter_client import KernelManager

LONGEST = 60.0


@dataclass
class Exchange:
    """What came back for one request."""

    text: list[str] = field(default_factory=list)
    result: str | None = None
    error: tuple[str, str] | None = None
    reply: dict | None = None
    idle: bool = False


class Client:
    def __init__(self, manager: KernelManager):
        self._manager = manager
        self.exchanges: defaultdict[str, Exchange] = defaultdict(Exchange)

    @property
    def pid(self) -> int:
        return self._manager.provisioner.process.pid

    def connect(self) -> None:
        self._client = self._manager.client()
        self._client.start_channels(stdin=False, hb=False)
        self._client.wait_for_ready(timeout=LONGEST)

    def restart(self) -> None:
        self._client.stop_channels()
        # The new client may count its requests from the beginning.
        self.exchanges.clear()
        self._manager.restart_kernel()
        self.connect()

    def stop(self) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel()

    def send(self, code: str) -> str:
        return self._client.execute(code, allow_stdin=True)

    def interrupt(self) -> None:
        session = self._client.session
        session.send(self._client.control_channel.socket, "interrupt_request", {})

    def finish(self, request: str, longest: float = LONGEST) -> Exchange | None:
        """The exchange when its reply and its idle status are here; None when they do not come."""
        exchange = self.exchanges[request]
        ended = self.listen(lambda: exchange.reply is not None and exchange.idle, longest)
        return exchange if ended else None

    def listen(self, done, longest: float) -> bool:
        """Takes what arrives until `done()`; whether it came to that."""
        deadline = time.perf_counter() + longest
        sockets = [self._client.shell_channel.socket, self._client.iopub_channel.socket]
        poller = zmq.Poller()
        for socket in sockets:
            poller.register(socket, zmq.POLLIN)
        while not done():
            if time.perf_counter() > deadline:
                return False
            for socket, _ in poller.poll(50):
                while socket.poll(0):
                    self._take(self._client.session.recv(socket)[1])
            if not self._manager.is_alive():
                raise RuntimeError("the kernel died")
        return True

    def _take(self, message: dict) -> None:
        exchange = self.exchanges[message["parent_header"].get("msg_id", "")]
        kind, content = message["msg_type"], message["content"]
        if kind == "execute_reply":
            exchange.reply = content
        elif kind == "stream" and content["name"] == "stdout":
            exchange.text.append(content["text"])
        elif kind == "execute_result":
            exchange.result = content["data"]["text/plain"]
        elif kind == "error":
            exchange.error = (content["ename"], content["evalue"])
        elif kind == "status" and content["execution_state"] == "idle":
            exchange.idle = True
