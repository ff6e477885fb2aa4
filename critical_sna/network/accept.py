"""The one door for networks: whatever a user of networkx, igraph or pandas holds becomes a PartnerNetwork."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from critical_sna._core.frames import factorized_ids
from critical_sna.errors import UnknownNameError, WrongTypeError, did_you_mean
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    import igraph
    import networkx as nx

NetworkLike: TypeAlias = "PartnerNetwork | nx.Graph[Any] | igraph.Graph | pd.DataFrame"  # Any: nodes of any type


def as_network(given: NetworkLike, *, where: str = "net") -> PartnerNetwork:
    """Give a PartnerNetwork of what stands for one.

    Parameters
    ----------
    given
        A PartnerNetwork (given back as it is), a networkx or igraph graph (see ``PartnerNetwork.from_networkx`` and
        ``from_igraph``), or a DataFrame of ties with the columns ``source``, ``target`` and optionally ``strength``.
    where
        What a message calls it.

    Returns
    -------
    PartnerNetwork
        Of graphs and frames everybody answered, unless nodes carry ``status``. A frame of ties knows nobody without a
        tie: build with ``PartnerNetwork.from_frames(people, ties)`` where there are such people. Which way a relation
        was asked is read from the graph attribute ``reports``; a frame does not say it.

    Raises
    ------
    WrongTypeError
        Anything else.
    UnknownNameError
        A DataFrame without the columns of ties.
    DataError
        Ids or strengths that cannot be used.
    """
    if isinstance(given, PartnerNetwork):
        return given
    if isinstance(given, pd.DataFrame):
        return _from_tie_frame(given, where)
    from critical_sna.formats.objects import package_of

    package = package_of(given)
    if package is not None:
        return PartnerNetwork.from_networkx(given) if package == "networkx" else PartnerNetwork.from_igraph(given)
    raise WrongTypeError(
        f"This is a {type(given).__name__}, not a network.",
        where=where,
        mend="give a PartnerNetwork, a networkx or igraph graph, or a DataFrame with the columns source and target; "
        "of a survey: PartnerNetwork.from_survey(survey, relation=...)",
    )


def _from_tie_frame(ties: pd.DataFrame, where: str) -> PartnerNetwork:
    for name in ("source", "target"):
        if name not in ties.columns:
            raise UnknownNameError(
                f"The DataFrame has no column {name!r}, so it is no table of ties.",
                where=where,
                mend=did_you_mean(name, [c for c in ties.columns if isinstance(c, str)]),
            )
    both = pd.concat([ties["source"], ties["target"]], ignore_index=True)
    _, people = factorized_ids(both, where=where)
    kept = [name for name in ("source", "target", "strength") if name in ties.columns]
    return PartnerNetwork.from_frames(pd.DataFrame(index=people), ties[kept])
