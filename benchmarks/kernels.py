"""What is measured: the calls, the peers beside them, and what counts as the same answer."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import critical_sna as csna
from benchmarks.data import Data

SIZES = (200, 2_000, 20_000, 100_000)
LARGEST = 1_000_000
ROLES = ["coordinator", "itinerant", "representative", "gatekeeper", "liaison"]
_ACCURACY = 1e-10
"""Change at which every PageRank stops, as a sum over people."""

Read = Callable[[Any, Data], pd.DataFrame]  # Any: every engine has its own answer


@dataclass(frozen=True)
class Engine:
    """One way to the answer: how to prepare (not timed), the timed call, and how to read its answer."""

    name: str
    prepare: Callable[[Data], Any]
    call: Callable[[Any], Any]
    read: Read
    largest: int = LARGEST
    why: str = ""
    """Why it is not run above ``largest`` people."""
    package: str = ""
    """What must be installed for it."""
    own_clock: bool = False
    """The answer is (seconds, answer): an engine in another program times itself, without its start."""
    compared: bool = True
    """Its answer must be the same as ours; not so where another question is answered."""

    @property
    def is_there(self) -> bool:
        """Tell whether what it needs is installed."""
        return _r_sna() if self.package == "R sna" else not self.package or find_spec(self.package) is not None


@dataclass(frozen=True)
class Kernel:
    """One question, answered by us (first) and by peers."""

    name: str
    engines: tuple[Engine, ...]
    rounds: dict[int, int] = field(default_factory=lambda: {200: 15, 2_000: 7, 20_000: 5, 100_000: 3})
    sizes: tuple[int, ...] = (*SIZES, LARGEST)
    remark: str = ""


def _table(values: Any, data: Data, name: str = "value") -> pd.DataFrame:
    return pd.DataFrame({name: values}, index=data.order)


def _frame(values: pd.Series, _: Data) -> pd.DataFrame:
    return values.to_frame("value")


def _by_node(values: dict[str, float], data: Data) -> pd.DataFrame:
    return _table(pd.Series(values).reindex(data.order).to_numpy(dtype=float), data)


def _size(people: int, ties: int, strength: float) -> pd.DataFrame:
    return pd.DataFrame({"value": [people, ties, strength]}, index=["people", "ties", "strength"])


def ours(call: Callable[[csna.PartnerNetwork], Any], read: Read = _frame, **options: Any) -> Engine:
    """Give our own way, on a network that has cached nothing yet."""
    return Engine(options.pop("name", "critical_sna"), Data.network, call, read, **options)


def _igraph(call: Callable[[Any], Any], read: Read = _table, **options: Any) -> Engine:
    return Engine(options.pop("name", "igraph"), Data.igraph, call, read, package="igraph", **options)


def _networkx(call: Callable[[Any], Any], read: Read = _by_node, **options: Any) -> Engine:
    return Engine(options.pop("name", "networkx"), Data.networkx, call, read, package="networkx", **options)


def _networkit(call: Callable[[Any], Any], read: Read = _table, **options: Any) -> Engine:
    return Engine("networkit", Data.networkit, call, read, package="networkit", **options)


def _nx() -> Any:
    import networkx

    return networkx


def _nk() -> Any:
    import networkit

    return networkit


# -- building, counting -----------------------------------------------------------------------------------------------


def _built(net: csna.PartnerNetwork) -> csna.PartnerNetwork:
    _ = net.adjacency
    return net


BUILD = Kernel(
    "building from tables with text ids",
    (
        Engine(
            "critical_sna",
            lambda d: d,
            lambda d: _built(d.network()),
            lambda net, d: _size(net.n_people, net.n_ties, net.adjacency.sum()),
        ),
        Engine(
            "igraph",
            lambda d: d,
            lambda d: d.igraph(),
            lambda g, d: _size(g.vcount(), g.ecount(), sum(g.es["strength"])),
            largest=100_000,
            why="over a minute and several GB",
        ),
        Engine(
            "networkx",
            lambda d: d,
            lambda d: d.networkx(),
            lambda g, d: _size(len(g), g.size(), g.size("strength")),
            largest=20_000,
            why="over ten times our time, and a GB for every million ties",
        ),
    ),
    remark="Ours checks ids, strengths and repeated ties on the way; the others do not.",
)

DEGREE = Kernel(
    "in-degree, as a labelled table",
    (
        ours(csna.in_degree),
        _igraph(
            lambda g: pd.Series(g.indegree(), index=g.vs["id"] if "id" in g.vs.attributes() else g.vs["name"]),
            lambda values, d: values.to_frame("value"),
            largest=100_000,
            why="building its graph takes over a minute",
        ),
        _networkx(
            lambda g: pd.Series(dict(g.in_degree())),
            lambda values, d: values.to_frame("value"),
            largest=20_000,
            why="building its graph takes too long",
        ),
    ),
)


def _mixing_by_igraph(graph: Any) -> pd.DataFrame:
    groups = np.asarray(graph.vs["group"])
    ends = np.asarray(graph.get_edgelist())
    return pd.crosstab(groups[ends[:, 0]], groups[ends[:, 1]])


def _mixing_by_networkx(graph: Any) -> pd.DataFrame:
    counts: dict[str, dict[str, int]] = _nx().attribute_mixing_dict(graph, "group")
    return pd.DataFrame.from_dict(counts, orient="index").fillna(0)


def _cells(table: pd.DataFrame, _: Data) -> pd.DataFrame:
    square = table.sort_index().sort_index(axis=1).fillna(0).astype(float)
    return pd.DataFrame({"value": square.to_numpy().ravel()}, index=[f"{a} {b}" for a in square for b in square])


MIXING = Kernel(
    "mixing matrix, as a labelled table",
    (
        ours(lambda net: csna.mixing_matrix(net, groups="group"), _cells),
        _igraph(_mixing_by_igraph, _cells, largest=100_000, why="building its graph takes over a minute"),
        _networkx(_mixing_by_networkx, _cells, largest=20_000, why="building its graph takes too long"),
    ),
)

# -- paths ------------------------------------------------------------------------------------------------------------

BETWEENNESS = Kernel(
    "betweenness, exact",
    (
        ours(lambda net: csna.betweenness(net, n_jobs=1)),
        ours(lambda net: csna.betweenness(net, n_jobs=2), name="critical_sna, 2 processes"),
        _igraph(lambda g: g.betweenness(), largest=5_000, why="minutes"),
        _networkit(lambda g: _scored(_nk().centrality.Betweenness(g)), largest=5_000, why="minutes"),
        _networkx(
            lambda g: _nx().betweenness_centrality(g, normalized=False),
            largest=200,
            why="over 40 times igraph's time",
        ),
    ),
    rounds={200: 9, 2_000: 5, 5_000: 3, 10_000: 2},
    sizes=(200, 2_000, 5_000, 10_000),
    remark="Ours calls igraph's C core, so a ratio near 1 is the best that one process can be. Work is shared out "
    "among processes from some 5,000 people on, where sending it costs as much as is saved; they are started, and kept "
    "by joblib, before anything is timed.",
)


def _scored(algorithm: Any) -> list[float]:
    algorithm.run()
    scores: list[float] = algorithm.scores()
    return scores


_PIVOTS = 32


def _from_sources(graph: Any) -> Any:
    chosen = np.random.default_rng(0).choice(graph.vcount(), _PIVOTS, replace=False)
    return graph.betweenness(sources=chosen.tolist())


SAMPLED = Kernel(
    f"betweenness from {_PIVOTS} sources",
    (
        ours(
            lambda net: csna.betweenness_sampled(net, pivots=_PIVOTS, seed=0),
            lambda table, d: table[["betweenness"]],
        ),
        _igraph(_from_sources, compared=False, largest=100_000, why="building its graph takes over a minute"),
        Engine(
            "networkit",
            Data.networkit,
            lambda g: _scored(_nk().centrality.EstimateBetweenness(g, _PIVOTS)),
            _table,
            package="networkit",
            compared=False,
            largest=100_000,
            why="minutes",
        ),
    ),
    rounds={200: 9, 2_000: 5, 20_000: 3, 100_000: 1},
    remark="Each draws its own sources, so the answers are estimates of one thing and not compared; ours comes with "
    "its standard error.",
)


def _harmonic_by_networkx(graph: Any) -> dict[str, float]:
    n = len(graph)
    values: dict[str, float] = _nx().harmonic_centrality(graph)
    return {person: value / (n - 1) for person, value in values.items()}


HARMONIC = Kernel(
    "harmonic closeness, exact",
    (
        ours(lambda net: csna.harmonic(net, engine="scipy"), largest=20_000, why="refused above this size"),
        ours(
            lambda net: csna.harmonic(net, engine="numba"),
            name="critical_sna + numba",
            package="numba",
            largest=20_000,
            why="refused above this size",
        ),
        _igraph(lambda g: g.harmonic_centrality(mode="in", normalized=True), largest=20_000, why="many minutes"),
        _networkx(_harmonic_by_networkx, largest=2_000, why="many minutes"),
    ),
    rounds={200: 15, 2_000: 3, 20_000: 1},
)

# -- ties among contacts ----------------------------------------------------------------------------------------------


def _brokerage_by_sets(graph: Any) -> dict[str, list[int]]:
    """Count open two-paths by role in plain Python, as most scripts on networkx do."""
    group = dict(graph.nodes(data="group"))
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    after = {node: set(graph.successors(node)) for node in graph}
    for middle in graph:
        here = group[middle]
        row = counts[middle]
        for first in graph.predecessors(middle):
            start = group[first]
            for last in after[middle] - after[first] - {first}:
                end = group[last]
                if start == end:
                    row[0 if start == here else 1] += 1
                else:
                    row[2 if start == here else 3 if end == here else 4] += 1
    return counts


_BROKERAGE_IN_R = """
library(sna, quietly = TRUE, warn.conflicts = FALSE)
ties <- as.matrix(read.csv("ties.csv", header = FALSE))
groups <- read.csv("groups.csv", header = FALSE)[[1]]
edges <- cbind(ties, 1)
attr(edges, "n") <- length(groups)
took <- system.time(found <- brokerage(edges, groups))[["elapsed"]]
roles <- found$raw.nli[, c("w_I", "w_O", "b_IO", "b_OI", "b_O")]
write.table(roles, "answer.csv", sep = ",", row.names = FALSE, col.names = FALSE)
cat(took)
"""


def _r_sna() -> bool:
    if shutil.which("Rscript") is None:
        return False
    asked = subprocess.run(["Rscript", "-e", "library(sna)"], capture_output=True, check=False)
    return asked.returncode == 0


def _brokerage_in_r(folder: Path) -> tuple[float, Any]:
    done = subprocess.run(["Rscript", "-e", _BROKERAGE_IN_R], cwd=folder, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1]), pd.read_csv(folder / "answer.csv", header=None).to_numpy()


def _roles(table: pd.DataFrame, _: Data) -> pd.DataFrame:
    return table[ROLES]


BROKERAGE = Kernel(
    "brokerage, five roles",
    (
        ours(lambda net: csna.brokerage(net, groups="group", along="reports", engine="scipy"), _roles),
        ours(
            lambda net: csna.brokerage(net, groups="group", along="reports", engine="numba"),
            _roles,
            name="critical_sna + numba",
            package="numba",
        ),
        Engine(
            "networkx and sets",
            Data.networkx,
            _brokerage_by_sets,
            lambda counts, d: pd.DataFrame.from_dict(counts, orient="index", columns=ROLES),
            package="networkx",
            largest=20_000,
            why="building its graph takes too long",
        ),
        Engine(
            "R sna",
            lambda d: d.file_for_r,
            _brokerage_in_r,
            lambda values, d: pd.DataFrame(values, index=d.order, columns=ROLES),
            package="R sna",
            own_clock=True,
            largest=20_000,
            why="its time grows with the square of the people",
        ),
    ),
    rounds={200: 15, 2_000: 5, 20_000: 2, 100_000: 3},
    remark="igraph and networkx have no such function; beside ours stand a loop over networkx with Python sets, and "
    "R's sna, timed inside R.",
)

CONSTRAINT = Kernel(
    "constraint",
    (
        ours(lambda net: csna.constraint(net, engine="scipy")),
        ours(lambda net: csna.constraint(net, engine="numba"), name="critical_sna + numba", package="numba"),
        _igraph(lambda g: g.constraint(), largest=100_000, why="minutes"),
        _networkx(lambda g: _nx().constraint(g), largest=2_000, why="about 30 times our time"),
    ),
)

_SOME = 10


def _effective_size_of_some(graph: Any) -> tuple[float, dict[str, float]]:
    """Time a few people, as all of them take hours, and scale the time up to everybody."""
    some = sorted(graph)[:: max(1, len(graph) // _SOME)][:_SOME]
    began = time.perf_counter()
    found = _nx().effective_size(graph, nodes=some)
    return (time.perf_counter() - began) * len(graph) / _SOME, found


EFFECTIVE_SIZE = Kernel(
    "effective size",
    (
        ours(lambda net: csna.effective_size(net, engine="scipy")),
        ours(lambda net: csna.effective_size(net, engine="numba"), name="critical_sna + numba", package="numba"),
        _networkx(
            lambda g: _nx().effective_size(g, nodes=list(g)),
            largest=200,
            why="many minutes",
        ),
        _networkx(
            lambda g: _nx().effective_size(g),
            name="networkx, all at once",
            compared=False,
            largest=20_000,
            why="a full matrix of people by people",
        ),
        Engine(
            f"networkx, {_SOME} people scaled up",
            Data.networkx,
            _effective_size_of_some,
            _by_node,
            package="networkx",
            own_clock=True,
            compared=False,
            largest=20_000,
            why="hours",
        ),
    ),
    rounds={200: 15, 2_000: 3, 20_000: 1, 100_000: 3},
    remark="igraph has none. networkx is asked person by person: its way for all at once gives wrong numbers for "
    "ties with a direction.",
)

# -- being named by the often-named; cores ----------------------------------------------------------------------------


def _pagerank_by_networkit(graph: Any) -> list[float]:
    return _scored(_nk().centrality.PageRank(graph, tol=_ACCURACY / 10, distributeSinks=_distribute()))


def _distribute() -> Any:
    return _nk().centrality.SinkHandling.DistributeSinks


PAGERANK = Kernel(
    "PageRank",
    (
        ours(csna.pagerank),
        _igraph(lambda g: g.pagerank(), largest=100_000, why="building its graph takes over a minute"),
        _igraph(
            lambda g: g.pagerank(implementation="arpack"),
            name="igraph, ARPACK",
            largest=100_000,
            why="building its graph takes over a minute",
        ),
        _networkit(_pagerank_by_networkit, largest=100_000, compared=True),
        _networkx(
            lambda g: _nx().pagerank(g, weight=None, tol=_ACCURACY / len(g), max_iter=1_000),
            largest=20_000,
            why="building its graph takes too long",
        ),
    ),
)


def _coreness_by_networkit(graph: Any) -> list[float]:
    nk = _nk()
    both = nk.graphtools.toUndirected(graph)
    both.removeMultiEdges()
    return _scored(nk.centrality.CoreDecomposition(both))


CORENESS = Kernel(
    "coreness",
    (
        ours(csna.coreness),
        _igraph(
            lambda g: g.as_undirected(mode="collapse").coreness(),
            largest=100_000,
            why="building its graph takes over a minute",
        ),
        _networkit(_coreness_by_networkit, largest=100_000),
        _networkx(lambda g: _nx().core_number(g.to_undirected()), largest=2_000, why="about 100 times our time"),
    ),
)


def _core_by_cpnet(graph: Any) -> tuple[dict[str, float], dict[str, float]]:
    import cpnet

    found = cpnet.BE()
    found.detect(graph)
    return found.get_coreness(), found.get_pair_id()


CORE_PERIPHERY = Kernel(
    "core and periphery (Borgatti and Everett)",
    (
        ours(
            lambda net: csna.core_periphery(net, ideal="or"),
            lambda table, d: table[["core"]].astype(float),
            largest=20_000,
        ),
        Engine(
            "cpnet",
            lambda d: d.networkx().to_undirected(),
            _core_by_cpnet,
            lambda found, d: _by_node(found[0], d),
            package="cpnet",
            compared=False,
            largest=1_000,
            why="over three minutes, as its time grows with the cube of the people",
        ),
    ),
    rounds={200: 3, 500: 3, 1_000: 1, 2_000: 3, 20_000: 3},
    sizes=(200, 500, 1_000, 2_000, 20_000),
    remark="Both search for the best fit and may end at another core; what each reached stands in the tests.",
)

KERNELS = {
    "build": BUILD,
    "degree": DEGREE,
    "mixing": MIXING,
    "brokerage": BROKERAGE,
    "constraint": CONSTRAINT,
    "effective_size": EFFECTIVE_SIZE,
    "pagerank": PAGERANK,
    "coreness": CORENESS,
    "harmonic": HARMONIC,
    "betweenness": BETWEENNESS,
    "betweenness_sampled": SAMPLED,
    "core_periphery": CORE_PERIPHERY,
}


def check_agreement(kernel: Kernel, answers: dict[str, pd.DataFrame]) -> float:
    """Give the largest difference from the first engine, relative where values are large; stop above 1e-6.

    Where an engine says NaN (networkx for people who name nobody) there is nothing to compare.
    """
    compared = {engine.name for engine in kernel.engines if engine.compared}
    (first, own), *peers = answers.items()
    largest = 0.0
    for name, theirs in peers:
        if name not in compared:
            continue
        values = theirs.reindex(own.index)[list(own.columns)].to_numpy(dtype=float)
        mine = own.to_numpy(dtype=float)
        both = np.isfinite(values) & np.isfinite(mine)
        if both.mean() < 0.5:
            raise SystemExit(f"{kernel.name}: {first} and {name} have too little in common to compare")
        difference = np.abs(values - mine)[both] / np.maximum(1.0, np.abs(values[both]))
        largest = max(largest, float(difference.max(initial=0.0)))
        if largest > 1e-6:
            raise SystemExit(f"{kernel.name}: {first} and {name} differ by {largest:.3g}")
    return largest
