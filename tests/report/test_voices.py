"""Voices by band and verdicts by group are counts of the measures, and small groups are hidden."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import voices
from critical_sna.report.blocks import Paragraph, Section, Table
from critical_sna.report.subject import Subject

Make = Callable[..., PartnerNetwork]


def section(net: PartnerNetwork, groups: str | None = "group", **waves: PartnerNetwork) -> Section:
    return voices.heard(Subject(net, waves or {"": net}, None, groups, 0))


def texts(found: Section) -> str:
    return "\n".join(b.text for b in found.blocks if isinstance(b, Paragraph))


def rows(found: Section, caption: str) -> dict[str, list[str]]:
    table = next(b for b in found.blocks if isinstance(b, Table) and b.caption.startswith(caption))
    return {name: [cell.text for cell in cells] for name, cells in table.rows}


def edge(n: int, unheard: int) -> PartnerNetwork:
    """Everybody names everybody, but the last ``unheard`` people are named by nobody."""
    names = [f"p{i:02}" for i in range(n)]
    people = pd.DataFrame({"id": names, "group": ["a" if i < n // 2 else "b" for i in range(n)]})
    pairs = [(a, b) for a in names for b in names[: n - unheard] if a != b]
    return PartnerNetwork.from_frames(
        people, pd.DataFrame(pairs, columns=["source", "target"]), reports="seeks_from", relation="advice"
    )


def test_bands_count_everybody_once_and_equal_heard_by(network: Make) -> None:
    net = network({"a": 12, "b": 12}, chance=0.12)
    found = rows(section(net), "Voices by how many")
    bands = csna.heard_by(net)["band"].value_counts()
    assert [int(cells[0]) for cells in found.values()] == [int(bands.get(name, 0)) for name, _ in limits.HEARD_BANDS]
    assert sum(int(cells[0]) for cells in found.values()) == net.n_people


def test_a_voice_whose_answers_are_missing_stands_apart(network: Make) -> None:
    net = network({"a": 12}, silent={"a": 5}, reports="gives_to")
    found = rows(section(net), "Voices by how many")
    assert found["not known: the answers that would say it are missing"][0] == "5"
    assert any("by their own answers" in name for name in found)


def test_verdicts_by_group_equal_periphery_and_add_up(network: Make) -> None:
    net = edge(14, 3)
    verdict = csna.periphery(net)["verdict"]
    found = rows(section(net), "Little heard beyond chance")
    assert found["everyone"][0] == str(int((verdict == "peripheral").sum())) == "3"
    assert found["a"][0] == "0"
    assert found["b"][0] == "3"
    assert sum(map(int, found["everyone"])) == 14
    assert "3 voices stand out" in texts(section(net))


def test_with_many_such_voices_the_sentence_is_about_the_collaborative() -> None:
    net = edge(14, 6)
    said = texts(section(net))
    assert "43\u00a0% of the voices are not yet named by anyone who answered." in said
    assert "how this collaborative listens" in said
    assert "With so many, this is about how the collaborative listens" in said


def test_one_band_that_holds_nearly_everybody_is_told() -> None:
    assert "One band holds 93\u00a0%" in texts(section(edge(14, 1)))


def test_small_groups_are_hidden_in_verdicts(network: Make) -> None:
    found = rows(section(network({"a": 9, "b": 8, "c": 3})), "Little heard beyond chance")
    assert found["b"] == found["c"] == ["–"] * 4
    tiny = section(network({"a": 3, "b": 3}))
    assert list(rows(tiny, "Little heard beyond chance")) == ["everyone"]


def test_nobody_is_listed(network: Make) -> None:
    net = network({"a": 9, "b": 8})
    page = str(section(net))
    assert not any(person in page for person in net.people.index)


def test_without_a_direction_the_section_says_why_it_is_not_there(network: Make) -> None:
    found = section(network({"a": 9}, reports=None))
    assert "nobody declared which way a voice travels" in texts(found)
    assert not any(isinstance(b, Table) for b in found.blocks)


def test_waves_stand_side_by_side_with_their_response_rates(network: Make) -> None:
    first, second = network({"a": 10}, silent={"a": 3}), network({"a": 10}, seed=2)
    found = rows(section(second, "group", w1=first, w2=second), "Voices by band, wave")
    assert [cells[-1] for cells in found.values()] == ["70\u00a0%", "100\u00a0%"]


def test_above_the_limit_of_size_verdicts_are_left_out_with_the_reason(
    network: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "VIS_PEOPLE", 5)
    assert "not computed above 5 people" in texts(section(network({"a": 9})))


def test_where_no_verdict_is_known_the_page_says_so() -> None:
    people = pd.DataFrame({"id": ["a", "b"], "status": "named_only"})
    net = PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")
    assert "is not known: too few answers" in texts(section(net, None))


def test_shares_are_of_the_voices_whose_being_heard_is_known_as_in_the_headline(network: Make) -> None:
    net = network({"a": 12}, silent={"a": 4}, reports="gives_to", chance=0.2)
    found = section(net)
    shares = rows(found, "Voices by how many")
    known = [int(n) for n, _ in shares.values()][:-1]
    assert [share for _, share in shares.values()][:-1] == [f"{round(100 * n / 8)}\u00a0%" for n in known]
    assert list(shares.values())[-1] == ["4", "–"]
    assert f"{known[0] + known[1]} of 8 voices" in csna.report.headline(net)
    table = next(b for b in found.blocks if isinstance(b, Table))
    assert "counts voices" in table.note
    assert "8 voices" in table.note
    assert "by the voice’s own answers" in table.note


def test_the_lowest_band_is_told_in_its_own_words(network: Make) -> None:
    own = network({"a": 12}, reports="gives_to", chance=0.0)
    assert "100\u00a0% of the voices are not yet heard by anyone, by their own answers." in texts(section(own))
    names = [f"p{i}" for i in range(8)]
    full = PartnerNetwork.from_ties([(a, b) for a in names for b in names if a != b], reports="seeks_from")
    assert "100\u00a0% of the voices are heard by many (a quarter or more)." in texts(section(full, None))
