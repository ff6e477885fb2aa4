"""What tests of the report share: surveys, a small network with planted groups, and a browser without network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from remembered import remember

import critical_sna as csna
from critical_sna import datasets
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.document import Report
from critical_sna.survey import RelationalSurvey

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "<script>window.__xss=1</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(2)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eevil\u2066 \u2028 line",
    "=HYPERLINK('x')",
    "a" * 300,
)


@pytest.fixture(scope="module", autouse=True)
def _remembered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        remember(patch)
        yield


@pytest.fixture(scope="session")
def watershed() -> RelationalSurvey:
    return datasets.watershed()


@pytest.fixture(scope="session")
def watershed_report(watershed: RelationalSurvey) -> Report:
    return csna.report(watershed, relation="advice", groups="group")


def make_network(
    sizes: dict[str, int],
    *,
    reports: str | None = "seeks_from",
    silent: dict[str, int] | None = None,
    chance: float = 0.3,
    seed: int = 0,
    **about: object,
) -> PartnerNetwork:
    """Give a network with these group sizes; the first ``silent`` people of a group were asked and did not answer."""
    rows = [(f"{group}-{i}", group, i < (silent or {}).get(group, 0)) for group, n in sizes.items() for i in range(n)]
    people = pd.DataFrame(rows, columns=["id", "group", "quiet"])
    people["status"] = np.where(people.pop("quiet"), "named_only", "respondent")
    people["group"] = people["group"].where(people["group"] != "", None)
    draw = np.random.default_rng(seed)
    spoke = people.loc[people["status"] == "respondent", "id"]
    pairs = [(a, b) for a in spoke for b in people["id"] if a != b and draw.random() < chance]
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    return PartnerNetwork.from_frames(people, ties, reports=reports, relation="advice", **about)  # type: ignore[arg-type]  # words of a test


@pytest.fixture(scope="session")
def network() -> Callable[..., PartnerNetwork]:
    return make_network
