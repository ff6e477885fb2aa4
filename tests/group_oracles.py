"""Naive second opinions on groups and relations: loops over a small network, straight from the definitions.

Nothing here imports the library, numpy or a graph package, so that agreement means something.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from oracles import NAN, Groups, Small, distances_from, geodesics

Pair = tuple[str, str]
Table = dict[Pair, float]


def told(groups: Groups, *people: str) -> bool:
    return all(groups[i] is not None for i in people)


def label(groups: Groups, i: str) -> str:
    return groups[i] or "unknown"


# --- pairs of people -----------------------------------------------------------------------------------


def dyads(net: Small, groups: Groups) -> dict[tuple[str, str], dict[str, int]]:
    """Count pairs between groups; ``asymmetric``: one of the first group names one of the second, not named back."""
    names = {label(groups, i) for i in net.people}
    out = {p: dict.fromkeys(("mutual", "asymmetric", "null", "unknown"), 0) for p in itertools.product(names, repeat=2)}
    for i, j in itertools.combinations(net.people, 2):
        g, h = label(groups, i), label(groups, j)
        both = {(g, h), (h, g)}
        if not net.seen_both_ways(i, j):
            for p in both:
                out[p]["unknown"] += 1
        elif net.tie(i, j) and net.tie(j, i):
            for p in both:
                out[p]["mutual"] += 1
        elif net.tie(i, j):
            out[g, h]["asymmetric"] += 1
        elif net.tie(j, i):
            out[h, g]["asymmetric"] += 1
        else:
            for p in both:
                out[p]["null"] += 1
    return out


def reciprocity(net: Small, groups: Groups) -> dict[tuple[str, str], dict[str, float]]:
    names = {label(groups, i) for i in net.people}
    out = {}
    for g, h in itertools.product(names, repeat=2):
        ties = [(i, j) for i, j in net.arcs if label(groups, i) == g and label(groups, j) == h]
        decided = [(i, j) for i, j in ties if net.seen_both_ways(i, j)]
        returned = [(i, j) for i, j in decided if net.tie(j, i)]
        chances = [
            (i, j)
            for i, j in itertools.permutations(net.people, 2)
            if label(groups, i) == g and label(groups, j) == h and net.seen_both_ways(i, j)
        ]
        out[g, h] = {
            "ties": len(ties),
            "decided": len(decided),
            "returned": len(returned),
            "share": len(returned) / len(decided) if decided else NAN,
            "expected": sum(net.tie(j, i) for i, j in chances) / len(chances) if chances else NAN,
            "unreturned": 1 - len(returned) / len(decided) if decided else NAN,
        }
    return out


def ei_by_person(net: Small, groups: Groups) -> dict[str, dict[str, float]]:
    def index(i: str, others: Iterable[str]) -> float:
        kinds = [groups[j] != groups[i] for j in others if told(groups, i, j)]
        return sum(1 if k else -1 for k in kinds) / len(kinds) if kinds else NAN

    out = {}
    for i in net.people:
        others = [j for j in net.people if j != i]
        spoke = i in net.answered
        out[i] = {
            "out": index(i, [j for j in others if net.tie(i, j)]) if spoke else NAN,
            "in": index(i, [j for j in others if net.tie(j, i)]),
            "either": index(i, [j for j in others if net.either(i, j)]) if spoke else NAN,
            "expected": index(i, others),
        }
    return out


def ei_of_dyads(net: Small, groups: Groups) -> dict[str | None, float]:
    """Give the E-I index over tied pairs seen both ways; key None for the network, then pairs with a member."""
    pairs = [
        (groups[i], groups[j])
        for i, j in itertools.combinations(net.people, 2)
        if told(groups, i, j) and net.seen_both_ways(i, j) and net.either(i, j)
    ]

    def index(chosen: list[tuple[str | None, str | None]]) -> float:
        return sum(1 if g != h else -1 for g, h in chosen) / len(chosen) if chosen else NAN

    names = {g for g in groups.values() if g is not None}
    return {None: index(pairs), **{g: index([p for p in pairs if g in p]) for g in names}}


# --- segregation ---------------------------------------------------------------------------------------


def observed_cells(net: Small, groups: Groups) -> list[Pair]:
    return [p for p in itertools.permutations(net.people, 2) if net.seen(*p) and told(groups, *p)]


def indices(ties: Sequence[Pair], cells: Sequence[Pair], groups: Groups) -> dict[str, float]:
    """Give every index of ties among observed cells, by plain sums over ties and cells."""
    names = sorted({str(groups[i]) for cell in cells for i in cell} | {g for g in groups.values() if g is not None})
    inside = sum(groups[i] == groups[j] for i, j in ties)
    across = len(ties) - inside
    cells_inside = sum(groups[i] == groups[j] for i, j in cells)
    cells_across = len(cells) - cells_inside
    names_them: Table = {
        (g, h): sum(groups[i] == g and groups[j] == h for i, j in ties) for g, h in itertools.product(names, repeat=2)
    }
    room: Table = {
        (g, h): sum(groups[i] == g and groups[j] == h for i, j in cells) for g, h in itertools.product(names, repeat=2)
    }
    out = dict.fromkeys(
        (
            "ei_index",
            "ei_rescaled",
            "odds_ratio_within",
            "yule_q",
            "freeman",
            "gupta_anderson_may",
            "assortativity",
            "adjusted_assortativity",
            "modularity",
        ),
        NAN,
    )
    if not ties:
        return out
    out["ei_index"] = (across - inside) / len(ties)
    low = max(0, len(ties) - cells_inside)
    high = min(len(ties), cells_across)
    if high > low:
        out["ei_rescaled"] = -1 + 2 * (across - low) / (high - low)
    if cells_inside and cells_across:
        four = [inside, cells_inside - inside, across, cells_across - across]
        w1, w0, b1, b0 = [x + 0.5 for x in four] if 0 in four else four
        out["odds_ratio_within"] = (w1 * b0) / (w0 * b1)
    w1, w0, b1, b0 = inside, cells_inside - inside, across, cells_across - across
    if w1 * b0 + w0 * b1:
        out["yule_q"] = (w1 * b0 - w0 * b1) / (w1 * b0 + w0 * b1)
    expected_across = len(ties) * cells_across / len(cells)
    if expected_across:
        out["freeman"] = (expected_across - across) / expected_across
    rows = {g: sum(names_them[g, h] for h in names) for g in names}
    if len(names) > 1 and all(rows.values()):
        out["gupta_anderson_may"] = (sum(names_them[g, g] / rows[g] for g in names) - 1) / (len(names) - 1)
    out["assortativity"] = newman(names_them, names)
    if all(room.values()):
        out["adjusted_assortativity"] = newman({p: names_them[p] / room[p] for p in room}, names)
    out["modularity"] = sum(
        (1 if groups[i] == groups[j] else 0)
        * (((i, j) in ties) - sum(t[0] == i for t in ties) * sum(t[1] == j for t in ties) / len(ties))
        for i, j in itertools.product(groups, repeat=2)
        if told(groups, i, j)
    ) / len(ties)
    return out


def newman(table: Table, names: Sequence[str]) -> float:
    """Give r of a table of shares, from its own definition with rows and columns that add up to one."""
    total = sum(table.values())
    if not total:
        return NAN
    share = {p: x / total for p, x in table.items()}
    a = {g: sum(share[g, h] for h in names) for g in names}
    b = {g: sum(share[h, g] for h in names) for g in names}
    chance = sum(a[g] * b[g] for g in names)
    if math.isclose(chance, 1):
        return NAN
    return (sum(share[g, g] for g in names) - chance) / (1 - chance)


def coleman(ties: Sequence[Pair], cells: Sequence[Pair], groups: Groups, group: str) -> float:
    mine = [t for t in ties if groups[t[0]] == group]
    room = [c for c in cells if groups[c[0]] == group]
    own_room = sum(groups[j] == group for _, j in room)
    if not mine or own_room in (0, len(room)):
        return NAN
    inside = sum(groups[j] == group for _, j in mine)
    expected = len(mine) * own_room / len(room)
    return (inside - expected) / ((len(mine) - expected) if inside > expected else expected)


def moments(values: Iterable[float]) -> tuple[float, float]:
    """Mean and standard deviation of those that are known."""
    known = [v for v in values if not math.isnan(v)]
    if not known:
        return NAN, NAN
    mean = math.fsum(known) / len(known)
    return mean, math.sqrt(math.fsum((v - mean) ** 2 for v in known) / len(known))


# --- several relations ---------------------------------------------------------------------------------


def compare(a: Small, b: Small, *, use_strength: bool = False) -> dict[str, float]:
    cells = [p for p in itertools.permutations(a.people, 2) if a.seen(*p) and b.seen(*p)]
    both = sum(a.tie(*p) and b.tie(*p) for p in cells)
    either = sum(a.tie(*p) or b.tie(*p) for p in cells)
    fewer = min(sum(a.tie(*p) for p in cells), sum(b.tie(*p) for p in cells))
    size = (lambda n, p: n.strength(*p)) if use_strength else (lambda n, p: float(n.tie(*p)))
    return {
        "both": both,
        "either": either,
        "jaccard": both / either if either else NAN,
        "overlap": both / fewer if fewer else NAN,
        "correlation": correlation([size(a, p) for p in cells], [size(b, p) for p in cells]),
        "observed": len(cells),
        "not_observed": len(a.people) * (len(a.people) - 1) - len(cells),
    }


def correlation(x: Sequence[float], y: Sequence[float]) -> float:
    if len(set(x)) < 2 or len(set(y)) < 2:
        return NAN
    mx, my = math.fsum(x) / len(x), math.fsum(y) / len(y)
    top = math.fsum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    return top / math.sqrt(math.fsum((a - mx) ** 2 for a in x) * math.fsum((b - my) ** 2 for b in y))


def bundles(nets: Mapping[str, Small], groups: Groups) -> dict[tuple[str, str, str], int]:
    first = next(iter(nets.values()))
    out: dict[tuple[str, str, str], int] = {}
    for i, j in itertools.permutations(first.people, 2):
        if all(n.seen(i, j) for n in nets.values()) and any(n.tie(i, j) for n in nets.values()):
            key = (label(groups, i), label(groups, j), " + ".join(r for r, n in nets.items() if n.tie(i, j)))
            out[key] = out.get(key, 0) + 1
    return out


# --- whole groups --------------------------------------------------------------------------------------


def group_degree(net: Small, members: set[str], direction: str) -> float:
    """Share of people outside who name a member (in), or whom a member who answered names (out)."""
    outside = [i for i in net.people if i not in members]
    if direction == "in":
        known = [i for i in outside if i in net.answered and not any((i, m) in net.blank for m in members)]
        hits = [any(net.tie(i, m) for m in members) for i in known]
    else:
        speakers = [m for m in members if m in net.answered]
        known = [i for i in outside if speakers and not any((m, i) in net.blank for m in speakers)]
        hits = [any(net.tie(m, i) for m in speakers) for i in known]
    return sum(hits) / len(hits) if hits else NAN


def group_closeness(net: Small, members: set[str], direction: str) -> float:
    walk = net.turned() if direction == "in" else net
    outside = [i for i in net.people if i not in members]
    if not outside or (direction == "out" and not members & net.answered):
        return NAN
    reach = [distances_from(walk, m) for m in members]
    steps = [min(d) for i in outside if (d := [r[i] for r in reach if i in r])]
    return (len(steps) / len(outside)) * (len(steps) / sum(steps)) if steps else 0.0


def group_betweenness(net: Small, members: set[str]) -> float:
    outside = [i for i in net.people if i not in members]
    if len(outside) < 2 or not members & net.answered:
        return NAN
    total = 0.0
    for s, t in itertools.permutations(outside, 2):
        paths = geodesics(net, s, t)
        if paths:
            total += sum(bool(members & set(path)) for path in paths) / len(paths)
    return total / (len(outside) * (len(outside) - 1))


# --- layers and divisions ------------------------------------------------------------------------------


def onion(net: Small) -> dict[str, float]:
    """Take away everybody with the fewest contacts, together, until nobody with so few is left; isolates are 0."""
    left = {i for i in net.people if any(net.either(i, j) for j in net.people if j != i)}
    out = dict.fromkeys(net.people, 0.0)
    depth, floor = 0, 0
    while left:
        degree = {i: sum(net.either(i, j) for j in left if j != i) for i in left}
        floor = max(floor, min(degree.values()))
        leaving = {i for i, d in degree.items() if d <= floor}
        depth += 1
        out.update(dict.fromkeys(leaving, float(depth)))
        left -= leaving
    return out


def partitions(people: Sequence[str]) -> Iterable[list[set[str]]]:
    """List every division of people into sets."""
    if not people:
        yield []
        return
    for rest in partitions(people[1:]):
        yield [{people[0]}, *rest]
        for k in range(len(rest)):
            yield [*rest[:k], rest[k] | {people[0]}, *rest[k + 1 :]]


def modularity(net: Small, division: Iterable[set[str]], resolution: float = 1.0) -> float:
    """Give modularity without direction, a mutual tie counting once."""
    degree = {i: sum(net.either(i, j) for j in net.people if j != i) for i in net.people}
    twice = sum(degree.values())
    if not twice:
        return NAN
    return (
        sum(
            ((1 if i != j and net.either(i, j) else 0) - resolution * degree[i] * degree[j] / twice)
            for part in division
            for i, j in itertools.product(part, repeat=2)
        )
        / twice
    )


def by_listing(values: Callable[[Sequence[Pair]], float], cells: Sequence[Pair], ties: int) -> tuple[float, float]:
    """Give mean and sd of an index over every way to put that many ties on the cells."""
    return moments(values(chosen) for chosen in itertools.combinations(cells, ties))
