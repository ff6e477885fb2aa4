"""Naive second opinions: every quantity straight from its definition, by loops over a small network.

Nothing here imports the library, numpy or a graph package, so that agreement means something.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

NAN = math.nan
ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")


@dataclass(frozen=True)
class Small:
    """A small network: who, which arcs (respondent, named) with what strength, who answered, what is blank."""

    people: tuple[str, ...]
    arcs: Mapping[tuple[str, str], float]
    answered: frozenset[str]
    blank: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def tie(self, i: str, j: str) -> bool:
        return (i, j) in self.arcs

    def seen(self, i: str, j: str) -> bool:
        """Whether i's report about j is known."""
        return i != j and i in self.answered and (i, j) not in self.blank

    def seen_both_ways(self, i: str, j: str) -> bool:
        return self.seen(i, j) and self.seen(j, i)

    def either(self, i: str, j: str) -> bool:
        return self.tie(i, j) or self.tie(j, i)

    def strength(self, i: str, j: str) -> float:
        return self.arcs.get((i, j), 0.0)

    def turned(self) -> Small:
        return Small(self.people, {(j, i): s for (i, j), s in self.arcs.items()}, self.answered, self.blank)


def small(arcs: Iterable[str] | Mapping[tuple[str, str], float], people: Iterable[str]) -> Small:
    """Make a fully answered network; an arc without a strength may be written as "ab"."""
    strengths = dict(arcs) if isinstance(arcs, Mapping) else {(a[0], a[1]): 1.0 for a in arcs}
    names = tuple(people)
    return Small(names, strengths, frozenset(names))


# --- degrees -------------------------------------------------------------------------------------------


def in_degree(net: Small) -> dict[str, float]:
    return {i: float(sum(net.tie(j, i) for j in net.people)) for i in net.people}


def out_degree(net: Small) -> dict[str, float]:
    return {i: float(sum(net.tie(i, j) for j in net.people)) if i in net.answered else NAN for i in net.people}


def in_strength(net: Small) -> dict[str, float]:
    return {i: math.fsum(net.strength(j, i) for j in net.people) for i in net.people}


def out_strength(net: Small) -> dict[str, float]:
    return {i: math.fsum(net.strength(i, j) for j in net.people) if i in net.answered else NAN for i in net.people}


# --- paths ---------------------------------------------------------------------------------------------


def simple_paths(net: Small, s: str, t: str) -> list[tuple[str, ...]]:
    """List every path from s to t that meets nobody twice."""
    found: list[tuple[str, ...]] = []

    def walk(path: tuple[str, ...]) -> None:
        if path[-1] == t:
            found.append(path)
            return
        for j in net.people:
            if net.tie(path[-1], j) and j not in path:
                walk((*path, j))

    walk((s,))
    return found


def geodesics(net: Small, s: str, t: str, *, use_strength: bool = False) -> list[tuple[str, ...]]:
    """Keep the cheapest paths; a step costs one, or exactly 1 / strength."""
    paths = simple_paths(net, s, t)
    if not paths:
        return []

    def cost(path: tuple[str, ...]) -> Fraction:
        steps = itertools.pairwise(path)
        return sum(
            ((1 / Fraction(str(net.arcs[step])) if use_strength else Fraction(1)) for step in steps), Fraction(0)
        )

    costs = [cost(p) for p in paths]
    return [p for p, c in zip(paths, costs, strict=True) if c == min(costs)]


def betweenness(net: Small, *, normalized: bool = False, use_strength: bool = False) -> dict[str, float]:
    total = dict.fromkeys(net.people, Fraction(0))
    for s, t in itertools.permutations(net.people, 2):
        best = geodesics(net, s, t, use_strength=use_strength)
        for v in net.people:
            if v not in (s, t) and best:
                total[v] += Fraction(sum(v in path for path in best), len(best))
    n = len(net.people)
    if not normalized:
        return {v: float(b) for v, b in total.items()}
    return {v: float(b / ((n - 1) * (n - 2))) if n > 2 else NAN for v, b in total.items()}


