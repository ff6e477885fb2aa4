"""Run one engine once in a process of its own: python -m benchmarks.once KERNEL PEOPLE ENGINE.

It tells seconds and memory. The peak is that of the call above what was resident before it, so that the network
itself does not count.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from benchmarks.data import data
from benchmarks.kernels import KERNELS

MEBI = 1024 * 1024


def resident() -> int:
    """Give the bytes this process holds in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


class Peak(threading.Thread):
    """Watch the memory of this process until told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = resident()
        self._over = threading.Event()

    def run(self) -> None:
        """Look two hundred times a second."""
        while not self._over.wait(0.005):
            self.most = max(self.most, resident())

    def stop(self) -> int:
        """Give the most that was seen."""
        self._over.set()
        self.join()
        return max(self.most, resident())


def main() -> None:
    """Print seconds, MiB added at the peak, and MiB in all, as JSON."""
    name, people, engine_name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    engine = next(e for e in KERNELS[name].engines if e.name == engine_name)
    if people > 200:  # packages are loaded and compiled before anything is measured
        engine.call(engine.prepare(data(200)))
    prepared = engine.prepare(data(people))
    before = resident()
    watch = Peak()
    watch.start()
    began = time.perf_counter()
    answer = engine.call(prepared)
    seconds = time.perf_counter() - began
    peak = watch.stop()
    if engine.own_clock:
        seconds = answer[0]
    print(json.dumps({"seconds": seconds, "added_mib": (peak - before) / MEBI, "peak_mib": peak / MEBI}))


if __name__ == "__main__":
    main()
