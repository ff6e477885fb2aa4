"""Where marks stand: a seeded force layout of the union of waves, and cells of rings. Pure geometry."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from critical_sna._core import limits

RADIUS = 300.0
"""The picture's radius, in its own units (about one screen pixel on a laptop)."""

PIVOTS, ROUNDS, PULLS = 50, 8, 60
CROWD = 60
FINE = 5.0
"""A cell with more marks, or with smaller ones, is filled evenly, instead of with as few rows as fit."""

WEDGE = math.radians(17)
"""Half of the empty wedge on top, which holds the names of the rings."""


def mark_radius(n: int) -> float:
    """Give the radius of a mark: constant up to 60 people, then shrinking so that marks keep apart.

    Up to the size that is seen whole it is never too small to see; beyond that people zoom in.
    """
    least = 2.2 if n <= limits.VIS_PEOPLE else 0.2
    return float(np.clip(8.5 * math.sqrt(60 / max(n, 1)), least, 8.5))


@dataclass(frozen=True)
class Tray:
    """The box for people outside the largest connected part; empty where there are none."""

    left: float
    top: float
    right: float
    bottom: float


def neighbourhood(n: int, pairs: np.ndarray, *, seed: int) -> tuple[np.ndarray, Tray | None]:
    """Place the largest connected part by who is tied with whom, and everyone else in a tray below it.

    Up to 1,000 people by forces (Fruchterman & Reingold 1991), above by classical scaling of the distances to some
    pivots (Brandes & Pich 2007), which keeps groups apart where forces on a grid let them collapse. The same pairs and
    seed give the same coordinates. Time O(n^2) an iteration, or O(n + pairs) a pivot.
    """
    import igraph

    if n == 0:
        return np.zeros((0, 2)), None
    graph = igraph.Graph(n=n, edges=pairs.tolist()).simplify()
    parts = sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part))
    main = parts[0] if len(parts[0]) > 1 else []
    rest = parts[1:] if main else parts
    xy = np.zeros((n, 2))
    if main:
        part = graph.induced_subgraph(main)
        many = len(main) > limits.FORCES_PEOPLE
        spots = _even(_scaled(part, seed)) if many else _open(_forces(part, seed))
        xy[main] = _spread(spots, gap=3.1 * mark_radius(n), rounds=8 if many else 60)
    if not rest:
        return xy, None
    places, tray = _tray(rest, gap=5.2 * mark_radius(n), top=RADIUS + 40 if main else -RADIUS)
    for part, spot in zip(rest, places, strict=True):
        xy[part] = spot
    return xy, tray


def _forces(graph: object, seed: int) -> np.ndarray:
    import igraph

    assert isinstance(graph, igraph.Graph)  # noqa: S101  igraph is loaded here only, so the signature cannot name it
    count = graph.vcount()
    start = np.random.default_rng(seed).normal(size=(count, 2)) * math.sqrt(count)
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311  a picture, not a secret
    try:
        layout = graph.layout_fruchterman_reingold(niter=500, seed=start.tolist())
    finally:
        igraph.set_random_number_generator(random)
    return np.asarray(layout.coords, dtype=float)


def _scaled(graph: object, seed: int) -> np.ndarray:
    """Pivot MDS: each pivot stands as far from those before it as can be; two directions hold most of the distances."""
    import igraph

    assert isinstance(graph, igraph.Graph)  # noqa: S101  igraph is loaded here only, so the signature cannot name it
    rng = np.random.default_rng(seed)
    pivot, nearest = int(rng.integers(graph.vcount())), np.full(graph.vcount(), np.inf)
    columns = []
    for _ in range(PIVOTS):
        columns.append(np.asarray(graph.distances(pivot)[0], dtype=float))
        nearest = np.minimum(nearest, columns[-1])
        pivot = int(np.argmax(nearest))
    squares = np.column_stack(columns) ** 2
    centred = -0.5 * (squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean())
    vectors = np.linalg.eigh(centred.T @ centred).eigenvectors
    vectors = vectors[:, ::-1][:, :2] * np.where(vectors[0, ::-1][:2] < 0, -1.0, 1.0)  # signs are not the seed's
    xy = centred @ vectors
    return np.asarray(xy + rng.normal(size=xy.shape) * xy.std() * 0.03)  # people with the same distances part


