"""Whose voice is heard, by whom, and whose is at the edge.

The package can be called: ``csna.voice(net, ...)`` is ``critical_sna.voice.audible.voice``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from critical_sna.network.accept import NetworkLike
    from critical_sna.voice._chances import PassProbability


class _CallableVoice(ModuleType):
    def __call__(
        self,
        net: NetworkLike,
        *,
        pass_probability: PassProbability = 0.5,
        to: Iterable[object] | None = None,
        hops: int | None = None,
        draws: int = 1000,
        sample: int | None = None,
        seed: int = 0,
        n_jobs: int | None = None,
    ) -> pd.DataFrame:
        """Measure how far each voice travels; see ``critical_sna.voice.audible.voice``."""
        from critical_sna.voice.audible import voice

        return voice(
            net,
            pass_probability=pass_probability,
            to=to,
            hops=hops,
            draws=draws,
            sample=sample,
            seed=seed,
            n_jobs=n_jobs,
        )


sys.modules[__name__].__class__ = _CallableVoice
