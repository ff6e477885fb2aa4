"""Who is asked by those who are asked: places on a line that the ties point up (SpringRank)."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.errors import CriticalSNAWarning
from critical_sna.measures._known import per_person
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

Numbers = npt.NDArray[np.float64]

_TOLERANCE = 1e-12


@measure(
    needs="answers",
    unit="steps; 0 is the middle of the component",
    high="asked by people who are themselves asked, and asking few",
    cost="O(steps * ties)",
    source="De Bacco, Larremore & Moore (2018), Science Advances 4:eaar8260",
)
def spring_rank(net: PartnerNetwork) -> pd.Series[float]:
    """Place people on a line so that ties point one step up as nearly as they can: who is asked stands higher.

    Each tie is a spring of length 1 from who names to who is named; the places are those at rest. A place is where
    the asking settles, no merit.

    Parameters
    ----------
    net
        Network of *n* people, used as given: a tie points from who asks to who is asked.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: steps.
        The mean over each component is 0, so compare people within one component only. NaN for isolates, who have no
        place, and for people who did not answer, because whom they ask is not known.

    Notes
    -----
    Solves (D_out + D_in - A - A') s = d_in - d_out, taking in each component the solution of least length; no
    regularisation. Time O(ties) a step, by conjugate gradients. NaN with a CriticalSNAWarning where they do not
    settle. Strengths are not used.

    References
    ----------
    De Bacco, Larremore & Moore (2018), Science Advances 4:eaar8260.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy")])
    >>> csna.spring_rank(net).round(6).to_dict()
    {'Ana': -1.0, 'Bo': 0.0, 'Cy': 1.0}
    """
    from scipy import sparse
    from scipy.sparse import csgraph, linalg

    n = net.n_people
    values = np.full(n, np.nan)
    if net.n_ties:
        sources, targets = net.arcs
        named, names = (np.bincount(ends, minlength=n).astype(float) for ends in (targets, sources))
        shape = net.adjacency
        ties = sparse.csr_array((np.ones(net.n_ties), shape.indices, shape.indptr), shape=(n, n))
        degrees = named + names
        springs = sparse.csr_array(sparse.diags_array(degrees) - ties - ties.T)
        scale = sparse.diags_array(1 / np.maximum(degrees, 1))
        found, unsettled = linalg.cg(springs, named - names, rtol=_TOLERANCE, atol=0.0, maxiter=20 * n, M=scale)
        if unsettled:
            warnings.warn("SpringRank is not known: it does not settle.", CriticalSNAWarning, stacklevel=3)
        else:
            _, component = csgraph.connected_components(ties, connection="weak")
            middle = np.bincount(component, weights=found) / np.bincount(component)
            values = np.where(degrees > 0, found - middle[component], np.nan)
    return per_person(net, values, "spring_rank", known=net.answered)