def _even(xy: np.ndarray) -> np.ndarray:
    """Turn the crowded middle into a disc that is half way to evenly filled; directions stay."""
    xy = xy - np.median(xy, axis=0)
    distance = np.linalg.norm(xy, axis=1)
    rank = np.empty(len(xy))
    rank[np.argsort(distance, kind="stable")] = (np.arange(len(xy)) + 0.5) / len(xy)
    outward = 0.3 * np.minimum(distance / np.quantile(distance, 0.99), 1.0) + 0.7 * np.sqrt(rank)
    return np.asarray(xy * (RADIUS * outward / np.maximum(distance, 1e-9))[:, None])


def _open(xy: np.ndarray) -> np.ndarray:
    """Pull far people in and open the crowded middle a little."""
    xy = xy - np.median(xy, axis=0)
    distance = np.linalg.norm(xy, axis=1)
    far = float(np.quantile(distance, 0.97)) or 1.0
    outward = np.minimum(distance / far, 1.0) ** 0.8
    return np.asarray(xy * (RADIUS * outward / np.maximum(distance, 1e-9))[:, None])


def _spread(xy: np.ndarray, *, gap: float, rounds: int) -> np.ndarray:
    """Push marks that lie closer than ``gap`` apart, and keep all of them inside the picture."""
    from scipy.spatial import cKDTree

    xy = xy.copy()
    for _ in range(rounds):
        close = cKDTree(xy).query_pairs(gap, output_type="ndarray")
        if not len(close):
            break
        close = close[np.lexsort((close[:, 1], close[:, 0]))]
        away = xy[close[:, 0]] - xy[close[:, 1]]
        distance = np.linalg.norm(away, axis=1)
        away[distance < 1e-6] = (1.0, 0.3)
        push = away / np.maximum(distance, 1e-3)[:, None] * ((gap - distance) / 2 + 0.05)[:, None]
        np.add.at(xy, close[:, 0], push)
        np.add.at(xy, close[:, 1], -push)
        outside = np.linalg.norm(xy, axis=1)
        xy *= np.where(outside > RADIUS, RADIUS / np.maximum(outside, 1e-9), 1.0)[:, None]
    return xy


def _tray(parts: Sequence[Sequence[int]], *, gap: float, top: float) -> tuple[list[np.ndarray], Tray]:
    """Pack small parts left to right in rows; a part of several people is a small circle."""
    places: list[np.ndarray] = []
    x, y, row = -RADIUS + gap, top + gap, 0.0
    for part in parts:
        size = len(part)
        around = 0.0 if size == 1 else gap * 0.5 / math.sin(math.pi / size)
        if x + 2 * around > RADIUS - gap and x > -RADIUS + gap:
            x, y, row = -RADIUS + gap, y + row + gap, 0.0
        turn = 2 * np.pi * np.arange(size) / size
        spot = np.column_stack([np.cos(turn), np.sin(turn)]) * around
        places.append(spot + np.array([x + around, y + around]))
        x += 2 * around + gap
        row = max(row, 2 * around)
    return places, Tray(-RADIUS, top, RADIUS, y + row + gap)


def sectors(sizes: Sequence[int]) -> list[tuple[float, float]]:
    """Give each group its sector (start, end), clockwise from the wedge on top, as wide as the group is large."""
    if not sizes:
        return []
    room = 2 * math.pi - 2 * WEDGE
    width = np.maximum(np.asarray(sizes, dtype=float), sum(sizes) * 0.035 + 1e-9)
    edges = WEDGE + room * np.concatenate([[0.0], np.cumsum(width / width.sum())])
    return [(float(a), float(b)) for a, b in pairwise(edges)]


def ring_edges(fullest: Sequence[int]) -> list[float]:
    """Give the outer radius of each ring, inside first: area by its fullest wave, never too thin for its name."""
    if not fullest:
        return []
    counts = np.asarray(fullest, dtype=float)
    area = 0.35 / len(counts) + 0.65 * counts / max(counts.sum(), 1.0)
    edges = RADIUS * np.sqrt(np.cumsum(area / area.sum()))
    width = np.maximum(np.diff(np.concatenate([[0.0], edges])), RADIUS * 0.13)
    width[0] = max(width[0], RADIUS * 0.2)
    return [float(e) for e in np.cumsum(width) * (RADIUS / width.sum())]


