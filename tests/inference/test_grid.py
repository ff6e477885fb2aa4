"""The specification grid equals single tests, and its joint p one common relabelling by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import DataError, UsageError


def network(seed: int = 1) -> csna.PartnerNetwork:
    rng = np.random.default_rng(seed)
    ids = [f"P{k:02}" for k in range(8)]
    people = pd.DataFrame({"id": ids, "sector": list("aaaabbbb"), "status": ["respondent"] * 7 + ["declined"]})
    pairs = [(i, j, float(rng.integers(1, 4))) for i in ids[:7] for j in ids if i != j and rng.random() < 0.5]
    return csna.PartnerNetwork.from_frames(
        people, pd.DataFrame(pairs, columns=["source", "target", "strength"]), reports="seeks_from", relation="advice"
    )


def test_each_row_equals_the_single_test() -> None:
    net = network()
    found = csna.specification_grid(
        net, csna.in_degree, groups="sector", thresholds=(0, 2), symmetrise=("as asked", "union", "intersection")
    )
    assert found.index.names == ["relation", "threshold", "symmetrise", "missing"]
    assert len(found) == 6
    for relation, least, rule, missing in found.index:
        assert (relation, missing) == ("advice", "observed")
        one = net.threshold(least)
        one = one if rule == "as asked" else one.symmetrised(rule)
        alone = csna.permutation_test(csna.in_degree(one), by="sector", people=one, draws=999)
        row = found.loc[(relation, least, rule, missing)]
        assert row["value"] == pytest.approx(alone["effect"])
        assert row["p"] == alone["p"]


def test_the_joint_p_ranks_the_share_beyond_the_own_band_under_one_common_relabelling() -> None:
    import itertools

    nets = {"advice": network(3), "trust": network(4)}
    found = csna.specification_grid(nets, csna.in_degree, groups="sector", thresholds=(0, 2), draws=99)
    values = [csna.in_degree(n.threshold(t)).to_numpy() for n in nets.values() for t in (0, 2)]
    orders = sorted(set(itertools.permutations("aaaabbbb")))
    gaps = np.abs([[v[np.array(o) == "a"].mean() - v[np.array(o) == "b"].mean() for v in values] for o in orders])
    beyond = gaps > np.quantile(gaps, 0.95, axis=0) + 1e-9
    shares = beyond.mean(axis=1)
    assert found["beyond"].tolist() == beyond[0].tolist()
    assert found.attrs["joint_p"] == pytest.approx((shares >= shares[0]).mean())
    assert found.attrs["exact"]


@pytest.mark.parametrize("turned", [1, -1])
def test_the_summary_tells_sign_median_and_the_worst_case(turned: int) -> None:
    found = csna.specification_grid(
        network(3), lambda net: turned * csna.in_degree(net), groups="sector", thresholds=(0, 2, 3)
    )
    values = found["value"].to_numpy()
    assert found.attrs["median"] == np.median(values)
    side = np.sign(np.median(values))
    assert found.attrs["share_same_sign"] == np.mean(np.sign(values) == side)
    assert found.attrs["worst_case"] == (values.min() if side > 0 else values.max())


def test_missing_answers_may_be_filled_and_a_level_grid_has_no_sign() -> None:
    net = network(3)
    found = csna.specification_grid(net, csna.in_degree, groups="sector", missing=("observed", "filled"), seed=4)
    again = csna.specification_grid(net, csna.in_degree, groups="sector", missing=("observed", "filled"), seed=4)
    assert found.equals(again)
    assert found["value"].nunique() == 2
    shared = csna.specification_grid(
        net, csna.in_degree, groups="sector", missing=("filled",), seed=np.random.default_rng(1), draws=9
    )
    assert np.isnan(shared.attrs["seed"])
    level = csna.specification_grid(net, lambda n: csna.in_degree(n) * 0, groups="sector")
    assert (level.attrs["share_same_sign"], level.attrs["median"], level.attrs["joint_p"]) == (0.0, 0.0, 1.0)
    assert level["p"].tolist() == [1.0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"thresholds": ()}, "no specification"),
        ({"missing": ()}, "no specification"),
        ({"symmetrise": ("uniom",)}, "union"),
        ({"missing": ("guess",)}, "observed"),
        ({"draws": 0}, "draws"),
    ],
)
def test_choices_that_are_not_known_are_refused(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        csna.specification_grid(network(), csna.in_degree, groups="sector", **arguments)


def test_one_group_is_refused() -> None:
    net = network()
    one = csna.PartnerNetwork.from_frames(net.people.assign(sector="a"), net.ties)
    with pytest.raises(DataError, match="only one group"):
        csna.specification_grid(one, csna.in_degree, groups="sector")
