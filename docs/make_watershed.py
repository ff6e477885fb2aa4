"""Write the invented survey that `csna.datasets.watershed()` reads.

    python docs/make_watershed.py

The files are made by this script alone, so that anybody can see what was planted in them.
The same seed gives the same bytes.  Nobody in them exists.  What was planted:

- six groups; people go readily to the district and the university, and rarely to families
  and community organisations; from wave to wave that becomes less unequal;
- the less a group is named, the fewer of its members answer;
- organisations lie inside groups; some people hold a decision seat; people join and leave between the waves;
- two people name nobody and are named by nobody;
- what real exports hold: a second submission, blank cells, a question left empty, a half-finished answer,
  people who decline, people who name themselves, a misspelled name, and somebody who is on no list.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd

from critical_sna._core.files import write_text
from critical_sna.network.simulate import GroupPlan, draw_people, draw_status, draw_strengths, draw_ties

SEED = 58
FOLDER = Path(__file__).resolve().parents[1] / "critical_sna" / "datasets" / "watershed"
WAVES = ("2023", "2024", "2025")
LEVELS = ("never", "a few times a year", "monthly", "weekly")
SLOTS = 5

ADVICE: dict[str, GroupPlan] = {
    "families": {"share": 14, "power": (0.07, 0.20, 0.60), "answers": 0.57, "seats": 0.07},
    "community organisations": {"share": 12, "power": (0.15, 0.40, 0.80), "answers": 0.70, "seats": 0.10},
    "teachers": {"share": 14, "power": (0.80, 0.90, 1.00), "answers": 0.82, "seats": 0.08},
    "district": {"share": 8, "power": (2.40, 2.00, 1.50), "answers": 0.90, "seats": 0.50},
    "university": {"share": 8, "power": (2.20, 1.80, 1.40), "answers": 0.95, "seats": 0.40},
    "funders": {"share": 4, "power": (1.60, 1.40, 1.20), "answers": 0.75, "seats": 0.75},
}
# Influence on decisions lies with fewer people than advice, and moves more slowly.
INFLUENCE: dict[str, GroupPlan] = {
    **ADVICE,
    "families": {"power": (0.05, 0.10, 0.30)},
    "community organisations": {"power": (0.15, 0.25, 0.50)},
    "teachers": {"power": (0.40, 0.50, 0.60)},
    "funders": {"power": (2.50, 2.40, 2.20)},
}
ORGANISATIONS = {
    "families": ("Upper Fork families", "Lower Bend families", "Mill Pond families", "Hillside families"),
    "community organisations": ("Samplebank Growers", "Friends of the Mock River", "Trial Street Centre"),
    "teachers": (
        "Draftley Primary",
        "Mockbrook Middle School",
        "Samplewick High School",
        "Trialmere Primary",
    ),
    "district": ("District curriculum office", "District facilities office"),
    "university": ("Demo University, education", "Demo University, field station"),
    "funders": ("Placeholder Fund",),
}
FIRST = """
Alder Amber Aspen Azure Basil Birch Briar Cedar Clover Cobalt Copper Coral Dahlia Ebony Elder Fennel
Fern Flint Garnet Hazel Heather Holly Indigo Iris Ivory Ivy Jade Jasmine Juniper Larch Laurel
Lavender Linden Maple Marigold Mulberry Myrtle Oak Ochre Olive Onyx Opal Pearl Poppy Quartz Reed
Robin Rowan Ruby Rue Rush Russet Saffron Sage Scarlet Sienna Silver Slate Sorrel Tansy Teal Thistle
Thyme Topaz Umber Viola Violet Willow Yarrow Zinnia
""".split()  # noqa: SIM905  a list of quoted words is harder to read
LAST_START = ("Sample", "Mock", "Draft", "Trial", "Demo", "Model", "Dummy", "Sketch")
LAST_END = ("ford", "brook", "ley", "wick", "mere", "field", "stead", "combe", "bank")

SPEC = """\
# An invented survey of a cross-community collaborative for environmental education in a watershed.
# Written by docs/make_watershed.py; nobody in it exists.
version: 1

people:
  path: people.csv
  id: id
  label: name
  wave: {{column: wave}}
  attributes: [group, organisation, decision_seat, time]

sources:
{sources}relations:
  advice:
    question: "How often do you go to this person for advice about learning in the watershed?"
    reports: seeks_from
  influence:
    question: "Whose ideas changed a decision you took part in? Name up to five people."
    reports: seeks_from
    choices: 5

attributes:
  group: {{kind: community}}
  organisation: {{kind: organisation}}
  decision_seat: {{kind: power, holds: ["yes"]}}
  time: {{kind: other}}

scales:
  how_often: {{levels: [never, a few times a year, monthly, weekly], start: 0}}

policy:
  unmatched: add        # somebody named who is on no list is kept, as named and not asked
"""
SOURCE = """\
  - path: wave_{wave}.csv
    wave: "{wave}"
    ego: {{column: id}}
    rows:
      consent: {{column: consent, yes: ["yes"]}}
      partial: {{column: finished, complete: "yes", use: keep}}
      duplicates: {{by: ego, order: submitted, keep: last}}
    ties:
      - relation: advice
        shape: roster
        columns: "advice_*"
        alter: {{from: header, after: "advice_"}}
        scale: how_often
      - relation: influence
        shape: slots
        columns: "influence_*"