def distances_from(net: Small, s: str) -> dict[str, int]:
    """Count steps from s to everybody it reaches."""
    steps, edge, d = {s: 0}, {s}, 0
    while edge:
        d += 1
        edge = {j for i in edge for j in net.people if net.tie(i, j)} - set(steps)
        steps.update(dict.fromkeys(edge, d))
    return steps


def distances_of(net: Small, i: str, direction: str) -> list[int]:
    turned = net.turned() if direction == "in" else net
    return [d for j, d in distances_from(turned, i).items() if j != i]


def closeness(net: Small, direction: str = "in") -> dict[str, float]:
    out, n = {}, len(net.people)
    for i in net.people:
        d = distances_of(net, i, direction)
        out[i] = (len(d) / (n - 1)) * (len(d) / sum(d)) if d else 0.0
    return out


def harmonic(net: Small, direction: str = "in") -> dict[str, float]:
    n = len(net.people)
    return {i: sum(1 / d for d in distances_of(net, i, direction)) / (n - 1) for i in net.people}


# --- spectral ------------------------------------------------------------------------------------------


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a dense system by Gauss-Jordan elimination with the largest pivot."""
    n = len(right)
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    for c in range(n):
        p = max(range(c, n), key=lambda r: abs(rows[r][c]))
        rows[c], rows[p] = rows[p], rows[c]
        rows[c] = [x / rows[c][c] for x in rows[c]]
        for r in range(n):
            if r != c:
                rows[r] = [x - rows[r][c] * y for x, y in zip(rows[r], rows[c], strict=True)]
    return [row[-1] for row in rows]


def pagerank(net: Small, damping: float = 0.85, *, use_strength: bool = False) -> dict[str, float]:
    """x = damping * P'x + (1 - damping) / n, where who names nobody passes on evenly to everybody."""
    n = len(net.people)
    size = net.strength if use_strength else (lambda i, j: float(net.tie(i, j)))
    given = {i: math.fsum(size(i, j) for j in net.people) for i in net.people}
    step = [
        [size(i, j) / given[i] if given[i] else 1 / n for i in net.people] for j in net.people
    ]  # step[j][i] = share of i that goes to j
    system = [[(r == c) - damping * step[r][c] for c in range(n)] for r in range(n)]
    return dict(zip(net.people, solve(system, [(1 - damping) / n] * n), strict=True))


# --- cores and local structure -------------------------------------------------------------------------


def coreness(net: Small) -> dict[str, float]:
    """Largest k whose k-core holds the person; a tie in either direction is one tie."""
    out = dict.fromkeys(net.people, 0.0)
    for k in range(1, len(net.people)):
        left = set(net.people)
        while True:
            poor = {i for i in left if sum(net.either(i, j) for j in left if j != i) < k}
            if not poor:
                break
            left -= poor
        out.update(dict.fromkeys(left, float(k)))
    return out


def local_clustering(net: Small) -> dict[str, float]:
    out = {}
    for i in net.people:
        around = [j for j in net.people if j != i and net.either(i, j)]
        pairs = [(j, k) for j, k in itertools.combinations(around, 2) if net.seen_both_ways(j, k)]
        out[i] = sum(net.either(j, k) for j, k in pairs) / len(pairs) if pairs else NAN
    return out


def reciprocity_by_person(net: Small) -> dict[str, float]:
    """Share of the people someone names who name them back, where both reports are known."""
    out = {}
    for i in net.people:
        named = [j for j in net.people if net.tie(i, j) and net.seen_both_ways(i, j)]
        out[i] = sum(net.tie(j, i) for j in named) / len(named) if named else NAN
    return out


# --- structural holes ----------------------------------------------------------------------------------


def _holes(net: Small, use_strength: bool) -> tuple[Callable[[str, str], float], dict[str, list[str]]]:
    size = net.strength if use_strength else (lambda i, j: float(net.tie(i, j)))

    def z(i: str, j: str) -> float:
        return size(i, j) + size(j, i) if i != j else 0.0

    return z, {i: [j for j in net.people if z(i, j) > 0] for i in net.people}