def cell(count: int, sector: tuple[float, float], ring: tuple[float, float], *, gap: float) -> np.ndarray:
    """Spread ``count`` marks over one cell (sector and ring): as few rows as fit, evenly along each."""
    start, end = sector
    inner, outer = ring
    low = inner + (outer - inner) * (0.2 if inner else 0.42)
    high = outer - (outer - inner) * (0.2 if inner else 0.3)
    angle = end - start
    most = max(1, int((high - low) / (gap * 0.8)) + 1)
    for rows in range(1, most + 1):
        radii = np.array([(low + high) / 2]) if rows == 1 else np.linspace(low, high, rows)
        room = np.maximum(radii * angle / gap, 0.5)
        if room.sum() >= count:
            break
    if count > CROWD or gap < FINE:  # fill the cell evenly in both directions
        low, high = inner + (outer - inner) * (0.08 if inner else 0.3), outer - (outer - inner) * 0.08
        apart = math.sqrt(angle * (high**2 - low**2) / 2 / count)
        radii = np.linspace(low, high, max(rows, round((high - low) / apart) + 1))
        room = radii * angle / gap
    share = np.floor(count * room / room.sum()).astype(int)
    for extra in np.argsort(-(count * room / room.sum() - share), kind="stable")[: count - share.sum()]:
        share[extra] += 1
    spots = []
    for radius, k in zip(radii, share, strict=True):
        turn = start + angle * (np.arange(k) + 0.5) / max(k, 1)
        spots.append(np.column_stack([radius * np.sin(turn), -radius * np.cos(turn)]))
    placed = np.vstack(spots)
    return placed[np.argsort(np.arctan2(placed[:, 0], -placed[:, 1]) % (2 * np.pi), kind="stable")]


def crossings(xy: np.ndarray, pairs: np.ndarray) -> int:
    """Count pairs of straight lines that cross; lines that share an end do not. Time and memory O(pairs^2)."""
    start, along = xy[pairs[:, 0]], xy[pairs[:, 1]] - xy[pairs[:, 0]]
    to = xy[None, :, :] - start[:, None, :]
    side = np.sign(along[:, None, 0] * to[..., 1] - along[:, None, 1] * to[..., 0]).astype(np.int8)
    parts = side[:, pairs[:, 0]] * side[:, pairs[:, 1]] < 0  # the line of the row runs between the ends of the other
    return int((parts & parts.T).sum()) // 2


def untangled(
    ranks: np.ndarray,
    sector: np.ndarray,
    wedges: Sequence[tuple[float, float]],
    place: Callable[[np.ndarray], np.ndarray],
    pairs: np.ndarray,
) -> np.ndarray:
    """Order people inside their sectors so that fewer ties cross; ``place`` gives everybody's place under an order.

    Each round turns everybody to where those they are tied with stand, seen from the centre of the rings (barycentre
    ordering, Sugiyama et al. 1981); once wholly, once half way. Then the same from where everybody's distances to
    everybody would pull them round their ring. The round with fewest crossings is kept, or the order handed in. It sees
    ties only: never an id, and not how many ties somebody has.
    """
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    if len(pairs) < 2:
        return ranks
    best, fewest = _toward_neighbours(ranks, sector, place, pairs, (ranks, crossings(place(ranks), pairs)))
    span = np.array(wedges)[sector]
    pulled = _within(best, sector, _pulled(place(best), span, pairs) - span[:, 0])
    return _toward_neighbours(pulled, sector, place, pairs, (best, fewest))[0]


