"""Nothing depends on the order in which Python happens to keep a set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = str(Path(__file__).parent.parent)

SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
import golden, critical_sna as csna
net = golden.network()
out = [
    csna.centrality(net).to_csv(), csna.network_summary(net).to_csv(), csna.heard_by(net).to_csv(),
    csna.voice(net, draws=50).to_csv(), csna.periphery(net).to_csv(),
    csna.audibility(net, groups="sector").to_csv(), csna.mixing_matrix(net, groups="sector").to_csv(),
    csna.ei_index(net, groups="sector").to_csv(), csna.brokerage(net, groups="sector").to_csv(),
    csna.disaggregate(csna.in_degree(net), by="sector", people=net, min_size=2).by_group.to_csv(),
]
print(hashlib.sha256("".join(out).encode()).hexdigest(), len("".join(out)))
"""


def test_three_hash_seeds_give_the_same_bytes() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT.format(tests=TESTS)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(answers) == 1
    assert int(answers.pop().split()[1]) > 1000