def constraint(net: Small, *, use_strength: bool = False) -> dict[str, float]:
    z, contacts = _holes(net, use_strength)

    def p(i: str, j: str) -> float:
        return z(i, j) / math.fsum(z(i, k) for k in net.people)

    return {
        i: math.fsum((p(i, j) + sum(p(i, q) * p(q, j) for q in contacts[i] if q != j)) ** 2 for j in contacts[i])
        if contacts[i]
        else NAN
        for i in net.people
    }


def effective_size(net: Small, *, use_strength: bool = False) -> dict[str, float]:
    z, contacts = _holes(net, use_strength)
    out = {}
    for i in net.people:
        total = math.fsum(z(i, k) for k in net.people)
        out[i] = (
            math.fsum(
                1 - sum((z(i, q) / total) * (z(j, q) / max(z(j, k) for k in net.people)) for q in contacts[i] if q != j)
                for j in contacts[i]
            )
            if contacts[i]
            else NAN
        )
    return out


def efficiency(net: Small) -> dict[str, float]:
    _, contacts = _holes(net, use_strength=False)
    size = effective_size(net)
    return {i: size[i] / len(contacts[i]) if contacts[i] else NAN for i in net.people}


# --- groups --------------------------------------------------------------------------------------------

Groups = Mapping[str, str | None]


def brokerage(net: Small, groups: Groups, *, flow: bool = False) -> dict[str, dict[str, float]]:
    """Count open two-paths a -> v -> b by the groups of the three, along the reports or against them (``flow``).

    Open means known to be open. Who has no known group is evidence of no role, and is counted in the total alone.
    Half of what somebody brokers stands in their own answers: unknown for the silent.
    """
    out = {v: dict.fromkeys((*ROLES, "total"), 0.0 if v in net.answered else NAN) for v in net.people}
    for a, v, b in itertools.permutations(net.people, 3):
        first, second, closing = ((v, a), (b, v), (b, a)) if flow else ((a, v), (v, b), (a, b))
        if not (net.tie(*first) and net.tie(*second)) or net.tie(*closing) or not net.seen(*closing):
            continue
        out[v]["total"] += 1
        ga, gv, gb = groups[a], groups[v], groups[b]
        if ga is None or gv is None or gb is None:
            continue
        if ga == gv == gb:
            role = "coordinator"
        elif ga == gb:
            role = "itinerant"
        elif ga == gv:
            role = "representative"
        elif gv == gb:
            role = "gatekeeper"
        else:
            role = "liaison"
        out[v][role] += 1
    return out


def mixing(net: Small, groups: Groups) -> dict[tuple[str, str], int]:
    """Count ties by the group of who names and the group of who is named."""
    named = {i: g if g is not None else "unknown" for i, g in groups.items()}
    out = dict.fromkeys(itertools.product(set(named.values()), repeat=2), 0)
    for i, j in net.arcs:
        out[named[i], named[j]] += 1
    return out


def ei_index(net: Small, groups: Groups) -> dict[str | None, float]:
    """(external - internal) / all: key None for the network, then the ties out of each group's members."""
    known = [(groups[i], groups[j]) for i, j in net.arcs if groups[i] is not None and groups[j] is not None]

    def share(ties: list[tuple[str | None, str | None]]) -> float:
        return sum(1 if a != b else -1 for a, b in ties) / len(ties) if ties else NAN

    out: dict[str | None, float] = {None: share(known)}
    for g in {g for g in groups.values() if g is not None}:
        out[g] = share([t for t in known if t[0] == g])
    return out


def expected_ei(net: Small, groups: Groups, group: str | None = None) -> float:
    """Value where each tie that could have been reported between known groups is as likely as any other."""
    known = [i for i, g in groups.items() if g is not None]
    pairs = [
        (i, j) for i, j in itertools.permutations(known, 2) if net.seen(i, j) and (group is None or groups[i] == group)
    ]
    return sum(1 if groups[i] != groups[j] else -1 for i, j in pairs) / len(pairs) if pairs else NAN


