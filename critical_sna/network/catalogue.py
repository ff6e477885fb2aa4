"""The catalogue of measures: what each needs, means and costs stands with its code, and everything reads it here."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, TypeVar, cast

from critical_sna.errors import UnknownNameError, did_you_mean
from critical_sna.network.accept import as_network

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike
    from critical_sna.network.partner import PartnerNetwork

P = ParamSpec("P")
R = TypeVar("R")

Per = Literal["person", "group", "network"]
Needs = Literal["nominations", "answers"]

MODULES = (
    "critical_sna.measures.positions.degree",
    "critical_sna.measures.positions.paths",
    "critical_sna.measures.positions.closeness",
    "critical_sna.measures.positions.spectral",
    "critical_sna.measures.positions.ranking",
    "critical_sna.measures.positions.cohesion",
    "critical_sna.measures.positions.holes",
    "critical_sna.measures.brokers.brokerage",
    "critical_sna.measures.groups.mixing",
    "critical_sna.measures.groups.dyads",
    "critical_sna.measures.groups.segregation",
    "critical_sna.measures.groups.spectral_segregation",
    "critical_sna.measures.groups.group_centrality",
    "critical_sna.measures.positions.onion",
    "critical_sna.measures.whole.census",
    "critical_sna.measures.whole.hierarchy",
    "critical_sna.measures.whole.core_periphery",
    "critical_sna.measures.whole.summary",
    "critical_sna.voice.heard",
    "critical_sna.voice.audible",
    "critical_sna.voice.margins",
    "critical_sna.voice.power",
)
"""Modules that register measures; they import no engine at the top."""


@dataclass(frozen=True)
class Measure:
    """One entry of the catalogue."""

    name: str
    function: Callable[..., Any]  # Any: measures differ in arguments and result
    per: Per
    needs: Needs
    unit: str
    high: str
    cost: str
    source: str
    takes_groups: bool
    columns: tuple[str, ...]


_MEASURES: dict[str, Measure] = {}


def measure(
    *,
    per: Per = "person",
    needs: Needs,
    unit: str,
    high: str,
    cost: str,
    source: str,
    takes_groups: bool = False,
    columns: tuple[str, ...] = (),
) -> Callable[[Callable[Concatenate[PartnerNetwork, P], R]], Callable[Concatenate[NetworkLike, P], R]]:
    """Put a function into the catalogue, and let it take whatever stands for a network (see ``as_network``).

    ``needs="nominations"``: known from what others said, also for people who did not answer.
    ``needs="answers"``: NaN for people who did not answer. ``high`` says in plain words what a high value means;
    ``columns`` names the columns of a DataFrame result.
    """

    def register(function: Callable[Concatenate[PartnerNetwork, P], R]) -> Callable[Concatenate[NetworkLike, P], R]:
        @wraps(function)
        def wrapped(net: NetworkLike, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(as_network(net, where=f"{function.__name__}(net)"), *args, **kwargs)

        of_any_network = cast("Callable[Concatenate[NetworkLike, P], R]", wrapped)  # it takes net= by name as well
        _MEASURES[function.__name__] = Measure(
            name=function.__name__,
            function=of_any_network,
            per=per,
            needs=needs,
            unit=unit,
            high=high,
            cost=cost,
            source=source,
            takes_groups=takes_groups,
            columns=columns,
        )
        return of_any_network

    return register


def catalogue() -> dict[str, Measure]:
    """Give all measures, name -> entry, sorted by name."""
    for module in MODULES:
        importlib.import_module(module)
    return dict(sorted(_MEASURES.items()))


def find(name: str) -> Measure:
    """Give one entry, or an error that names the nearest one."""
    known = catalogue()
    if name not in known:
        raise UnknownNameError(f"There is no measure named {name!r}.", mend=did_you_mean(name, known))
    return known[name]
