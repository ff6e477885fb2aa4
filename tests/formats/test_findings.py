"""What is found is told once, in one table and in one error that lists every bad place."""

from __future__ import annotations

import pytest

from critical_sna.errors import DataError
from critical_sna.formats import findings
from critical_sna.formats.findings import Findings, table_of


def caught(log: Findings, head: str = "faults") -> DataError:
    with pytest.raises(DataError) as error:
        log.stop_if_faulty(head)
    return error.value


def test_without_faults_nothing_is_raised() -> None:
    Findings("a.net").stop_if_faulty()


def test_one_error_lists_every_bad_place_and_names_the_file_once() -> None:
    log = Findings("a.net")
    log.fault("bad_line", 3)
    log.fault("person_without_id", 5, column="id")
    log.fault("bad_line", 7)
    error = caught(log)
    assert str(error).count("a.net") == 1
    assert "There are 3 places in the file that cannot be read:" in str(error)
    assert "(2 x; lines 3, 7)" in str(error)
    assert "(1 x; line 5)" in str(error)
    assert error.where == "a.net"
    assert error.problems["code"].to_list() == ["bad_line", "person_without_id", "bad_line"]
    assert error.problems["row"].to_list() == [3, 5, 7]
    assert error.problems["column"].dropna().to_list() == ["id"]


def test_a_message_names_some_places_and_counts_the_other_kinds() -> None:
    log = Findings("a.net")
    for row in range(1, 11):
        log.fault("bad_line", row)
    for name in range(14):
        log.fault("person_twice", None, name=f"'{name}'")
    text = str(caught(log))
    assert "(10 x; lines 1, 2, 3, 4, 5, 6, 7, 8 ...)" in text
    assert "the person '10' is declared twice (1 x)" in text
    assert "'11'" not in text
    assert "and 3 more kinds" in text


def test_a_file_with_too_many_bad_places_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MAX_FAULTS", 3)
    log = Findings("a.net")
    log.fault("bad_line", 1)
    log.fault("bad_line", 2)
    with pytest.raises(DataError, match="more than 3 bad places") as error:
        log.fault("bad_line", 3)
    assert error.value.problems["code"].to_list() == ["bad_line"] * 3 + ["too_many_faults"]


def test_what_is_there_a_thousand_times_is_one_issue_at_its_first_place() -> None:
    log = Findings("a.gexf")
    for row in (9, 4, 7):
        log.count("time_left_out", row)
    log.count("list_joined", None, "'role'")
    log.tell_counted()
    log.tell_counted()
    table = log.table()
    assert table[["code", "severity", "count"]].to_numpy().tolist() == [
        ["time_left_out", "warning", 3],
        ["list_joined", "info", 1],
    ]
    assert table.loc[0, "row"] == 9
    assert table["file"].to_list() == ["a.gexf", "a.gexf"]


def test_the_order_of_the_table_does_not_depend_on_the_order_of_reading() -> None:
    one, other = Findings("a"), Findings("a")
    notes = [("isolate", 2, {"people": "x"}), ("people_file", 1, {"name": "y"}), ("zero_strength", 3, {})]
    for log, order in ((one, notes), (other, notes[::-1])):
        for code, row, values in order:
            log.note(code, row=row, **values)
    assert one.table().equals(other.table())
    assert one.table()["severity"].to_list() == ["warning", "info", "info"]


def test_an_empty_table_has_its_columns_and_kinds() -> None:
    table = table_of([])
    assert list(table.columns) == ["code", "severity", "text", "count", "file", "row", "column"]
    assert [str(kind) for kind in table.dtypes] == ["str", "str", "str", "int64", "str", "Int64", "str"]
    assert table.dtypes.equals(table_of(_some()).dtypes)


def _some() -> list[findings.Finding]:
    log = Findings("a")
    log.note("zero_strength")
    return log.issues
