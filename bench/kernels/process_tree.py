"""A process and all that it started."""

import psutil


def resident_memory(pid: int) -> dict:
    """`{megabytes, processes}`; pages that processes share count in each of them."""
    total, count = 0, 0
    for process in _tree(pid):
        try:
            total += process.memory_info().rss
            count += 1
        except psutil.NoSuchProcess:
            pass
    return {"megabytes": total / 1e6, "processes": count}


def end_descendants() -> None:
    """Ends all that this process started, also what it was just about to note down."""
    processes = psutil.Process().children(recursive=True)
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            pass
    psutil.wait_procs(processes, timeout=10)


def _tree(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