# --- the whole network ---------------------------------------------------------------------------------


def components(net: Small, *, strong: bool) -> int:
    if not strong:
        both = Small(net.people, {**net.arcs, **net.turned().arcs}, net.answered)
        return len({frozenset(distances_from(both, i)) for i in net.people})
    reach = {i: set(distances_from(net, i)) for i in net.people}
    return len({frozenset(j for j in reach[i] if i in reach[j]) for i in net.people})


def _share(hits: Iterable[bool]) -> float:
    all_hits = list(hits)
    return sum(all_hits) / len(all_hits) if all_hits else NAN


def _centralization(values: Iterable[float], largest: float) -> float:
    scores = list(values)
    return math.fsum(max(scores) - s for s in scores) / largest if largest > 0 else NAN


def summary(net: Small) -> dict[str, float]:
    """Facts of the network; shares are over what was observed. Centralizations for full answers only."""
    n = len(net.people)
    pairs = list(itertools.permutations(net.people, 2))
    seen = [p for p in pairs if net.seen(*p)]
    both = [(i, j) for i, j in itertools.combinations(net.people, 2) if net.seen_both_ways(i, j)]
    full = {frozenset(p) for p in both}

    def triple_seen(i: str, j: str, k: str) -> bool:
        return {frozenset((i, j)), frozenset((j, k)), frozenset((i, k))} <= full

    wedges = [
        (i, j, k)
        for i, j, k in itertools.permutations(net.people, 3)
        if triple_seen(i, j, k) and net.either(i, j) and net.either(j, k)
    ]
    two_paths = [
        (i, j, k)
        for i, j, k in itertools.permutations(net.people, 3)
        if net.tie(i, j) and net.tie(j, k) and net.seen(i, j) and net.seen(j, k) and net.seen(i, k)
    ]  # with direction a triple has three cells, not six
    arcs_both = [(i, j) for i, j in net.arcs if net.seen_both_ways(i, j)]
    lengths = [d for i in net.people for d in distances_of(net, i, "out")]
    out = {
        "n_people": float(n),
        "n_ties": float(len(net.arcs)),
        "density": len(net.arcs) / len(seen) if seen else NAN,
        "reciprocity_arc": _share(net.tie(j, i) for i, j in arcs_both),
        "reciprocity_dyad": _share(net.tie(i, j) and net.tie(j, i) for i, j in both if net.either(i, j)),
        "transitivity": _share(net.either(i, k) for i, _, k in wedges),
        "transitivity_directed": _share(net.tie(i, k) for i, _, k in two_paths),
        "components_weak": float(components(net, strong=False)),
        "components_strong": float(components(net, strong=True)),
        "mean_distance": sum(lengths) / len(lengths) if lengths else NAN,
        "diameter": float(max(lengths)) if lengths else NAN,
    }
    if len(seen) == len(pairs):
        out["n_isolates"] = float(sum(not any(net.either(i, j) for j in net.people) for i in net.people))
    if len(seen) == len(pairs) and n > 2:
        out["centralization_in_degree"] = _centralization(in_degree(net).values(), (n - 1) ** 2)
        out["centralization_out_degree"] = _centralization(out_degree(net).values(), (n - 1) ** 2)
        out["centralization_betweenness"] = _centralization(betweenness(net).values(), (n - 1) ** 2 * (n - 2))
    return out


# --- voice ---------------------------------------------------------------------------------------------


def heard_by(net: Small, reports: str) -> dict[str, tuple[float, float, str]]:
    """Count, share and band of direct hearers; the reports that count are those that would show it.

    In a mutual relation the report of either of the two would, and silent hearers count nowhere.
    """
    out = {}
    for i in net.people:
        if reports == "seeks_from":
            could = [(j, i) for j in net.people if net.seen(j, i)]
        elif reports == "gives_to":
            could = [(i, j) for j in net.people if net.seen(i, j)]
        else:
            could = [(i, j) for j in net.people if j in net.answered and (net.seen(i, j) or net.seen(j, i))]
        heard = sum(net.either(*pair) if reports == "mutual" else pair in net.arcs for pair in could)
        unknown = not could
        share = NAN if unknown else heard / len(could)
        out[i] = (NAN if unknown else float(heard), share, band(share))
    return out