"""


def main(folder: Path = FOLDER, seed: int = SEED) -> None:
    """Draw the collaborative and write its files."""
    rng = np.random.default_rng(seed)
    pool = draw_people(rng, people=60, plans=ADVICE, waves=len(WAVES), size=5, turnover=0.08)
    pool = _named(rng, pool)
    apart = [pool.index[pool["group"] == group][3] for group in ("families", "teachers")]
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "people.csv", _people(pool))
    advice = influence = np.empty((0, 2), dtype=np.int64)
    for place, wave in enumerate(WAVES):
        draw = {"wave": place, "likeness": (4.0, 2.0), "mutual": 0.25, "kept": 0.6}
        advice = draw_ties(rng, pool, plans=ADVICE, before=advice, named=8.0, **draw)
        influence = draw_ties(rng, pool, plans=INFLUENCE, before=influence, named=3.0, **draw)
        answers = _answers(rng, pool, place, _without(advice, pool, apart), _without(influence, pool, apart))
        status = draw_status(rng, pool, plans=ADVICE)
        status[apart] = "respondent"
        rows = _rows(rng, pool, place, answers, status)
        write_text(folder / f"wave_{wave}.csv", _csv(_with_oddities(rows, pool, place)))
    sources = "".join(SOURCE.format(wave=wave) for wave in WAVES)
    write_text(folder / "spec.yaml", SPEC.format(sources=sources))


def _named(rng: np.random.Generator, pool: pd.DataFrame) -> pd.DataFrame:
    lasts = [start + end for start in LAST_START for end in LAST_END]
    firsts = rng.permutation(FIRST)[: len(pool)]
    names = [f"{first} {last}" for first, last in zip(firsts, rng.permutation(lasts), strict=False)]
    index = pd.Index([f"W{number:02d}" for number in range(1, len(pool) + 1)], name="id")
    houses = [int(text.rsplit(" ", 1)[1]) - 1 for text in pool["organisation"]]
    return pool.set_index(index).assign(
        name=names,
        organisation=[
            ORGANISATIONS[group][house % len(ORGANISATIONS[group])]
            for group, house in zip(pool["group"], houses, strict=True)
        ],
        time=np.where(pool["group"] == "families", "unpaid", "paid"),
    )


def _people(pool: pd.DataFrame) -> str:
    """Give one row for each person and wave they were part of."""
    columns = ["name", "group", "organisation", "decision_seat", "time"]
    rows = [
        pool.loc[(pool["first"] <= place) & (place <= pool["last"]), columns].assign(wave=wave)
        for place, wave in enumerate(WAVES)
    ]
    return pd.concat(rows).reset_index().to_csv(index=False, lineterminator="\n")


def _without(ties: np.ndarray, pool: pd.DataFrame, apart: list[str]) -> np.ndarray:
    places = pool.index.get_indexer(apart)
    return ties[~np.isin(ties, places).any(axis=1)]


def _answers(
    rng: np.random.Generator, pool: pd.DataFrame, place: int, advice: np.ndarray, influence: np.ndarray
) -> dict[str, dict[str, str]]:
    """Give the cells of each person, as if everybody had answered."""
    ids = pool.index[(pool["first"] <= place) & (place <= pool["last"])]
    cells = {one: {f"advice_{other}": LEVELS[0] for other in ids} for one in ids}
    for one in ids:
        cells[one][f"advice_{one}"] = ""
    for (i, j), level in zip(advice, draw_strengths(rng, pool, advice, levels=3), strict=True):
        cells[pool.index[i]][f"advice_{pool.index[j]}"] = LEVELS[level]
    named: dict[str, list[str]] = {one: [] for one in ids}
    for i, j in rng.permutation(influence):
        named[pool.index[i]].append(pool["name"].iloc[j])
    for i, j in advice:  # whoever has no idea in mind names the first person they go to
        if not named[pool.index[i]]:
            named[pool.index[i]].append(pool["name"].iloc[j])
    for one, names in named.items():
        cells[one] |= {f"influence_{slot + 1}": name for slot, name in enumerate((names + [""] * SLOTS)[:SLOTS])}
    return cells


def _rows(
    rng: np.random.Generator,
    pool: pd.DataFrame,
    place: int,
    cells: dict[str, dict[str, str]],
    status: pd.Series[str],
) -> list[dict[str, str]]:
    """Give the rows of those who answered or declined, in the order they came in."""
    rows = []
    for one in rng.permutation(sorted(cells)):
        day = f"{WAVES[place]}-10-{1 + len(rows) // 3:02d}"
        if status[one] == "respondent":
            rows.append({"submitted": day, "id": one, "consent": "yes", "finished": "yes", **cells[one]})
        elif status[one] == "declined":
            rows.append(
                {"submitted": day, "id": one, "consent": "no", "finished": "yes"} | dict.fromkeys(cells[one], "")
            )
    return rows


def _with_oddities(rows: list[dict[str, str]], pool: pd.DataFrame, place: int) -> list[dict[str, str]]:
    """Plant what real exports hold; each is told in the tutorial."""
    given = [row for row in rows if row["consent"] == "yes"]
    busy = [row for row in given if row["influence_2"]]
    advice = [column for column in rows[0] if column.startswith("advice_")]
    busy[0]["influence_5"] = pool.loc[busy[0]["id"], "name"]  # names themselves
    for column in advice[10:14]:  # cells left blank
        given[5][column] = ""
    if place == 0:
        name = busy[1]["influence_1"]
        busy[1]["influence_1"] = name[:-2] + name[-1] + name[-2]  # two letters changed places
        busy[2]["influence_4"] = "Bramble Elsewhere"  # on no list
        given[9] |= dict.fromkeys(advice, "")  # a question left empty
        rows = [
            *rows,
            {**given[3], "submitted": f"{WAVES[place]}-10-28", advice[0]: LEVELS[1]},
        ]  # a second submission
    if place == 1:
        given[11]["finished"] = "no"
        given[11] |= dict.fromkeys(advice[len(advice) // 2 :], "")  # stopped half-way
    return rows


def _csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    main()
