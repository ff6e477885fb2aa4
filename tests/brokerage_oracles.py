"""Brokerage a second time, by loops over all threes of people, all graphs and all ways to deal groups out."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from oracles import ROLES, Groups, Small

Three = tuple[str, str, str]


def known(net: Small, a: str, b: str, reports: str) -> bool:
    """Whether anybody could have told of a tie between a and b, with ties as reported."""
    if reports == "mutual":
        return net.seen(a, b) or net.seen(b, a)
    return net.seen(a, b)


def united(net: Small) -> Small:
    """Make a tie of every pair in which either names the other; a pair that nobody decided is blank."""
    arcs = {**net.turned().arcs, **net.arcs}
    blank = {
        (i, j)
        for i, j in itertools.permutations(net.people, 2)
        if (i, j) not in arcs and not net.seen(i, j) and not net.seen(j, i)
    }
    return Small(net.people, arcs, frozenset(net.people), frozenset(blank))


def open_threes(net: Small, reports: str) -> Iterator[Three]:
    """List a -> v -> b along the flow whose a -> b is known not to be a tie; brokers who answered."""
    view = united(net) if reports == "mutual" else net
    for a, v, b in itertools.permutations(net.people, 3):
        if reports == "seeks_from":
            steps, closing = ((v, a), (b, v)), (b, a)
        else:
            steps, closing = ((a, v), (v, b)), (a, b)
        if v in net.answered and all(view.tie(*s) for s in steps) and not view.tie(*closing) and view.seen(*closing):
            yield a, v, b


def role(groups: Groups, three: Three) -> str | None:
    a, v, b = (groups[i] for i in three)
    if a is None or v is None or b is None:
        return None
    if a == v == b:
        return "coordinator"
    if a == b:
        return "itinerant"
    if a == v:
        return "representative"
    return "gatekeeper" if v == b else "liaison"


def by_role(net: Small, groups: Groups, reports: str, *, partial: bool = False) -> dict[str, dict[str, float]]:
    """Count for each person who answered; ``partial`` shares one out among all who stand between a and b."""
    threes = list(open_threes(net, reports))
    # Whoever stands between two is a way through, whether or not they answered.
    view = united(net) if reports == "mutual" else net
    flow = view.turned() if reports == "seeks_from" else view

    def worth(a: str, b: str) -> float:
        return 1 / sum(flow.tie(a, v) and flow.tie(v, b) for v in net.people) if partial else 1.0

    out = {v: dict.fromkeys((*ROLES, "total"), 0.0) for v in net.answered}
    for a, v, b in threes:
        found = role(groups, (a, v, b))
        out[v]["total"] += worth(a, b)
        if found:
            out[v][found] += worth(a, b)
    return out


def by_group(net: Small, groups: Groups, reports: str) -> Counter[Three]:
    return Counter(
        tuple(groups[i] or "unknown" for i in three)
        for three in open_threes(net, reports)  # type: ignore[misc]
    )


def moments_by_density(
    cells: list[tuple[tuple[str, str], ...]], density: float, people: tuple[str, ...], groups: Groups
) -> dict[tuple[str, str], tuple[float, float]]:
    """Go through every graph on these cells, one direction each or both of a pair at once: mean and sd of each role."""
    mean: Counter[tuple[str, str]] = Counter()
    square: Counter[tuple[str, str]] = Counter()
    seen = {pair for cell in cells for pair in cell}
    for chosen in itertools.product((0, 1), repeat=len(cells)):
        chance = math.prod(density if c else 1 - density for c in chosen)
        ties = {pair for cell, c in zip(cells, chosen, strict=True) if c for pair in cell}
        counts: Counter[tuple[str, str]] = Counter()
        for a, v, b in itertools.permutations(people, 3):
            if {(a, v), (v, b), (a, b)} <= seen and (a, v) in ties and (v, b) in ties and (a, b) not in ties:
                counts[v, "total"] += 1
                counts[v, role(groups, (a, v, b)) or "none"] += 1
        for key, count in counts.items():
            mean[key] += chance * count  # type: ignore[assignment]  # a Counter of numbers
            square[key] += chance * count**2  # type: ignore[assignment]
    keys = itertools.product(people, (*ROLES, "total"))
    return {k: (mean[k], math.sqrt(max(square[k] - mean[k] ** 2, 0.0))) for k in keys}


def dealt_out(
    net: Small, groups: Groups, units: Mapping[str, str], reports: str
) -> dict[tuple[str, str], tuple[Fraction, float, Fraction]]:
    """Go through every way to deal groups out to units with a known group: mean, sd and share at least as far away."""
    held = sorted({units[i] for i in net.people if groups[i] is not None})
    label = {units[i]: groups[i] for i in net.people if groups[i] is not None}
    threes = list(open_threes(net, reports))
    values: dict[tuple[str, str], list[int]] = {k: [] for k in itertools.product(net.people, ROLES)}
    for order in itertools.permutations([label[u] for u in held]):
        dealt = dict(zip(held, order, strict=True))
        now = {i: None if groups[i] is None else dealt[units[i]] for i in net.people}
        counts = Counter((v, role(now, (a, v, b))) for a, v, b in threes)
        for key, row in values.items():
            row.append(counts[key])
    at_hand = Counter((v, role(groups, (a, v, b))) for a, v, b in threes)
    out = {}
    for key, row in values.items():
        mean = Fraction(sum(row), len(row))
        sd = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row))
        far = sum(abs(x - mean) >= abs(at_hand[key] - mean) for x in row)
        out[key] = mean, sd, Fraction(far, len(row))
    return out


def two_mode(net: Small, groups: Groups, kind: Mapping[str, str]) -> dict[str, Counter[str]]:
    """List every chain a - e - v - f - b of different people and meetings whose a and b share nothing."""
    out: dict[str, Counter[str]] = {v: Counter() for v in net.people}
    for v in net.people:
        others = [i for i in net.people if kind[i] == kind[v] and i != v]
        places = [e for e in net.people if kind[e] != kind[v]]
        for a, b in itertools.combinations(others, 2):
            chains = [
                (e, f)
                for e, f in itertools.permutations(places, 2)
                if net.either(a, e) and net.either(v, e) and net.either(v, f) and net.either(b, f)
            ]
            if not chains or any(net.either(a, e) and net.either(b, e) for e in places):
                continue
            out[v]["total"] += 1
            out[v]["chains"] += len(chains)
            found = role(groups, (a, v, b))
            if found:
                out[v]["representative" if found == "gatekeeper" else found] += 1
    return out
