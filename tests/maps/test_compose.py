"""From networks to the tables of a scene."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import (
    CriticalSNAError,
    PrivacyError,
    TooLargeError,
    UnknownNameError,
    UsageError,
    WrongTypeError,
)
from critical_sna.maps.scene import ANSWERED, HIDDEN, LITTLE_HEARD, NOT_ASKED, NOT_KNOWN, NOT_PART, SILENT, Scene

Net = csna.PartnerNetwork
Waves = dict[str, Net]


def scene(net: Net | Waves, **more: object) -> Scene:
    return csna.map_network(net, **more).scene  # type: ignore[arg-type]  # tests hand on any argument


def small(*, reports: str | None = "seeks_from", silent: str = "", **more: object) -> Net:
    people = pd.DataFrame({"id": list("abcdef"), "sort": list("uuuvvv")})
    if silent:
        people["status"] = ["named_only" if i in silent else "respondent" for i in "abcdef"]
        people["asked"] = "yes"
    ties = [(s, t, w) for s, t, w in ("ab1", "bc2", "ca3", "da1", "ea3", "ad1") if s not in silent]
    frame = pd.DataFrame(ties, columns=["source", "target", "strength"]).astype({"strength": float})
    return Net.from_frames(people, frame, reports=reports, **more)  # type: ignore[arg-type]  # tests hand on any argument


def numbers(shown: Scene) -> dict[str, int]:
    return {person: number for number, person in shown.people["person"].items()}


def test_ties_run_from_the_voice_to_the_hearer() -> None:
    shown = scene(small())
    at = numbers(shown)
    drawn = set(zip(shown.ties["source"], shown.ties["target"], strict=True))
    assert drawn == {(at[t], at[s]) for s, t in ("ab", "bc", "ca", "da", "ea", "ad")}
    given = scene(small(reports="gives_to"))
    at = numbers(given)
    drawn = set(zip(given.ties["source"], given.ties["target"], strict=True))
    assert drawn == {(at[s], at[t]) for s, t in ("ab", "bc", "ca", "da", "ea", "ad")}


def test_where_no_direction_was_declared_ties_stand_as_reported_and_nothing_is_heard() -> None:
    made = csna.map_network(small(reports=None))
    at = numbers(made.scene)
    drawn = set(zip(made.scene.ties["source"], made.scene.ties["target"], strict=True))
    assert drawn == {(at[s], at[t]) for s, t in ("ab", "bc", "ca", "da", "ea", "ad")}
    assert made.view == "neighbourhood"
    assert not made.scene.flow
    assert (made.scene.bands == -1).all(axis=None)
    assert "not declared" in made.scene.read_as
    assert "hears the" not in made.scene.read_as


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to", "mutual"])
def test_bands_counts_and_denominators_are_those_of_heard_by(reports: str, river: Waves) -> None:
    for name, net in river.items():
        net = net._replaced(reports=reports)
        shown = scene(net, groups="group")
        for level in range(len(shown.levels)):
            cut = sorted(net.ties["strength"].unique())[level]
            heard = csna.heard_by(net.threshold(cut)).reindex(shown.people["person"])
            order = [band for band, _ in limits.HEARD_BANDS]
            expected = [order.index(band) if band in order else -1 for band in heard["band"]]
            assert shown.bands.loc[(0, level)].tolist() == expected, name
            known = heard["count"].notna().to_numpy()
            assert (shown.counts.loc[(0, level)].to_numpy()[known] == heard["count"][known]).all()
            share = shown.counts.loc[(0, level)].to_numpy()[known] / shown.could.loc[(0, level)].to_numpy()[known]
            assert share == pytest.approx(heard["share"][known].to_numpy())


def test_the_cells_left_open_are_taken_out_of_the_denominator() -> None:
    unknown = pd.DataFrame({"source": ["b", "c"], "target": ["f", "f"]})
    shown = scene(small(unknown=unknown))
    assert shown.could.iloc[0, numbers(shown)["f"]] == 3
    assert shown.could.iloc[0, numbers(shown)["a"]] == 5


def test_everybody_is_drawn_with_what_they_were_in_each_wave(river: Waves) -> None:
    shown = scene(river, groups="group")
    assert set(shown.people["person"]) == set(river["1"].people.index) | set(river["2"].people.index)
    for row, net in enumerate(river.values()):
        for number, person in shown.people["person"].items():
            if person not in net.people.index:
                expected = NOT_PART
            else:
                expected = ANSWERED if net.people.loc[person, "status"] == "respondent" else SILENT
            assert shown.status.iloc[row, number] == expected


def test_people_who_were_named_and_not_asked_are_not_called_silent() -> None:
    people = pd.DataFrame(
        {"id": ["a", "b", "c"], "status": ["respondent", "named_only", "named_only"], "asked": ["yes", "no", "yes"]}
    )
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}), reports="seeks_from")
    shown = scene(net)
    at = numbers(shown)
    assert shown.status.iloc[0, at["b"]] == NOT_ASKED
    assert shown.status.iloc[0, at["c"]] == SILENT
    assert shown.waves.loc[0, ["asked", "answered", "not_asked"]].tolist() == [2, 1, 1]


def test_the_question_stands_as_it_was_asked_and_says_how_it_is_read() -> None:
    asked = scene(small(question="Who do you <b>ask</b>?", relation="advice"))
    assert "Who do you <b>ask</b>?" in asked.asked
    assert "hears the person they named" in asked.read_as
    assert "advice" in asked.title
    assert "advice" in scene(small(relation="advice")).asked
    assert "not recorded" in scene(small()).asked
    assert "hears the person who answered" in scene(small(reports="gives_to")).read_as
    assert "hear each other" in scene(small(reports="mutual")).read_as


def test_levels_take_the_words_of_the_scale_and_numbers_where_there_are_none() -> None:
    words = scene(small(levels=["rarely", "monthly", "weekly"])).levels
    assert words == ("of any strength", "\u2068monthly\u2069 or more", "\u2068weekly\u2069 or more")
    from_never = scene(small(levels=["Never", "rarely", "monthly", "weekly"], level_strengths=[0, 1, 2, 3])).levels
    assert from_never == words
    assert scene(small()).levels[1:] == ("of strength 2 or more", "of strength 3 or more")
    assert scene(small().threshold(3)).levels == ("of any strength",)


def test_many_strengths_become_a_few_steps_that_lose_no_tie() -> None:
    ties = [(f"p{i}", f"p{(i * 7 + 1) % 30}", 0.1 + i) for i in range(30) if i != (i * 7 + 1) % 30]
    shown = scene(Net.from_ties(ties, reports="seeks_from"))
    assert 2 <= len(shown.levels) <= 5
    assert (shown.ties["level"] >= 0).all()
    assert set(shown.ties["level"]) == set(range(len(shown.levels)))


def test_double_rings_are_the_verdict_of_periphery(river: Waves) -> None:
    shown = scene(river["2"], groups="group")
    verdict = csna.periphery(river["2"], seed=0)["verdict"]
    little = set(verdict.index[verdict == "peripheral"])
    assert {shown.people["person"][n] for n in shown.people.index if shown.marks.iloc[0, n] == LITTLE_HEARD} == little
    assert shown.waves["n_marked"].tolist() == [len(little)]


def test_a_table_of_voices_replaces_what_would_be_computed() -> None:
    table = pd.DataFrame(
        {"band": ["many"] + ["a few"] * 5, "verdict": ["not"] * 5 + ["peripheral"]}, index=list("abcdef")
    )
    shown = scene(small(), voice=table)
    at = numbers(shown)
    assert shown.bands.iloc[0, at["a"]] == 3
    assert shown.bands.iloc[0, at["b"]] == 1
    assert shown.marks.iloc[0, at["f"]] == LITTLE_HEARD
    assert (shown.counts == -1).all(axis=None)
    bare = scene({"1": small(), "2": small()}, voice={"1": table[["band"]], "2": table[["band"]]})
    assert not bare.waves["judged"].any()
    with pytest.raises(UsageError, match="no table for wave '2'"):
        scene({"1": small(), "2": small()}, voice=table)
    judged, computed = scene(small(), voice=table[["verdict"]]), scene(small())
    assert judged.marks.iloc[0, at["f"]] == LITTLE_HEARD
    pd.testing.assert_frame_equal(judged.bands, computed.bands)
    pd.testing.assert_frame_equal(judged.counts, computed.counts)
    with pytest.raises(UnknownNameError, match="band"):
        scene(small(), voice=table[[]])


def test_shares_between_groups_count_only_pairs_whose_reporter_answered(river: Waves) -> None:
    """A loop over pairs is the witness."""
    net = river["1"]
    shown = scene(net, groups="group")
    group, answered = net.people["group"], net.people["status"] == "respondent"
    named = set(zip(net.ties["source"], net.ties["target"], strict=True))
    names = shown.looks["name"].tolist()
    small_groups = {g for g in names if (group == g).sum() < limits.MIN_GROUP}
    assert small_groups
    for i, voice in enumerate(names):
        for j, hearer in enumerate(names):
            cell = shown.reach.loc[(0, 0, i), j]
            if {voice, hearer} & small_groups:
                assert cell == HIDDEN
                continue
            pairs = [
                (h, v)
                for v in group.index[group == voice]
                for h in group.index[group == hearer]
                if h != v and answered[h]
            ]
            assert cell == pytest.approx(sum(p in named for p in pairs) / len(pairs))


def test_where_nobody_answered_shares_are_not_known_and_no_ring_is_claimed() -> None:
    people = pd.DataFrame(
        {"id": list("abcdefghij"), "sort": list("uuuuuvvvvv"), "status": "named_only", "asked": "yes"}
    )
    net = Net.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")
    shown = scene(net, groups="sort")
    assert (shown.reach == NOT_KNOWN).all(axis=None)
    assert (shown.bands == -1).all(axis=None)
    assert any("Nobody answered" in note for note in shown.notes)


def only(*ids: str) -> Net:
    people = pd.DataFrame({"id": pd.Series(ids, dtype="str")})
    return Net.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")


@pytest.mark.parametrize(
    ("net", "words"),
    [
        (only(), "no people"),
        (only("a"), "one person"),
        (only("a", "b", "c"), "No ties"),
        (Net.from_ties([("a", "b")], reports="seeks_from"), "could not be worked out"),
    ],
)
def test_what_a_map_cannot_show_it_says(net: Net, words: str) -> None:
    made = csna.map_network(net)
    assert any(words in note for note in made.scene.notes)
    assert words in made.to_html()


def test_many_groups_are_told_to_share_a_colour() -> None:
    ids = [f"p{i}" for i in range(40)]
    people = pd.DataFrame({"id": ids, "sort": [f"sort {i % 20}" if i % 9 else None for i in range(40)]})
    ties = pd.DataFrame({"source": ids, "target": ids[1:] + ids[:1]})
    shown = scene(Net.from_frames(people, ties, reports="seeks_from"), groups="sort")
    assert any("share one colour" in note for note in shown.notes)
    assert "group not known" in shown.groups["name"].tolist()
    assert shown.people["code"].is_unique


def test_a_group_is_the_one_the_latest_wave_knows() -> None:
    first, last = small(), small()
    moved = last.people.reset_index(names="id")
    moved.loc[moved["id"] == "a", "sort"] = "v"
    moved.loc[moved["id"] == "b", "sort"] = None
    again = Net.from_frames(moved[["id", "sort"]], last.ties, reports="seeks_from")
    shown = scene({"1": first, "2": again}, groups="sort")
    group = shown.groups["name"].to_numpy()[shown.people["group"]]
    known = dict(zip(shown.people["person"], group, strict=True))
    assert known["a"] == "v"
    assert known["b"] == "u"


def test_labels_are_codes_unless_names_are_asked_for() -> None:
    people = pd.DataFrame({"id": ["a", "b", "c"], "label": ["Ana", " ", None], "nick": ["x", "y", "z"]})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}), reports="seeks_from")
    codes = scene(net)
    assert not codes.names
    assert sorted(codes.people["shown"]) == ["E1", "E2", "E3"]
    named = scene(net, label="label")
    assert named.names
    assert dict(zip(named.people["person"], named.people["shown"], strict=True)) == {
        "a": "Ana", "b": "(no name)", "c": "(no name)"
    }  # fmt: skip
    assert set(scene(net, label="id").people["shown"]) == {"a", "b", "c"}
    assert set(scene(net, label="nick").people["shown"]) == {"x", "y", "z"}
    with pytest.raises(UnknownNameError, match="did you mean 'label'"):
        scene(net, label="lable")


def test_highlighted_people_are_found_or_named_in_the_error() -> None:
    shown = scene(small(), highlight="c")
    assert shown.highlight == (numbers(shown)["c"],)
    assert len(scene(small(), highlight=["a", "b", "a"]).highlight) == 2
    with pytest.raises(UnknownNameError, match="'z'"):
        scene(small(), highlight="z")


def test_order_and_codes_say_nothing_about_ids_or_degrees(river: Waves) -> None:
    shown = scene(river["1"], groups="group")
    people = shown.people["person"].tolist()
    assert people != sorted(people)
    degree = csna.in_degree(river["1"]).reindex(people).to_numpy()
    for column in ("order", "group"):
        rank = shown.people[column].to_numpy()
        if column == "order":
            assert abs(np.corrcoef(rank, degree)[0, 1]) < 0.5
    other = scene(river["1"], groups="group", seed=1)
    assert other.people["person"].tolist() != people


def test_what_the_caller_handed_in_is_not_changed(river: Waves) -> None:
    before = {w: (net.people, net.ties) for w, net in river.items()}
    scene(river, groups="group")
    for wave, (people, ties) in before.items():
        pd.testing.assert_frame_equal(river[wave].people, people)
        pd.testing.assert_frame_equal(river[wave].ties, ties)


def test_what_cannot_be_drawn_is_refused_in_words() -> None:
    with pytest.raises(WrongTypeError, match="list"):
        csna.map_network([small()])  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(UsageError, match="no network"):
        csna.map_network({})
    with pytest.raises(UsageError, match=r"(?s)same relation.*--relation NAME"):
        csna.map_network({"1": small(), "2": small(reports="gives_to")})
    with pytest.raises(UnknownNameError, match="did you mean 'rings'"):
        csna.map_network(small(), view="ring")
    with pytest.raises(CriticalSNAError, match="did you mean 'sort'"):
        csna.map_network(small(), groups="sorts")


def named(**more: object) -> Net:
    people = pd.DataFrame({"id": ["a", "b", "c"], "label": ["Ana", "Bo", None], **more})
    return Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}), reports="seeks_from")


def test_names_are_no_groups() -> None:
    with pytest.raises(PrivacyError, match=r"(?s)names.*mend:.*groups='sort' \(--groups sort\)") as found:
        csna.map_network(named(sort="x"), groups="label")
    assert "Ana" not in str(found.value)
    with pytest.raises(PrivacyError, match="leave groups out"):
        csna.map_network(named(), groups="label")


@pytest.mark.parametrize("name", ["status", "asked"])
def test_who_answered_is_no_group_of_people(name: str) -> None:
    with pytest.raises(UsageError, match=rf"(?s){name}.*not a group of people.*--groups sort"):
        csna.map_network(named(sort="x"), groups=name)


def test_a_column_that_is_not_there_is_told_with_the_attributes_alone() -> None:
    with pytest.raises(UnknownNameError) as found:
        csna.map_network(named(sort="x", office="y"), groups="zzz")
    assert found.value.mend == "choose one of 'sort', 'office'"
    with pytest.raises(UnknownNameError, match="none to choose from"):
        csna.map_network(named(), groups="labels")


def test_a_label_that_is_not_there_is_told_with_what_can_be_shown() -> None:
    with pytest.raises(UnknownNameError) as found:
        csna.map_network(named(sort="x"), label="zzz")
    assert found.value.mend == "choose one of 'code', 'id', 'label', 'sort'"


def test_groups_of_one_person_are_said_to_show_persons() -> None:
    words = "show single persons"
    assert any(words in note for note in scene(named(sort=["x", "y", "z"]), groups="sort").notes)
    assert any(words in note for note in scene(named(sort=["x", "y", None]), groups="sort").notes)
    assert not any(words in note for note in scene(named(sort=["x", "y", "y"]), groups="sort").notes)
    assert not any(words in note for note in scene(named(sort=None), groups="sort").notes)
    assert not any(words in note for note in scene(named()).notes)


@pytest.mark.parametrize(("reports", "pairs"), [("seeks_from", ["db"]), ("gives_to", ["bd"]), ("mutual", [])])
def test_cells_left_open_run_as_voice_would(reports: str, pairs: list[str]) -> None:
    """b left the cell of d open: d may be heard by b, or b by d; where both tell, d has told."""
    net = small(reports=reports, unknown=pd.DataFrame({"source": ["b"], "target": ["d"]}))
    for given in (net, net.flow()):
        shown = scene(given)
        at = numbers(shown)
        found = list(zip(shown.open["wave"], shown.open["voice"], shown.open["hearer"], strict=True))
        assert found == [(0, at[v], at[h]) for v, h in pairs]


def test_a_pair_that_both_left_open_is_open_both_ways() -> None:
    shown = scene(small(reports="mutual", unknown=pd.DataFrame({"source": ["b", "d"], "target": ["d", "b"]})))
    at = numbers(shown)
    assert sorted(zip(shown.open["voice"], shown.open["hearer"], strict=True)) == sorted(
        [(at["b"], at["d"]), (at["d"], at["b"])]
    )
    assert len(scene(small(reports=None, unknown=pd.DataFrame({"source": ["b"], "target": ["d"]}))).open) == 0


@pytest.mark.parametrize("what", ["CANVAS_PEOPLE", "CANVAS_TIES"])
def test_above_the_limit_the_map_says_what_to_draw_instead(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, what, 5)
    with pytest.raises(TooLargeError, match=r"6 people and 6 ties.*\n.*\n.*in Python.*collapse"):
        csna.map_network(small())
    with pytest.raises(TooLargeError, match=r"draw one wave \(--wave NAME\)"):
        csna.map_network({"1": small(), "2": small()})


def test_the_flow_itself_can_be_drawn() -> None:
    shown = scene(small().flow())
    at = numbers(shown)
    assert (at["b"], at["a"]) in set(zip(shown.ties["source"], shown.ties["target"], strict=True))


def test_two_waves_share_one_place_in_the_neighbourhood(river: Waves) -> None:
    from critical_sna.maps import views

    places = views.neighbourhood(scene(river, groups="group"))
    assert (places.xy[0, 0] == places.xy[1, 2]).all()


def test_rings_put_each_voice_in_its_band_and_sector(river: Waves) -> None:
    from critical_sna.maps import views

    shown = scene(river, groups="group")
    look = shown.groups["look"].to_numpy()[shown.people["group"].to_numpy()]
    for place, inside_first in ((views.rings, True), (views.flip, False)):
        found = place(shown)
        known = [band for _, band in found.rings if band >= 0]
        assert known == sorted(known, reverse=inside_first)
        edges = [0.0, *(radius for radius, _ in found.rings)]
        for frame in shown.frames():
            wave, level = frame
            for n in shown.people.index[shown.status.iloc[wave] != NOT_PART]:
                band = shown.bands.loc[(wave, level)].iloc[n]
                ring = [b for _, b in found.rings].index(band)
                x, y = found.xy[frame][n]
                assert edges[ring] < np.hypot(x, y) < edges[ring + 1]
                start, end, sector = found.sectors[look[n]]
                assert sector == look[n]
                assert start < np.arctan2(x, -y) % (2 * np.pi) < end


def test_reading_a_networkx_graph_draws_its_ties() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    shown = scene(Net.from_networkx(graph, reports="gives_to"))
    assert len(shown.ties) == 2


def test_the_scene_shows_no_id_where_somebody_prints_it() -> None:
    net = Net.from_ties([("Canary One", "Canary Two")], reports="seeks_from")
    assert "Canary" not in repr(scene(net))


def test_what_one_answer_of_a_group_says_is_not_shown_as_a_share_of_the_group() -> None:
    people = pd.DataFrame({"id": [f"p{i:02}" for i in range(18)], "sort": ["u"] * 6 + ["v"] * 6 + ["w"] * 6})
    people["status"] = ["respondent"] + ["named_only"] * 5 + ["respondent"] * 12
    pairs = [("p00", "p06"), *((f"p{i:02}", f"p{(i + 3) % 18:02}") for i in range(6, 18))]
    net = Net.from_frames(people, pd.DataFrame(pairs, columns=["source", "target"]), reports="seeks_from")
    shown = scene(net, groups="sort").reach
    u = shown.to_numpy().reshape(3, 3)
    assert (u[0] == HIDDEN).all()
    assert (u[:, 0] == HIDDEN).all()


def test_the_answers_that_could_show_a_voice_are_the_same_in_a_turned_network() -> None:
    from critical_sna.maps.compose import _could

    people = pd.DataFrame({"id": list("abc")})
    unknown = pd.DataFrame({"source": ["a"], "target": ["b"]})
    net = Net.from_frames(
        people, pd.DataFrame({"source": ["c"], "target": ["a"]}), reports="seeks_from", unknown=unknown
    )
    heard = csna.heard_by(net)
    assert _could(net.flow(), heard).to_dict() == _could(net, heard).to_dict() == {"a": 2, "b": 1, "c": 2}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"count": float("inf")}, "'count' of voice must hold numbers of people"),
        ({"count": -1}, "'count' of voice"),
        ({"count": "x"}, "'count' of voice"),
        ({"could": 1e300}, "'could' of voice"),
        ({"band": "weird"}, "no band 'weird'"),
        ({"verdict": "perifheral"}, "no verdict 'perifheral'"),
    ],
)
def test_a_table_of_voices_that_says_something_else_is_refused(more: dict[str, object], said: str) -> None:
    net = small()
    for call in (csna.map_network, csna.draw):
        with pytest.raises((UsageError, UnknownNameError), match=said):
            call(net, voice=csna.heard_by(net).assign(**more))  # type: ignore[operator]  # two calls of the same form
    table = csna.heard_by(net)
    with pytest.raises(UsageError, match="more than one row"):
        csna.map_network(net, voice=pd.concat([table, table]))
    for nobody in (table.iloc[:0], table.reset_index(drop=True)):
        with pytest.raises(UsageError, match="none of the people"):
            csna.map_network(net, voice=nobody)
    with pytest.raises((WrongTypeError, UsageError)):
        csna.map_network({"": net}, voice={"": [1]})  # type: ignore[dict-item]  # the mistake under test


@pytest.mark.parametrize(
    ("options", "said"),
    [({"view": ["rings"]}, "no view"), ({"language": ["en"]}, "no words in"), ({"highlight": 5}, "no person 5")],
)
def test_arguments_of_another_type_are_refused_in_words(options: dict[str, object], said: str) -> None:
    for call in (csna.map_network, csna.draw):
        with pytest.raises(UnknownNameError, match=said):
            call(small(), **options)  # type: ignore[operator]  # the mistake under test


@pytest.mark.parametrize("waves", [{1: small()}, {None: small()}, {"a": None}, {"a": "b"}])
def test_waves_are_texts_with_a_network_each(waves: dict[str, Net]) -> None:
    with pytest.raises(WrongTypeError, match="Waves are texts"):
        csna.map_network(waves)
