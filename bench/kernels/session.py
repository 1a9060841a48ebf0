"""One kernel process and a client of it, with the clock beside every request."""

import time
from collections import defaultdict
from contextlib import suppress

import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from cells import Cell
from process_tree import end_descendants, resident_memory

LONGEST = 60.0
LATEST_OUTPUT = 5.0


class Session:
    """Starts a kernel and, as a context manager, ends all its processes; times in milliseconds."""

    def __init__(self, kernel: str, *, folders: list[str], cwd: str, log: str):
        context = zmq.Context()
        # libzmq retries a connection every 100 ms, which would be the grain of the start-up time.
        context.setsockopt(zmq.RECONNECT_IVL, 2)
        specs = KernelSpecManager(kernel_dirs=folders, ensure_native_kernel=False)
        self._manager = KernelManager(
            kernel_name=kernel, kernel_spec_manager=specs, context=context
        )
        self._cwd = cwd
        self._log = open(log, "a", encoding="utf-8")
        self._shown: defaultdict[str, list[str]] = defaultdict(list)
        self._idle: set[str] = set()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_error: object) -> None:
        end_descendants()
        if hasattr(self, "_client"):
            self._client.stop_channels()
        self._manager.cleanup_resources()
        self._manager.context.destroy(linger=0)
        self._log.close()

    def start(self) -> float:
        """From the start of the process to its answer to kernel_info_request."""
        start = time.perf_counter()
        self._manager.start_kernel(cwd=self._cwd, stdout=self._log, stderr=self._log)
        self._client = self._manager.client()
        self._client.start_channels(stdin=False, hb=False)
        # As notebooks do; nothing here asks for input.
        self._client.allow_stdin = True
        self._reply(self._client.kernel_info())
        took = _since(start)
        self._await_subscription()
        return took

    def run(self, cell: Cell, language: str, *, program: bool = False) -> float | None:
        """
        Until the reply, the idle status and the text that the cell must show are all here; None
        when the reply comes and one of the others does not.
        A program says that it takes no input, and reads what belongs to a cell up to its idle.
        """
        start = time.perf_counter()
        request = self._client.execute(cell.code(language), allow_stdin=not program)
        reply = self._reply(request)
        if reply["status"] != "ok":
            raise RuntimeError(f"a cell failed: {reply}; it was: {cell.code(language)}")
        try:
            self._listen(lambda: request in self._idle, LATEST_OUTPUT, "no idle status")
            self._listen(lambda: cell.shows in self._text(request), LATEST_OUTPUT, "no output")
        except TimeoutError:
            return None
        return _since(start)

    def print(self, cell: Cell, language: str, *, size: int) -> float | None:
        """Until so many characters of output are here; None when some of them do not come."""
        start = time.perf_counter()
        request = self._client.execute(cell.code(language))
        shown = self._shown[request]
        try:
            self._listen(lambda: sum(map(len, shown)) >= size, LATEST_OUTPUT, "output is missing")
            took = _since(start)
            self._reply(request)
            self._listen(lambda: request in self._idle, LATEST_OUTPUT, "no idle status")
        except TimeoutError:
            return None
        return took

    def warn(self, cell: Cell, language: str) -> float | None:
        """Until the cell shows what its types are told; None when nothing of it comes."""
        start = time.perf_counter()
        request = self._client.execute(cell.code(language), stop_on_error=False)
        try:
            self._listen(lambda: cell.shows in self._text(request), LATEST_OUTPUT, "no warning")
        except TimeoutError:
            return None
        took = _since(start)
        self._reply(request)
        # Not all kernels get theirs through.
        with suppress(TimeoutError):
            self._listen(lambda: request in self._idle, LATEST_OUTPUT, "no idle status")
        return took

    def complete(self, question: tuple[str, str]) -> float | None:
        """Until the answer; None when it lacks the expected name."""
        code, expected = question
        start = time.perf_counter()
        reply = self._reply(self._client.complete(code, cursor_pos=len(code)))
        took = _since(start)
        found = any(match.endswith(expected) for match in reply.get("matches", []))
        return took if found else None

    def memory(self) -> dict:
        """Resident memory of the kernel and all that it started, and their number."""
        return resident_memory(self._manager.provisioner.process.pid)

    def _text(self, request: str) -> str:
        return "".join(self._shown[request])

    def _await_subscription(self) -> None:
        """The output socket may connect after the shell socket; what is sent before is lost."""
        deadline = time.perf_counter() + LONGEST
        while not self._idle:
            if time.perf_counter() > deadline:
                raise TimeoutError("no idle status after kernel_info_request")
            self._reply(self._client.kernel_info())
            self._poll([self._client.iopub_channel.socket], 100)
            self._take_outputs()

    def _reply(self, request: str) -> dict:
        channel = self._client.shell_channel
        deadline = time.perf_counter() + LONGEST
        while time.perf_counter() < deadline:
            self._poll([channel.socket, self._client.iopub_channel.socket])
            while channel.socket.poll(0):
                message = channel.get_msg(timeout=1)
                if message["parent_header"].get("msg_id") == request:
                    return message["content"]
            self._take_outputs()
        raise TimeoutError(f"no reply within {LONGEST:.0f} s")

    def _listen(self, done, longest: float, problem: str) -> None:
        deadline = time.perf_counter() + longest
        self._take_outputs()
        while not done():
            if time.perf_counter() > deadline:
                raise TimeoutError(problem)
            self._poll([self._client.iopub_channel.socket], 100)
            self._take_outputs()

    def _poll(self, sockets: list, milliseconds: int = 1000) -> None:
        if not self._manager.is_alive():
            raise RuntimeError("the kernel process ended by itself")
        poller = zmq.Poller()
        for socket in sockets:
            poller.register(socket, zmq.POLLIN)
        poller.poll(milliseconds)

    def _take_outputs(self) -> None:
        channel = self._client.iopub_channel
        while channel.socket.poll(0):
            message = channel.get_msg(timeout=1)
            parent, content = message["parent_header"].get("msg_id"), message["content"]
            self._shown[parent].append(content.get("text", ""))
            self._shown[parent].append(content.get("data", {}).get("text/plain", ""))
            if content.get("execution_state") == "idle":
                self._idle.add(parent)


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
