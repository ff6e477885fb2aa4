from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import CriticalSNAError, DataError, UnknownNameError, UsageError, WrongTypeError

From = csna.PartnerNetwork.from_frames


def people(*ids: object, **columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"id": pd.Series(list(ids), dtype=object), **columns})


def ties(*pairs: tuple[object, ...], strength: list[object] | None = None) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "source": pd.Series([p[0] for p in pairs], dtype=object),
            "target": pd.Series([p[1] for p in pairs], dtype=object),
        }
    )
    return table if strength is None else table.assign(strength=strength)


def test_people_and_ties_are_sorted_whatever_the_order_of_rows() -> None:
    one = From(people("b", "a", "c"), ties(("c", "a"), ("a", "b")))
    two = From(people("c", "b", "a"), ties(("a", "b"), ("c", "a")))
    assert one.people.index.tolist() == ["a", "b", "c"]
    pd.testing.assert_frame_equal(one.ties, two.ties)
    pd.testing.assert_frame_equal(one.people, two.people)


def test_whole_numbers_become_their_digits_and_meet_the_same_text() -> None:
    net = From(pd.DataFrame({"id": [1, 2, 10]}), ties(("1", 2), (10, "1")))
    assert net.people.index.tolist() == ["1", "10", "2"]
    assert net.ties.to_numpy().tolist() == [["1", "2", 1.0], ["10", "1", 1.0]]


def test_ids_that_look_alike_stay_different_people() -> None:
    ids = ["1", "1.0", "01", "NA", "None", "nan", "true"]
    assert set(From(people(*ids), ties()).people.index) == set(ids)


@pytest.mark.parametrize("bad", [1.5, None, float("nan"), "", "  ", True, "\ud800", ("a",)])
def test_an_id_that_cannot_be_one_is_refused_and_its_row_listed(bad: object) -> None:
    with pytest.raises(DataError, match="ids are missing") as caught:
        From(people("a", bad), ties())
    assert caught.value.problems is not None
    assert caught.value.problems["row"].tolist() == [1]


def test_a_column_of_decimal_ids_is_refused() -> None:
    with pytest.raises(DataError, match="decimal"):
        From(pd.DataFrame({"id": [1.0, 2.0]}), ties())


def test_the_index_gives_the_ids_where_there_is_no_id_column() -> None:
    net = From(pd.DataFrame({"role": ["x", "y"]}, index=["b", "a"]), ties(("a", "b")))
    assert net.people["role"].to_dict() == {"a": "y", "b": "x"}


def test_a_person_with_two_rows_is_refused() -> None:
    with pytest.raises(DataError, match="more than one row, the first is 'a'"):
        From(people("a", "b", "a"), ties())


def test_a_tie_to_somebody_unknown_names_everybody_who_is_missing() -> None:
    with pytest.raises(DataError, match=r"2 people in ties\.target are not in people") as caught:
        From(people("Ana", "Bo"), ties(("Ana", "Boo"), ("Bo", "Cy")))
    assert caught.value.problems is not None
    assert caught.value.problems["person"].tolist() == ["Boo", "Cy"]
    assert "did you mean 'Bo'" in str(caught.value)


@pytest.mark.parametrize("bad", [0, -1, float("nan"), float("inf"), "much", None])
def test_a_strength_that_is_no_finite_number_above_zero_is_refused_and_every_row_listed(bad: object) -> None:
    table = ties(("a", "b"), ("b", "a"), ("a", "c"), strength=[bad, 1, bad])
    with pytest.raises(DataError, match="2 ties have a strength") as caught:
        From(people("a", "b", "c"), table)
    assert caught.value.problems is not None
    assert caught.value.problems["row"].tolist() == [0, 2]


def test_self_nominations_are_dropped_and_counted() -> None:
    net = From(people("a", "b"), ties(("a", "a"), ("a", "b"), ("b", "b")))
    assert net.self_ties_dropped == 2
    assert net.n_ties == 1
    assert net.issues.loc[net.issues["code"] == "self_tie", "count"].tolist() == [2]


def test_parallel_ties_add_up_without_a_scale_and_keep_the_largest_with_one() -> None:
    table = ties(("a", "b"), ("a", "b"), ("b", "a"), strength=[1, 3, 2])
    added = From(people("a", "b"), table)
    largest = From(people("a", "b"), table, levels=["some", "more", "most"])
    assert added.ties["strength"].tolist() == [4, 2]
    assert largest.ties["strength"].tolist() == [3, 2]
    assert added.issues["code"].tolist() == ["duplicate_tie"]


def test_sums_of_parallel_ties_do_not_depend_on_the_order_of_rows() -> None:
    strengths = [0.1, 0.7, 1e9, 0.3, 1e-9]
    pairs = [("a", "b")] * 5
    sums = {
        From(people("a", "b"), ties(*pairs, strength=list(order))).ties["strength"].iloc[0]
        for order in (strengths, strengths[::-1], sorted(strengths))
    }
    assert len(sums) == 1


def test_without_a_status_column_everybody_answered_and_the_repr_says_so() -> None:
    net = From(people("a", "b"), ties())
    assert net.response_rate == 1.0
    assert "everybody counts as having answered" in repr(net)


