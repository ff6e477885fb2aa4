"""The methods statement says what limits the counts of a page."""

from __future__ import annotations

import pandas as pd
import pytest

from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.blocks import Listing
from critical_sna.report.methods import methods
from critical_sna.report.subject import Subject

PEOPLE = pd.DataFrame({"id": ["Ana", "Bo", "Cy", "Di"], "status": ["respondent"] * 3 + ["named_only"]})
TIES = pd.DataFrame({"source": ["Ana", "Ana", "Bo", "Bo", "Cy"], "target": ["Bo", "Cy", "Ana", "Di", "Ana"]})


def statement(**about: object) -> list[str]:
    net = PartnerNetwork.from_frames(PEOPLE, TIES, reports="seeks_from", relation="advice", **about)  # type: ignore[arg-type]  # words of a test
    blocks = methods(Subject(net, {"": net}, None, None, 0), 99).blocks
    return [line for block in blocks if isinstance(block, Listing) for line in block.items]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"choices": 2, "capped": ["Ana", "Bo"]}, "2 of 3 people who answered named as many as they could (2); "),
        ({"choices": 2, "capped": ["Ana"]}, "One of 3 people who answered named as many as they could (2); "),
        ({"capped": ["Ana"]}, "One of 3 people who answered named as many as they could; "),
    ],
)
def test_people_who_filled_the_list_are_counted(about, said) -> None:
    rest = "whom they left out may be missing only because the list was full."
    assert f"{said}{rest}" in statement(**about)


def test_where_nobody_filled_the_list_nothing_is_said_of_it() -> None:
    assert not [line for line in statement(choices=3) if "list was full" in line]
