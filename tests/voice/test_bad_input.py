"""What cannot be answered is refused, or said to be not defined and why: one table over all questions of voice."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import CriticalSNAError

Net = csna.PartnerNetwork
Call = Callable[[Net], object]
IDS = [f"p{k}" for k in range(8)]


def network(*, reports: str | None = "seeks_from", silent: str = "", **columns: object) -> Net:
    """Eight people of two groups in four organisations, groups constant inside; everybody names the next two."""
    people = pd.DataFrame({"id": IDS, "sector": ["x"] * 4 + ["y"] * 4, "firm": list("aabbccdd"), **columns})
    people["status"] = ["declined" if s == silent else "respondent" for s in people["sector"]]
    ties = [(IDS[k], IDS[(k + d) % 8]) for k in range(8) for d in (1, 2) if people["sector"][k] != silent]
    return Net.from_frames(
        people,
        pd.DataFrame(ties, columns=["source", "target"]),
        reports=reports,
        positionality={"firm": "organisation"},
    )


NEEDS_DIRECTION: dict[str, Call] = {
    "heard_by": csna.heard_by,
    "voice": lambda net: csna.voice(net),  # a package that can be called
    "voice_sweep": csna.voice_sweep,
    "audibility": lambda net: csna.audibility(net, groups="sector"),
    "audibility_sweep": lambda net: csna.audibility_sweep(net, groups="sector"),
    "periphery": csna.periphery,
    "periphery_readings": csna.periphery_readings,
    "periphery_reasons": csna.periphery_reasons,
    "group_periphery": lambda net: csna.group_periphery(net, groups="sector"),
    "pathways": lambda net: csna.pathways(net, groups="sector"),
    "pathways_of": lambda net: csna.pathways_of(net, "p0", to=["p1"]),
    "lost_if_left": lambda net: csna.lost_if_left(net, "p0"),
    "brokerage_range": lambda net: csna.brokerage_range(net, groups="sector"),
    "power_ledger": csna.power_ledger,
    "power_flows": lambda net: csna.power_flows(net, groups="sector"),
    "weighted_reciprocity": csna.weighted_reciprocity,
}


@pytest.mark.parametrize("name", list(NEEDS_DIRECTION))
def test_a_relation_whose_direction_was_never_declared_is_refused_with_the_line_that_mends_it(name: str) -> None:
    with pytest.raises(CriticalSNAError) as caught:
        NEEDS_DIRECTION[name](network(reports=None))
    assert "which way" in str(caught.value)
    assert "reports=" in str(caught.value)


ONE_GROUP: dict[str, Call] = {
    "group_periphery": lambda net: csna.group_periphery(net, groups="one"),
    "pathways": lambda net: csna.pathways(net, groups="one"),
    "power_flows": lambda net: csna.power_flows(net, groups="one"),
    "permutation_test": lambda net: csna.permutation_test(csna.in_degree(net), by="one", people=net),
    "nonresponse_bounds": lambda net: csna.nonresponse_bounds(net, groups="one", compare=("x", "y")),
}


@pytest.mark.parametrize("name", list(ONE_GROUP))
def test_one_group_only_is_refused(name: str) -> None:
    with pytest.raises(CriticalSNAError, match=r"one group|no group|group named"):
        ONE_GROUP[name](network(one=["x"] * 8))


@pytest.mark.parametrize("p", [-0.1, 1.01, float("nan"), {1.0: 2.0}])
def test_a_chance_outside_0_to_1_is_refused_everywhere(p: object) -> None:
    net = network()
    calls = (
        lambda: csna.voice(net, pass_probability=p),
        lambda: csna.audibility(net, groups="sector", pass_probability=p),
        lambda: csna.voice_sweep(net, probabilities={"mine": p}),
        lambda: csna.audibility_sweep(net, groups="sector", probabilities={"mine": p}),
    )
    for call in calls:
        with pytest.raises(CriticalSNAError, match="between 0 and 1"):
            call()


def test_without_a_power_attribute_the_decision_voice_is_not_defined_and_says_why() -> None:
    net = network()
    found = csna.voice(net)
    assert found["decision_voice"].isna().all()
    assert "no attribute of kind power" in found.attrs["note"]
    assert "note" not in csna.voice(net, to=["p0"]).attrs
    silent = csna.voice(network(silent="y"), to=["p5"])
    assert "no other decision maker answered" in silent.attrs["note"]
    with pytest.raises(CriticalSNAError, match="decision seat"):
        csna.pathways_of(net, "p0")
    assert set(csna.periphery(net)["kind"]) <= {"", "unnamed", "named by few"}
    assert "(decision makers)" not in csna.pathways(net, groups="sector").index.get_level_values("heard_by")


def test_a_group_that_nobody_answered_from_is_said_and_never_read_as_unheard() -> None:
    net = network(silent="y")
    swept = csna.audibility_sweep(net, groups="sector", probabilities=(0.5,))
    assert swept.loc[("x", "y"), "note"].eq("not defined: nobody whose report would show it answered").all()
    assert (swept.loc[("y", "x"), "note"] == "").all()
    rows = csna.pathways(net, groups="sector").loc[("x", "y")]
    assert rows["note"].str.startswith("not defined").all()
    strengths = csna.group_strengths(net, groups="sector").loc["y"]
    assert strengths["note"].str.startswith("not defined").all()
    assert (strengths["response_rate"] == 0).all()
    own = csna.group_periphery(network(silent="y", reports="gives_to"), groups="sector").loc["y"]
    assert own["note"].str.startswith("not defined").all()
    assert csna.power_flows(net, groups="sector")["note"].str.startswith("not defined").all()


def test_a_group_that_never_varies_inside_organisations_is_shuffled_by_organisation_without_being_told() -> None:
    net = network()
    named = csna.in_degree(net)
    assert csna.permutation_test(named, by="sector", people=net).attrs["unit"] == "firm"
    assert csna.group_periphery(net, groups="sector").attrs["unit"] == "firm"
    assert csna.membership_gaps(named, groups="sector", people=net).attrs["unit"] == "firm"
    assert csna.group_strengths(net, groups="sector").attrs["unit"] == "firm"


def test_fewer_people_than_strata_is_refused() -> None:
    net = network(each=IDS)
    with pytest.raises(CriticalSNAError, match="Nothing can be shuffled"):
        csna.permutation_test(
            csna.in_degree(net), by=net.people["sector"], people=net.people, units="each", strata="each"
        )
    with pytest.raises(CriticalSNAError, match=r"stratum|strata"):
        csna.qap(net, net, strata=net.people["each"])


def test_where_no_interval_is_defined_it_says_why() -> None:
    net = network()
    found = csna.group_periphery(net, groups="sector", units="sector")
    assert found["lower"].isna().all()
    assert found["note"].ne("").all()
    strengths = csna.group_strengths(network(alone=[*"abcdefg", "g"]), groups="alone")
    assert strengths["lower"].isna().all()
    assert strengths["note"].ne("").all()
    gaps = csna.membership_gaps(csna.in_degree(net), groups="sector", people=net, units="sector")
    assert gaps["lower"].isna().all()
    assert gaps["note"].ne("").all()
    boot = csna.vertex_bootstrap(net, lambda one: pd.Series({"never": float("nan"), "n": one.n_people}), draws=9)
    assert boot.loc["never", "why"].startswith("not defined")
