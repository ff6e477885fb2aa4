"""Seeds: the same seed gives the same numbers, whatever the hash seed, platform or number of workers."""

from __future__ import annotations

import numpy as np

from critical_sna.errors import WrongTypeError


def generator(seed: int | np.random.Generator, *salt: str) -> np.random.Generator:
    """Make a generator from an integer seed; ``salt`` keeps streams of one seed apart.

    A ``numpy.random.Generator`` is used as it is, so that a caller may share one stream.
    """
    if isinstance(seed, np.random.Generator):
        return seed
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise WrongTypeError(
            f"seed must be a whole number of 0 or more, not {seed!r}.",
            mend="give seed=0, or a numpy.random.Generator",
        )
    words = [int(seed), *(int.from_bytes(s.encode(), "little") for s in salt)]
    return np.random.default_rng(np.random.SeedSequence(words))
