"""On what something was measured."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import critical_sna as csna
from benchmarks.data import TIES_PER_PERSON

HERE = Path(__file__).parent
PACKAGES = ("numpy", "scipy", "pandas", "igraph", "networkx", "numba", "networkit", "cpnet")


def about() -> dict[str, Any]:
    """Say on what it was measured, without naming the machine."""
    return {
        "version": csna.__version__,
        "commit": _commit(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
        "ties_per_person": TIES_PER_PERSON,
        "packages": {name: version(name) for name in PACKAGES if find_spec(name)} | _r_packages(),
    }


def _r_packages() -> dict[str, str]:
    if shutil.which("Rscript") is None:
        return {}
    asked = subprocess.run(
        ["Rscript", "-e", 'cat(as.character(packageVersion("sna")))'], capture_output=True, text=True, check=False
    )
    return {"R sna": asked.stdout.strip()} if asked.returncode == 0 else {}


def _commit() -> str:
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"
