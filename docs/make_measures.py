"""Write docs/measures.md from the catalogue: what each measure means, and what it gives on odd networks.

    python docs/make_measures.py

tests/test_project.py holds that the page is what this script writes.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import critical_sna as csna
from critical_sna._core.files import write_text
from critical_sna.errors import CriticalSNAError, CriticalSNAWarning
from critical_sna.network.catalogue import Measure, catalogue

PAGE = Path(__file__).parent / "measures.md"
BESIDE: dict[str, Callable[[Any], object]] = {  # Any: a network
    "assortativity": lambda net: csna.assortativity(net, by=csna.in_degree(net), draws=9),
    "betweenness_sampled": lambda net: csna.betweenness_sampled(net, pivots=2),
    "bonacich_power": lambda net: csna.bonacich_power(net, beta=0.1),
    "brokerage_test": lambda net: csna.brokerage_test(net, groups="group"),
    "centralization": lambda net: pd.Series([csna.centralization(csna.in_degree(net), net=net, kind="in_degree")]),
    "communities": lambda net: csna.communities(net),
    "community_agreement": lambda net: csna.community_agreement(net, groups="group", runs=2),
    "community_overlap": lambda net: csna.community_overlap(csna.communities(net), net.people["group"]),
    "core_periphery_test": lambda net: csna.core_periphery_test(net, draws=9),
    "core_stability": lambda net: csna.core_stability(net, draws=9),
    "gini": lambda net: pd.Series([csna.gini(csna.out_degree(net))]),
    "inequality": lambda net: csna.inequality(csna.out_degree(net), by="group", people=net),
    "katz": lambda net: csna.katz(net, alpha=0.1),
    "multiplexity": lambda net: csna.multiplexity({"one": net, "other": net.flow()}),
    "RoleProfiles": lambda net: csna.RoleProfiles(n_profiles=2, random_state=0).fit_transform(net),
    "theil": lambda net: pd.Series([csna.theil(csna.out_degree(net))]),
    "tie_bundles": lambda net: csna.tie_bundles({"one": net, "other": net.flow()}, groups="group"),
    "two_mode_brokerage": lambda net: csna.two_mode_brokerage(at_meetings(net), groups="group", mode="kind"),
}
"""Functions that must be told more than the network and its groups."""

Ties = Iterable[tuple[str, str]]


def network(people: str, ties: Ties, *, groups: str = "xyxyxy", strength: float = 1.0, **columns: object) -> object:
    """Give a small network; one letter a person, one letter a group."""
    table = pd.DataFrame({"id": list(people), "group": list(groups[: len(people)]), **columns}).astype({"id": "str"})
    arcs = pd.DataFrame(list(ties), columns=["source", "target"], dtype="str").assign(strength=strength)
    return csna.PartnerNetwork.from_frames(table, arcs, reports="seeks_from")


def at_meetings(net: Any) -> object:  # Any: a network
    """Give people and meetings: everybody holds one, and whoever names somebody goes to theirs."""
    people = net.people.reset_index(names="id").assign(kind="person")
    held = people.assign(id="at " + people["id"], kind="meeting")
    ties = net.ties[["source", "target"]].assign(target="at " + net.ties["target"])
    return csna.PartnerNetwork.from_frames(pd.concat([people, held], ignore_index=True), ties)


RING = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]
ODD = {
    "no people": network("", []),
    "one person": network("a", []),
    "no ties": network("abcd", []),
    "self-ties only": network("abc", [("a", "a"), ("b", "b")]),
    "an isolate": network("abcde", RING),
    "two components": network("abcdef", [("a", "b"), ("b", "c"), ("d", "e"), ("e", "f")]),
    "a star": network("abcde", [(person, "a") for person in "bcde"]),
    "complete": network("abcd", itertools.permutations("abcd", 2)),
    "no way back": network("abcd", itertools.combinations("abcd", 2)),
    "one group": network("abcd", RING, groups="xxxx"),
    "a group of one": network("abcd", RING, groups="xyyy"),
    "nobody answered": network("abcd", [], status=["declined"] * 4, asked=["yes"] * 4),
    "everybody only named": network("abcd", [], status=["named_only"] * 4, asked=["no"] * 4),
    "strengths 1e300": network("abcd", RING, strength=1e300),
    "strengths 1e-300": network("abcd", RING, strength=1e-300),
}
WORDS = {"person": "each person", "group": "each group", "network": "the whole network"}


def main() -> None:
    """Write the page."""
    write_text(PAGE, as_markdown())


def as_markdown() -> str:
    """Give the page, one sentence a line."""
    entries = catalogue()
    lines = [
        "# What positions do people hold?",
        "",
        "Every measure of the library, what it means, and what it gives where a network is at the edge of sense.",
        "`csna.list_measures()` gives the first table in Python, and each docstring gives the definition in full.",
        "A measure takes a `PartnerNetwork`, a networkx or igraph graph, or a DataFrame with the columns `source` and "
        "`target`.",
        "",
        "`nominations`: known also for people who did not answer, because it rests on what others said.",
        "`answers`: not known (NaN) for people who did not answer.",
        "",
        "| measure | of | rests on | a high value means | unit | time | source |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{name}` | {WORDS.get(m.per, m.per)} | {m.needs} | {m.high} | {m.unit} | {m.cost} | {m.source} |"
        for name, m in entries.items()
    ]
    lines += [
        "",
        "## Beside the list",
        "",
        "Functions that ask for something more than a network and its groups, or answer how sure we are.",
        "",
        "| function | what it does |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {first_line(getattr(csna, name))} |" for name in beside(entries)]
    lines += [
        "",
        "## On odd networks",
        "",
        "`value`: a number for everybody it is about; `some NaN`: not defined for some, whom the docstring names; "
        "`NaN`: not defined for anybody; `empty`: a table without rows.",
        "`says why`: a `CriticalSNAWarning` tells the reason.",
        "`refused`: an error that says how to mend it.",
        "No other exception and no other warning comes out, and nothing is infinite; tests hold that.",
        "",
        f"| measure | {' | '.join(ODD)} |",
        f"|---|{'---|' * len(ODD)}",
    ]
    calls = {name: of_entry(entry) for name, entry in entries.items()} | BESIDE
    lines += [
        f"| `{name}` | {' | '.join(outcome(calls[name], net) for net in ODD.values())} |"
        for name in sorted(calls, key=str.lower)
    ]
    return "\n".join(lines) + "\n"


def beside(entries: Iterable[str]) -> list[str]:
    """Name the public functions and classes on measures and how sure they are that the catalogue does not hold."""
    rooms = ("measures", "voice", "inference", "equity")
    return sorted(name for name, where in csna._WHERE.items() if where.split(".")[0] in rooms and name not in entries)


def first_line(function: object) -> str:
    """Give the first sentence of a docstring."""
    return (function.__doc__ or "").strip().splitlines()[0]


def of_entry(entry: Measure) -> Callable[[Any], object]:  # Any: a network
    """Give the call of a measure that needs no more than a network and its groups."""
    options = {"groups": "group"} if entry.takes_groups else {}
    return lambda net: entry.function(net, **options)


def outcome(call: Callable[[Any], object], net: object) -> str:  # Any: a network
    """Say in a word or two what a measure gives on a network."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            table = call(net)
        except CriticalSNAError:
            return "refused"
    word = in_a_word(pd.DataFrame(table))
    return f"{word}, says why" if any(issubclass(w.category, CriticalSNAWarning) for w in caught) else word


def in_a_word(table: pd.DataFrame) -> str:
    """Say how much of a table is known."""
    if table.empty:
        return "empty"
    known = table.notna().to_numpy()
    return "value" if known.all() else "some NaN" if np.any(known) else "NaN"


if __name__ == "__main__":
    main()