def band(share: float) -> str:
    if math.isnan(share):
        return "unknown"
    if share == 0:
        return "no one yet"
    return "a few" if share < 0.10 else "some" if share < 0.25 else "many"


def pass_chances(flow: Small, p: float, hops: int | None = None) -> dict[tuple[str, str], float]:
    """P(j hears i) by listing every combination of open and closed arcs of the flow."""
    arcs = list(flow.arcs)
    place = {i: k for k, i in enumerate(flow.people)}
    chance = dict.fromkeys(itertools.permutations(flow.people, 2), 0.0)
    for state in itertools.product((False, True), repeat=len(arcs)):
        opened = sum(state)
        likely = p**opened * (1 - p) ** (len(arcs) - opened)
        if likely == 0:
            continue
        hears = [0] * len(flow.people)
        for (i, j), is_open in zip(arcs, state, strict=True):
            if is_open:
                hears[place[i]] |= 1 << place[j]
        for i in flow.people:
            reached = 1 << place[i]
            edge, step = reached, 0
            while edge and (hops is None or step < hops):
                grown = 0
                for k in range(len(hears)):
                    if edge >> k & 1:
                        grown |= hears[k]
                edge = grown & ~reached
                reached |= grown
                step += 1
            for j in flow.people:
                if j != i and reached >> place[j] & 1:
                    chance[i, j] += likely
    return chance


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return math.fsum(known) / len(known) if known else NAN


def flow_of(net: Small, reports: str) -> Small:
    if reports == "seeks_from":
        return net.turned()
    if reports == "gives_to":
        return net
    return Small(net.people, {**net.arcs, **net.turned().arcs}, net.answered, net.blank)  # strengths do not matter here


def voices(
    net: Small, reports: str, p: float, *, to: Iterable[str] = (), hops: int | None = None
) -> dict[str, dict[str, float]]:
    """Voice, hearing and decision voice with the rules on who did not answer.

    With ``seeks_from`` the hearer reports: silent hearers count nowhere. With ``gives_to`` the speaker does. With
    ``mutual`` either of them does, and silent hearers count nowhere.
    """
    flow = flow_of(net, reports)
    chance = pass_chances(flow, p, hops)

    def shown(i: str, j: str) -> bool:
        """Whether i being heard by j would show in a report that was given."""
        return (i if reports == "gives_to" else j) in net.answered

    out = {}
    for i in net.people:
        others = [j for j in net.people if j != i]
        out[i] = {
            "voice": _mean(chance[i, j] for j in others if shown(i, j)),
            "hearing": _mean(chance[j, i] for j in others if shown(j, i)),
            "decision_voice": _mean(chance[i, j] for j in to if j != i and shown(i, j)),
        }
    return out


def audibility(
    net: Small, reports: str, groups: Mapping[str, str], p: float, hops: int | None = None
) -> dict[tuple[str, str], float]:
    chance = pass_chances(flow_of(net, reports), p, hops)
    reporter = 0 if reports == "gives_to" else 1
    return {
        (g, h): _mean(
            c for (i, j), c in chance.items() if groups[i] == g and groups[j] == h and (i, j)[reporter] in net.answered
        )
        for g, h in itertools.product(sorted(set(groups.values())), repeat=2)
    }


# --- equity --------------------------------------------------------------------------------------------


def group_means(values: Mapping[str, float], groups: Groups) -> dict[str, tuple[float, int]]:
    """Mean and number of known values of each group; who has no group forms the group unknown."""
    gathered: dict[str, list[float]] = {}
    for person, value in values.items():
        known = gathered.setdefault(groups[person] or "unknown", [])
        if not math.isnan(value):
            known.append(value)
    return {g: (_mean(v), len(v)) for g, v in gathered.items()}
