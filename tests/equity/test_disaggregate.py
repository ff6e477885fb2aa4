from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError

IDS = [f"p{i:02}" for i in range(20)]
VALUES = pd.Series(np.arange(20.0), index=IDS, name="in_degree")
SECTOR = pd.Series(["a"] * 9 + ["b"] * 6 + ["c"] * 5, index=IDS)


def test_means_of_groups_and_of_everybody_stand_beside_how_many_they_are_of() -> None:
    split = csna.disaggregate(VALUES, by=SECTOR)
    assert split.by_group.to_dict() == {"a": 4.0, "b": 11.5, "c": 17.0}
    assert split.n.to_dict() == {"a": 9, "b": 6, "c": 5}
    assert split.overall == VALUES.mean()
    assert split.withheld == ()
    assert split.by_group.name == "in_degree"


@pytest.mark.parametrize(("stat", "expected"), [("median", 4.0), ("sum", 36.0), ("share", 4.0)])
def test_other_statistics(stat: str, expected: float) -> None:
    assert csna.disaggregate(VALUES, by=SECTOR, stat=stat).by_group["a"] == expected  # type: ignore[arg-type]  # one of the four


def test_a_small_group_is_hidden_together_with_the_next_smallest() -> None:
    sector = SECTOR.copy()
    sector[-2:] = None  # c has 3, unknown 2
    split = csna.disaggregate(VALUES, by=sector)
    assert split.withheld == ("c", "unknown")
    assert split.by_group[["c", "unknown"]].isna().all()
    assert split.n[["c", "unknown"]].isna().all()
    assert "2 hidden" in repr(split)
    assert "–" in split._repr_html_()


def test_difference_and_ratio_are_between_the_shown_groups() -> None:
    split = csna.disaggregate(VALUES, by=SECTOR)
    assert split.difference() == 17.0 - 4.0
    assert split.ratio() == 4.0 / 17.0
    assert split.difference(against="b") == 11.5 - 4.0
    assert split.ratio(against="b") == pytest.approx(4.0 / 11.5)
    assert split.ratio(against="a") == pytest.approx(4.0 / 17.0)


def test_one_shown_group_has_nothing_to_differ_from() -> None:
    split = csna.disaggregate(VALUES, by=pd.Series("a", index=IDS))
    assert np.isnan(split.difference())
    assert np.isnan(split.ratio())
    assert np.isnan(split.difference(against="a"))


def test_a_ratio_to_nothing_is_not_defined() -> None:
    nothing = csna.disaggregate(VALUES * 0, by=SECTOR)
    assert nothing.difference() == 0
    assert np.isnan(nothing.ratio())
    assert np.isnan(nothing.ratio(against="a"))


def test_several_measures_give_one_answer_each() -> None:
    table = pd.DataFrame({"one": VALUES, "two": -2 * VALUES})
    split = csna.disaggregate(table, by=SECTOR)
    assert split.by_group.loc["a"].to_dict() == {"one": 4.0, "two": -8.0}
    assert split.overall.to_dict() == {"one": 9.5, "two": -19.0}
    assert split.difference().to_dict() == {"one": 13.0, "two": 26.0}
    assert split.difference(against="c").to_dict() == {"one": 13.0, "two": 26.0}
    assert "two" in split._repr_html_()


def test_intersections_join_the_words_of_each_attribute() -> None:
    people = pd.DataFrame({"id": IDS, "sector": SECTOR.to_numpy(), "seat": [True] * 12 + [False] * 8})
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}))
    split = csna.disaggregate(VALUES, by=["sector", "seat"], people=net, min_size=1)
    assert split.n.to_dict() == {"a × yes": 9, "b × no": 3, "b × yes": 3, "c × no": 5}
    same = csna.disaggregate(VALUES, by=people.set_index("id")[["sector", "seat"]], min_size=1)
    pd.testing.assert_series_equal(same.by_group, split.by_group)
    one = csna.disaggregate(VALUES, by="sector", people=people.set_index("id"))
    assert one.by_group.to_dict() == {"a": 4.0, "b": 11.5, "c": 17.0}