def _toward_neighbours(
    ranks: np.ndarray,
    sector: np.ndarray,
    place: Callable[[np.ndarray], np.ndarray],
    pairs: np.ndarray,
    found: tuple[np.ndarray, int],
) -> tuple[np.ndarray, int]:
    """Try an order and the rounds that start from it; give the one with fewest crossings, and how many these are."""
    ends = np.vstack([pairs, pairs[:, ::-1]])
    degree = np.bincount(ends[:, 0], minlength=len(ranks))[:, None]
    best, fewest = found
    for stay in (0.0, 0.5):
        tried = ranks
        for _ in range(ROUNDS + 1):
            xy = place(tried)
            now = crossings(xy, pairs)
            if now < fewest:
                best, fewest = tried, now
            outward = xy / np.maximum(np.linalg.norm(xy, axis=1), 1e-9)[:, None]
            middle = stay * degree * outward
            np.add.at(middle, ends[:, 0], outward[ends[:, 1]])
            tried = _turned(tried, sector, np.where(degree > 0, middle, outward))
    return best, fewest


def distances(n: int, pairs: np.ndarray) -> np.ndarray:
    """Give the steps between all people, n x n; one more than the largest where no path leads."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import shortest_path

    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n)).tocsr()
    steps = np.asarray(shortest_path(graph, directed=False, unweighted=True))
    return np.where(np.isfinite(steps), steps, steps[np.isfinite(steps)].max() + 1)


def stress(xy: np.ndarray, steps: np.ndarray) -> float:
    """Give how far a picture is from showing all distances, as large as suits it best: 0 is a perfect picture."""
    pairs = np.triu_indices(len(xy), 1)
    drawn, wanted = np.linalg.norm(xy[pairs[0]] - xy[pairs[1]], axis=1), steps[pairs]
    scale = (drawn / wanted).sum() / max(((drawn / wanted) ** 2).sum(), 1e-12)
    return float((((scale * drawn - wanted) / wanted) ** 2).mean()) if len(drawn) else 0.0


def _pulled(xy: np.ndarray, span: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Give angles (clockwise from the top) that show distances better, everybody kept in their ring and sector.

    Stress majorisation under a radial constraint (Brandes & Pich 2011): each round moves everybody to where all others
    want them, and back to their ring and into their sector. Time O(n^2) a round.
    """
    steps = distances(len(xy), pairs)
    weight = np.where(np.eye(len(xy), dtype=bool), 0.0, np.maximum(steps, 1.0) ** -2)
    radius = np.linalg.norm(xy, axis=1)
    middle, half = span.mean(axis=1), (span[:, 1] - span[:, 0]) / 2
    turn = np.arctan2(xy[:, 0], -xy[:, 1])
    for _ in range(PULLS):
        away = xy[:, None] - xy[None]
        drawn = np.maximum(np.linalg.norm(away, axis=2), 1e-9)
        size = (weight * drawn * drawn).sum() / max(float((weight * drawn * steps).sum()), 1e-9)
        wanted = xy[None] + (size * steps / drawn)[:, :, None] * away
        there = (weight[:, :, None] * wanted).sum(axis=1) / weight.sum(axis=1)[:, None]
        off = (np.arctan2(there[:, 0], -there[:, 1]) - middle + np.pi) % (2 * np.pi) - np.pi
        turn = middle + np.clip(off, -half, half)
        xy = radius[:, None] * np.column_stack([np.sin(turn), -np.cos(turn)])
    return np.asarray(turn)


def _within(ranks: np.ndarray, sector: np.ndarray, along: np.ndarray) -> np.ndarray:
    """Order the people of each sector by how far they stand along it."""
    out = np.empty(len(ranks), dtype=np.int64)
    for one in np.unique(sector):
        members = np.flatnonzero(sector == one)
        out[members[np.lexsort((ranks[members], along[members].round(9)))]] = np.arange(len(members))
    return out


def _turned(ranks: np.ndarray, sector: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Order the people of each sector by where ``middle`` lies, clockwise from the side across the sector."""
    turn = np.arctan2(middle[:, 0], -middle[:, 1])
    out = np.empty(len(ranks), dtype=np.int64)
    for one in np.unique(sector):
        members = np.flatnonzero(sector == one)
        across = np.arctan2(np.sin(turn[members]).sum(), np.cos(turn[members]).sum()) + np.pi
        out[members[np.lexsort((ranks[members], (turn[members] - across) % (2 * np.pi)))]] = np.arange(len(members))
    return out
