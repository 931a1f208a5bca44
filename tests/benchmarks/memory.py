"""How much memory a process took; for the processes that the benchmarks start."""

from __future__ import annotations

from pathlib import Path


def peak_memory() -> int:
    """Return the most memory this process held, in bytes; 0 where only Windows knows."""
    status = Path("/proc/self/status")
    if status.is_file():
        # Unlike getrusage, this says nothing of the process it was started by.
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return 1024 * int(line.split()[1])
    try:
        import resource  # noqa: PLC0415 (Windows has none)
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