def test_values_that_are_not_known_enter_no_mean_and_no_count() -> None:
    values = VALUES.copy()
    values.iloc[0] = np.nan
    split = csna.disaggregate(values, by=SECTOR)
    assert split.n["a"] == 8
    assert split.by_group["a"] == np.mean(range(1, 9))


def test_a_hidden_group_cannot_be_compared_with() -> None:
    sector = SECTOR.replace({"c": "b"}).mask(SECTOR.index.isin(IDS[:3]), "tiny")
    split = csna.disaggregate(VALUES, by=sector)
    with pytest.raises(UsageError, match="hidden"):
        split.difference(against="tiny")
    with pytest.raises(UnknownNameError, match="no group 'zz'"):
        split.ratio(against="zz")


def test_what_cannot_be_split_is_refused_in_plain_words() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'sector'"):
        csna.disaggregate(VALUES, by="secter", people=SECTOR.to_frame("sector"))
    with pytest.raises(UsageError, match="people=net"):
        csna.disaggregate(VALUES, by="sector")
    with pytest.raises(UsageError, match="did you mean 'mean'"):
        csna.disaggregate(VALUES, by=SECTOR, stat="meen")  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(UsageError, match="min_size"):
        csna.disaggregate(VALUES, by=SECTOR, min_size=0)
    with pytest.raises(UsageError, match="No attribute"):
        csna.disaggregate(VALUES, by=[], people=SECTOR.to_frame("sector"))
    with pytest.raises(WrongTypeError, match="list"):
        csna.disaggregate([1, 2], by=SECTOR)  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(WrongTypeError, match="'band' does not hold numbers"):
        csna.disaggregate(pd.DataFrame({"band": ["a"] * 20}, index=IDS), by=SECTOR)
    with pytest.raises(DataError, match="twice"):
        csna.disaggregate(pd.concat([VALUES, VALUES]), by=SECTOR)
    with pytest.raises(DataError, match="3 people of the table have no group row"):
        csna.disaggregate(VALUES, by=SECTOR.iloc[3:])
    with pytest.raises(DataError, match="several group rows"):
        csna.disaggregate(VALUES, by=pd.concat([SECTOR, SECTOR]))


def test_an_empty_table_gives_an_empty_answer() -> None:
    split = csna.disaggregate(VALUES.iloc[:0], by=SECTOR)
    assert split.by_group.empty
    assert np.isnan(split.overall)
    unnamed = csna.disaggregate(pd.Series([1.0], index=["a"]), by=pd.Series(["x"], index=["a"]), min_size=1)
    assert unnamed.overall == 1.0


def test_two_intersections_never_meet_in_one_name() -> None:
    table = pd.DataFrame({"one": ["a × b", "a"] * 10, "two": ["c", "b × c"] * 10}, index=IDS)
    assert len(csna.disaggregate(VALUES, by=table).by_group) == 2


def test_hidden_people_who_are_all_alike_are_not_given_away_by_the_total() -> None:
    sector = pd.Series(["tiny"] + ["small"] * 5 + ["middle"] * 6 + ["large"] * 8, index=IDS)
    seat = pd.Series([1.0] * 6 + [0.0, 1.0] * 7, index=IDS, name="seat")
    split = csna.disaggregate(seat, by=sector, stat="share")
    assert set(split.withheld) == {"tiny", "small", "middle"}
    alike = csna.disaggregate(seat * 0 + 1, by=sector, stat="share")  # nobody to hide behind
    assert np.isnan(alike.overall)


def test_n_counts_the_values_of_each_measure_apart() -> None:
    table = pd.DataFrame({"named": VALUES, "names": VALUES.where(VALUES > 2)})
    split = csna.disaggregate(table, by=SECTOR)
    assert split.n.loc["a"].to_dict() == {"named": 9, "names": 6}
