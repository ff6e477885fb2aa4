from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from critical_sna._core.cells import cells_hold
from critical_sna._core.files import write_bytes, write_text
from critical_sna._core.frames import group_codes, labels_of
from critical_sna._core.randomness import generator
from critical_sna.errors import (
    CriticalSNAError,
    DataError,
    FileError,
    PrivacyError,
    UnknownNameError,
    WrongTypeError,
    did_you_mean,
)
from critical_sna.network import catalogue
from critical_sna.words import phrases, say


def test_import_loads_nothing_heavier_than_numpy_and_pandas() -> None:
    code = (
        "import sys, critical_sna; heavy = {'scipy', 'igraph', 'networkx', 'sklearn', 'jinja2', 'pyvis', 'pydantic', "
        "'openpyxl', 'yaml', 'typer', 'rich', 'joblib', 'rapidfuzz', 'matplotlib'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_error_says_what_where_and_how_to_mend() -> None:
    error = DataError("It is odd.", where="row 3", mend="write a number")
    assert str(error) == "It is odd.\n  where: row 3\n  mend:  write a number"
    for kind in (UnknownNameError, FileError, PrivacyError):
        assert str(kind("It is odd.", mend="do this")) == "It is odd.\n  mend:  do this"
    assert str(CriticalSNAError("Alone.")) == "Alone."


def test_the_nearest_choice_is_named_without_regard_to_case() -> None:
    assert did_you_mean("Secter", ["sector", "role"]) == "did you mean 'sector'?"
    assert did_you_mean("zzz", ["sector", "role"]) == "choose one of 'sector', 'role'"
    assert did_you_mean("zzz", [f"c{i}" for i in range(20)]).endswith("and 8 more")
    assert did_you_mean("zzz", []) == "there is none to choose from"


def test_a_file_is_written_whole_and_leaves_nothing_else_behind(tmp_path: Path) -> None:
    target = write_text(tmp_path / "a.txt", "é\n")
    assert target.read_bytes() == "é\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    target = write_text(tmp_path / "a.txt", "old")
    with pytest.raises(FileError, match="--force"):
        write_text(target, "new", force=False)
    assert target.read_text() == "old"
    write_text(target, "new", force=True)
    assert target.read_text() == "new"


def test_a_key_file_can_be_made_for_its_owner_only(tmp_path: Path) -> None:
    target = write_bytes(tmp_path / "key.csv", b"x", mode=0o600)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_folder_or_a_missing_folder_is_refused_in_one_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="folder, not a file"):
        write_text(tmp_path, "x")
    with pytest.raises(FileError, match="could not be written"):
        write_text(tmp_path / "missing" / "a.txt", "x")


def test_a_full_disk_or_an_interruption_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_text(tmp_path / "a.txt", "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="No space left"):
        write_text(target, "new")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("seed", [-1, 1.5, "1", None, True])
def test_a_seed_is_a_whole_number_of_zero_or_more(seed: object) -> None:
    with pytest.raises(WrongTypeError, match="seed"):
        generator(seed)  # type: ignore[arg-type]  # the mistake is the test


def test_salts_keep_the_streams_of_one_seed_apart() -> None:
    one, two, again = (generator(1, salt).random() for salt in ("a", "b", "a"))
    assert one == again != two
    shared = np.random.default_rng(3)
    assert generator(shared) is shared


def test_labels_read_numbers_and_truth_values_as_people_write_them() -> None:
    assert labels_of(pd.Series([1.0, np.nan, 2.0])).fillna("-").tolist() == ["1", "-", "2"]
    assert labels_of(pd.Series([1.5, 2.0])).tolist() == ["1.5", "2.0"]
    assert labels_of(pd.Series([True, False])).tolist() == ["yes", "no"]
    assert labels_of(pd.Series(["a", " ", None])).fillna("-").tolist() == ["a", "-", "-"]


def test_group_codes_are_sorted_and_minus_one_where_not_told() -> None:
    people = pd.DataFrame({"g": ["y", None, "x"]}, index=list("abc"))
    codes, names = group_codes(people, "g", where="here")
    assert (codes.tolist(), names) == ([1, -1, 0], ("x", "y"))
    again, _ = group_codes(people, people["g"].iloc[::-1], where="here")
    assert again.tolist() == codes.tolist()


def test_group_codes_refuse_what_is_no_group() -> None:
    people = pd.DataFrame({"sector": ["y", "x"]}, index=["a", "b"])
    with pytest.raises(UnknownNameError, match="did you mean 'sector'"):
        group_codes(people, "secter", where="here")
    with pytest.raises(DataError, match="no row for 1 people"):
        group_codes(people, pd.Series(["x"], index=["a"]), where="here")
    with pytest.raises(DataError, match="people twice"):
        group_codes(people, pd.Series(["x"] * 3, index=["a", "b", "b"]), where="here")
    with pytest.raises(WrongTypeError, match="list"):
        group_codes(people, ["x", "y"], where="here")  # type: ignore[arg-type]  # the mistake is the test


def test_cells_hold_says_where_values_are_stored() -> None:
    from scipy import sparse

    matrix = sparse.csr_array(([1.0, 1.0], ([0, 2], [1, 0])), shape=(3, 3))
    rows, columns = np.array([0, 1, 2, 2]), np.array([1, 1, 0, 2])
    assert cells_hold(matrix, rows, columns).tolist() == [True, False, True, False]


def test_an_unknown_measure_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'betweenness'"):
        catalogue.find("betwenness")


def test_phrases_choose_between_one_and_many_and_name_the_nearest_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(phrases("network"), "trial", {"one": "1 person", "other": "{n} people"})
    assert say("network.trial", n=1) == "1 person"
    assert say("network.trial", n=3) == "3 people"
    with pytest.raises(UnknownNameError, match="did you mean 'trial'"):
        say("network.trail")
    with pytest.raises(UnknownNameError, match="area"):
        say("netwrk.trial")
    with pytest.raises(UnknownNameError, match="no words"):
        say("network.trial", language="xx")


def test_every_public_name_can_be_reached_and_has_a_docstring() -> None:
    import critical_sna as csna

    for name in [n for n in dir(csna) if not n.startswith("_") and n not in ("annotations", "importlib")]:
        value = getattr(csna, name)
        assert value is True or value is False or value.__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'betweennes'"):
        csna.betweennes  # noqa: B018  # reading it is the test


def test_the_names_for_editors_are_the_names_at_run_time() -> None:
    import critical_sna as csna

    text = Path(csna.__file__).read_text(encoding="utf-8")
    block = text.split("if TYPE_CHECKING:")[1].split("_WHERE = {")[0]
    for_editors = {line.rsplit(" as ", 1)[1] for line in block.splitlines() if " as " in line}
    assert for_editors == {*csna._WHERE, *csna._PACKAGES}


def test_labels_read_alike_whatever_the_type_of_the_column() -> None:
    assert labels_of(pd.Series([1.0, np.inf])).tolist() == ["1.0", "inf"]
    assert labels_of(pd.Series(pd.Categorical([2, None, 1]))).fillna("-").tolist() == ["2", "-", "1"]
    assert labels_of(pd.Series(pd.to_datetime(["2020-01-01", None]))).fillna("-").tolist() == ["2020-01-01", "-"]