def test_the_response_rate_is_answered_over_asked() -> None:
    table = people(
        "a", "b", "c", "d", "e",
        status=["respondent", "partial", "declined", "named_only", "named_only"],
        asked=["yes", "yes", "yes", "yes", "no"],
    )  # fmt: skip
    net = From(table, ties(("a", "e")))
    assert net.response_rate == pytest.approx(2 / 4)
    assert "2 of 4" in repr(net)


def test_named_only_counts_as_asked_where_nobody_said_who_was_asked() -> None:
    assert From(people("a", "b", status=["respondent", "named_only"]), ties()).response_rate == 0.5


def test_nobody_asked_gives_no_response_rate() -> None:
    net = From(people("a", status=["named_only"], asked=["no"]), ties())
    assert np.isnan(net.response_rate)


@pytest.mark.parametrize(("column", "value"), [("status", "active"), ("asked", "maybe"), ("status", None)])
def test_other_values_in_a_reserved_column_are_refused_with_a_hint_to_rename(column: str, value: object) -> None:
    with pytest.raises(DataError, match="rename your column"):
        From(people("a", **{column: [value]}), ties())


def test_unknown_pairs_leave_out_ties_self_pairs_and_people_who_did_not_answer() -> None:
    table = people("a", "b", "c", status=["respondent", "respondent", "named_only"])
    unknown = ties(("a", "b"), ("a", "c"), ("a", "a"), ("c", "a"), ("a", "c"))
    net = From(table, ties(("a", "b")), unknown=unknown)
    assert net.unknown.to_numpy().tolist() == [["a", "c"]]


def test_an_empty_network_is_a_network() -> None:
    for net in (From(people(), ties()), csna.PartnerNetwork.from_ties([])):
        assert (net.n_people, net.n_ties, net.adjacency.shape) == (0, 0, (0, 0))


@pytest.mark.parametrize("pair", [("a",), ("a", "b", 1, 2), ()])
def test_a_tie_is_two_ids_and_perhaps_a_strength(pair: tuple[object, ...]) -> None:
    with pytest.raises(DataError, match="item 1"):
        csna.PartnerNetwork.from_ties([("a", "b"), pair])


def test_arguments_that_cannot_be_right_say_what_would_be() -> None:
    with pytest.raises(UsageError, match="did you mean 'seeks_from'"):
        From(people("a"), ties(), reports="seek_from")  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(UsageError, match="did you mean 'power'"):
        From(people("a"), ties(), positionality={"role": "powr"})
    with pytest.raises(WrongTypeError, match="ties must be a pandas DataFrame"):
        From(people("a"), [("a", "b")])  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(UnknownNameError, match="did you mean 'sourc'"):
        From(people("a"), pd.DataFrame({"sourc": [], "target": []}))
    doubled = pd.DataFrame([["a", "a"]], columns=["source", "source"])
    with pytest.raises(DataError, match="several"):
        From(people("a"), doubled.assign(target="a"))


def test_what_the_caller_handed_in_is_never_changed() -> None:
    given = people("b", "a", role=["x", "y"]), ties(("b", "a"), ("b", "b"), strength=[1, 2])
    before = given[0].copy(), given[1].copy()
    net = From(*given)
    handed_out = net.people, net.ties
    handed_out[0].loc["a", "role"] = "z"
    handed_out[1].loc[0, "strength"] = 99
    pd.testing.assert_frame_equal(given[0], before[0])
    pd.testing.assert_frame_equal(given[1], before[1])
    assert net.people["role"].tolist() == ["y", "x"]
    assert net.ties["strength"].tolist() == [1]


def test_every_error_is_a_critical_sna_error_and_the_builtin_a_caller_expects() -> None:
    assert issubclass(DataError, CriticalSNAError)
    assert issubclass(DataError, ValueError)
    assert issubclass(UnknownNameError, KeyError)
    assert issubclass(WrongTypeError, TypeError)


def test_levels_count_one_two_three_unless_their_strengths_are_given() -> None:
    plain = From(people("a"), ties(), levels=["some", "many"])
    told = From(people("a"), ties(), levels=["never", "some", "daily"], level_strengths=[0, 1, 5])
    assert [plain.level_of(s) for s in (1, 2)] == ["some", "many"]
    assert [told.level_of(s) for s in (1, 5, 2)] == ["some", "daily", None]
    with pytest.raises(UsageError, match="2 levels and 1 strengths"):
        From(people("a"), ties(), levels=["some", "many"], level_strengths=[1])


def test_ties_of_somebody_who_did_not_answer_are_kept_and_told() -> None:
    net = From(people("a", "b", status=["named_only", "respondent"]), ties(("a", "b"), ("b", "a")))
    assert net.n_ties == 2
    assert net.issues[["code", "count"]].to_numpy().tolist() == [["tie_of_silent", 1]]


def test_tables_that_cannot_be_read_one_way_are_refused() -> None:
    doubled = pd.DataFrame([["a", 1, 2]], columns=["id", "g", "g"])
    with pytest.raises(DataError, match="several people columns named 'g'"):
        From(doubled, ties())
    with pytest.raises(DataError, match="several levels"):
        From(pd.DataFrame({"x": [1]}, index=pd.MultiIndex.from_tuples([("a", "b")])), ties())


def test_lists_in_cells_cannot_be_changed_from_outside() -> None:
    given = [["x"], {"z", "y"}, None]
    net = From(people("a", "b", "c", kinds=given), ties())
    given[0].append("w")  # type: ignore[union-attr]  # the first is a list
    assert net.people["kinds"].tolist() == [("x",), ("y", "z"), None]
