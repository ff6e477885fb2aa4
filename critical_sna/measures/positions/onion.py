"""Onion layers: in which order people come off when those with the fewest contacts are taken away, again and again."""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna.measures._known import per_person
from critical_sna.measures.positions.cohesion import contact_matrix
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork


@measure(
    needs="answers",
    unit="layers",
    high="deep inside, among people who hold on to each other",
    cost="O(ties + n * largest coreness)",
    source="Hébert-Dufresne, Grochow & Allard (2016), Scientific Reports 6:31708",
)
def onion_layers(net: PartnerNetwork) -> pd.Series[float]:
    """Give the layer of each person when the network is peeled from outside.

    Everybody with the fewest contacts comes off together, then everybody who is left with no more than that, and so
    on: finer than ``coreness``, which never falls from one layer to the next. Direction is set aside.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: layers, 1 the outermost.
        0 for isolates; NaN for people who did not answer.

    Notes
    -----
    Missing ties bring people nearer to the outside. Isolates are no layer of their own here, so that one more isolate
    moves nobody else (networkx counts them as layer 1). Time O(ties + n * largest coreness).

    References
    ----------
    Hébert-Dufresne, Grochow & Allard (2016), Scientific Reports 6:31708.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana"), ("Di", "Ana")])
    >>> csna.onion_layers(net).to_dict()
    {'Ana': 2.0, 'Bo': 2.0, 'Cy': 2.0, 'Di': 1.0}
    """
    contacts = contact_matrix(net)
    degree = np.diff(contacts.indptr)
    layer = np.zeros(net.n_people)
    left = degree > 0
    degree = degree.copy()
    depth = 0
    while left.any():
        fewest = degree[left].min()
        leaving = np.flatnonzero(left & (degree <= fewest))
        while len(leaving):
            depth += 1
            layer[leaving], left[leaving] = depth, False
            touched, lost = np.unique(contacts[leaving].indices, return_counts=True)
            degree[touched] -= lost
            leaving = touched[left[touched] & (degree[touched] <= fewest)]
    return per_person(net, layer, "onion_layers", known=net.answered)
