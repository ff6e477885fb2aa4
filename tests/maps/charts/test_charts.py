"""Charts: the numbers of the library, small groups hidden as the report hides them, words that say it all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import drawn
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import DataError, MissingPackageError, SpecError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.maps.charts import numbers
from critical_sna.maps.charts.chart import Chart
from critical_sna.maps.pictures import needed
from critical_sna.words import say

Waves = dict[str, csna.PartnerNetwork]
CHARTS: dict[str, Callable[..., Any]] = {
    "audibility": csna.chart_audibility,
    "brokerage": csna.chart_brokerage,
    "voice": csna.chart_voice,
    "response": csna.chart_response,
    "waves": csna.chart_waves,
}


def cells(chart: Chart) -> dict[str, tuple[str, ...]]:
    return {name.strip("\u2068\u2069"): row for name, row in chart.table()[1]}


def test_a_small_group_and_the_one_beside_it_are_hidden_in_every_chart(waves: Waves, net: csna.PartnerNetwork) -> None:
    """Funders are two and one person has no group: three hidden people are too few, so the next group joins them."""
    every = [
        numbers.audibility(net, "sector", None, pass_probability=0.5, seed=0, language="en"),
        numbers.brokerage(net, "sector", None, language="en"),
        numbers.voice(net, "sector", None, language="en"),
        numbers.response(waves, "sector", language="en"),
        numbers.slopes(waves, "sector", None, language="en"),
    ]
    for chart in every:
        table = cells(chart)
        assert {name for name, row in table.items() if set(row) == {"–"}} >= {"funders", "group not known"}
        assert any("Hidden, because" in line and "funders" in line for line in chart.below)
        assert set(table["families"]) != {"–"}
        hidden = [name for name, row in table.items() if set(row) == {"–"}]
        people = net.people["sector"].fillna("group not known").value_counts()
        assert len(hidden) >= 2
        assert sum(people[name] for name in hidden) >= limits.MIN_GROUP


def test_charts_hide_what_the_report_hides(net: csna.PartnerNetwork) -> None:
    from critical_sna.report import between, opening
    from critical_sna.report.subject import Subject

    subject = Subject(net, {"2": net}, None, "sector", 0)
    for section, word, chart in (
        (opening.answers(subject), say("report.table_answers"), numbers.response({"2": net}, "sector", language="en")),
        (
            between.groups(subject),
            say("report.table_brokerage_mean"),
            numbers.brokerage(net, "sector", None, language="en"),
        ),
    ):
        table = next(b for b in section.blocks if b.kind == "table" and b.caption == word)
        dashes = {name.strip("\u2068\u2069") for name, row in table.rows if {cell.text for cell in row} == {"–"}}
        hidden = {name for name, row in cells(chart).items() if set(row) == {"–"}}
        assert len(hidden) >= 2
        assert {name.replace("group not known", "group not told") for name in hidden} == dashes


def test_response_is_answered_over_asked(waves: Waves) -> None:
    table = cells(numbers.response(waves, "sector", language="en"))
    people = waves["2"].people
    mine = people[people["sector"] == "families"]
    share = (mine["status"] == "respondent").mean()
    assert table["families"][1] == f"{round(100 * share)} %"
    assert table["everyone"][1] == f"{round(100 * (people['status'] == 'respondent').mean())} %"


def test_bands_of_voices_are_shares_of_the_group(net: csna.PartnerNetwork) -> None:
    chart = numbers.voice(net, "sector", None, language="en")
    band = csna.heard_by(net)["band"][net.people["sector"] == "schools"]
    row = [name.strip("\u2068\u2069") for name in chart.rows].index("schools")
    assert chart.figures[row, :4] == pytest.approx(
        [(band == name).mean() for name in ("no one yet", "a few", "some", "many")]
    )
    assert np.nansum(chart.figures, axis=1) == pytest.approx(1.0)


def test_audibility_and_brokerage_are_those_of_the_library(net: csna.PartnerNetwork) -> None:
    found = csna.audibility(net, groups="sector")
    chart = numbers.audibility(net, "sector", None, pass_probability=0.5, seed=0, language="en")
    assert chart.figures[1, 2] == found.loc["families", "funders"]  # sorted: agencies, families, funders, schools
    roles = csna.brokerage(net, groups="sector")
    ends = csna.brokerage_range(net, groups="sector")
    spoke = net.people.index[(net.people["sector"] == "schools") & (net.people["status"] == "respondent")]
    chart = numbers.brokerage(net, "sector", None, language="en")
    row = [name.strip("\u2068\u2069") for name in chart.rows].index("schools")
    assert chart.low is not None
    assert chart.high is not None
    for column, role in enumerate(("coordinator", "itinerant", "representative", "gatekeeper", "liaison")):
        assert chart.figures[row, column] == pytest.approx(roles.loc[spoke, role].mean())
        ours = ends.xs(role, level="role").loc[spoke]
        assert chart.low[row, column] == pytest.approx(ours["lowest"].mean())
        assert chart.high[row, column] == pytest.approx(ours["highest"].mean())
        assert chart.low[row, column] <= chart.figures[row, column] <= chart.high[row, column]


def test_slopes_are_what_disaggregate_gives(waves: Waves) -> None:
    chart = numbers.slopes(waves, "sector", csna.in_degree, language="en")
    values = pd.DataFrame({wave: csna.in_degree(net) for wave, net in waves.items()})
    split = csna.disaggregate(values, by=waves["2"].people["sector"])
    row = [name.strip("\u2068\u2069") for name in chart.rows].index("families")
    assert chart.figures[row].tolist() == pytest.approx(split.by_group.loc["families"].tolist())
    assert chart.figures[0].tolist() == pytest.approx(split.overall.tolist())
    assert set(split.withheld) == {
        "unknown" if n == "group not known" else n for n, r in cells(chart).items() if set(r) == {"–"}
    }


def test_a_table_gives_the_chart_of_its_network(net: csna.PartnerNetwork) -> None:
    pairs = [
        (csna.chart_audibility, csna.audibility(net, groups="sector")),
        (csna.chart_brokerage, csna.brokerage(net, groups="sector")),
        (csna.chart_voice, csna.heard_by(net)),
    ]
    for chart, table in pairs:
        same = chart(table, groups="sector", people=net)
        assert csna.alt_text(same) == csna.alt_text(chart(net, groups="sector"))


@pytest.mark.parametrize("name", list(CHARTS))
def test_nothing_covers_anything_and_no_person_or_hidden_number_is_told(name: str, waves: Waves) -> None:
    data = waves if name in ("response", "waves") else waves["2"]
    ax = CHARTS[name](data, groups="sector")
    assert not drawn.overlaps(ax)
    said = " ".join(drawn.texts(ax)) + csna.alt_text(ax)
    assert "person-" not in said
    assert "Whom do you ask about the river?" in said
    assert re.search(r"funders\u2069: [^.]*–", csna.alt_text(ax))


def many_groups(groups: int) -> csna.PartnerNetwork:
    """Groups of six whose names are long and hostile."""
    sector = [f"Neighbourhood association number {i % groups} <script>$x_1$" for i in range(6 * groups)]
    draw = np.random.default_rng(0)
    pairs = sorted({(int(a), int(b)) for a, b in draw.integers(0, 6 * groups, (200, 2)) if a != b})
    return drawn.network(6 * groups, pairs, sector=sector)


def test_many_groups_with_long_names_cover_nothing() -> None:
    net = many_groups(30)
    for chart in (csna.chart_voice, csna.chart_waves):
        assert not drawn.overlaps(chart(net, groups="sector"))
    net = many_groups(12)
    table = csna.audibility(net, groups="sector", draws=64)
    assert not drawn.overlaps(csna.chart_audibility(table, groups="sector", people=net))
    assert not drawn.overlaps(csna.chart_brokerage(net, groups="sector"))


@pytest.mark.parametrize("style", ["grey", "print"])
def test_charts_in_grey_and_print_hold_no_colour(style: str, waves: Waves) -> None:
    for name in ("voice", "waves"):
        ax = CHARTS[name](waves if name == "waves" else waves["2"], groups="sector", style=style)
        fills = [p.get_facecolor()[:3] for p in ax.patches if isinstance(p, Rectangle)]
        fills += [c.get_facecolors()[0][:3] for c in ax.collections if isinstance(c, PathCollection)]
        assert all(np.ptp(fill) < 0.04 for fill in fills)


@pytest.mark.parametrize(
    ("people", "status"), [(0, "respondent"), (1, "respondent"), (2, "respondent"), (12, "named_only")]
)
def test_the_smallest_networks_and_silence_give_a_chart_that_says_so(people: int, status: str) -> None:
    net = drawn.network(people, [], sector=["a"] * people, status=[status] * people)
    for name, chart in CHARTS.items():
        ax = chart(net, groups="sector")
        assert not drawn.overlaps(ax), name
        if status == "named_only" and name in ("brokerage", "audibility"):
            assert "?" in csna.alt_text(ax) or "–" in csna.alt_text(ax)


def test_of_many_waves_the_last_six_are_drawn_and_the_chart_says_so(net: csna.PartnerNetwork) -> None:
    waves = {f"w{i}": net._replaced(wave=f"w{i}") for i in range(9)}
    ax = csna.chart_waves(waves, groups="sector", measure=csna.in_degree)
    assert "The last 6 of 9 waves are drawn." in csna.alt_text(ax)
    assert not drawn.overlaps(ax)
    assert not drawn.overlaps(csna.chart_response(waves))


def test_charts_speak_spanish(net: csna.PartnerNetwork) -> None:
    alt = csna.alt_text(csna.chart_voice(net, groups="sector", language="es"))
    assert "Gráfica" in alt
    assert "grupo" in alt
    assert "heard" not in alt


def test_the_same_input_gives_the_same_bytes(net: csna.PartnerNetwork, tmp_path: Any) -> None:
    for run in (1, 2):
        csna.save_picture(csna.chart_voice(net, groups="sector"), tmp_path / f"{run}.svg")
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()


def test_what_cannot_be_charted_is_refused_with_the_mend(net: csna.PartnerNetwork, waves: Waves) -> None:
    undirected = csna.PartnerNetwork.from_frames(net.people, net.ties)
    by: dict[str, Any] = {"groups": "sector"}
    brokers = csna.brokerage(net, **by)
    refused: list[tuple[type[Exception], str, Callable[[], Any]]] = [
        (UsageError, "add people=net", lambda: csna.chart_voice(csna.heard_by(net), **by)),
        (DataError, "csna.heard_by(net)", lambda: csna.chart_voice(brokers, people=net, **by)),
        (WrongTypeError, "csna.heard_by(net)", lambda: csna.chart_voice(waves, **by)),
        (UnknownNameError, "did you mean 'sector'", lambda: csna.chart_voice(net, groups="sectr")),
        (UnknownNameError, "did you mean 'colour'", lambda: csna.chart_response(net, style="color")),
        (WrongTypeError, "measure=csna.in_degree", lambda: csna.chart_waves(net, measure=csna.heard_by, **by)),
        (SpecError, "reports='seeks_from'", lambda: csna.chart_voice(undirected, **by)),
    ]
    for kind, mend, call in refused:
        with pytest.raises(kind, match=re.escape(mend)):
            call()


def test_without_matplotlib_a_chart_says_what_to_install(
    net: csna.PartnerNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needed, "find_spec", lambda name: None)
    for chart in CHARTS.values():
        with pytest.raises(MissingPackageError, match=re.escape("pip install 'critical-sna[pictures]'")):
            chart(net, groups="sector")
