"""Whose voice is heard, by whom, and whose is at the edge.

The package can be called: ``csna.voice(net, ...)`` is ``critical_sna.voice.audible.voice``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from critical_sna.network.partner import PartnerNetwork


class _CallableVoice(ModuleType):
    def __call__(
        self,
        net: PartnerNetwork,
        *,
        pass_probability: float | Mapping[float, float] = 0.5,
        to: Iterable[object] | None = None,
        hops: int | None = None,
        draws: int = 1000,
        seed: int = 0,
    ) -> pd.DataFrame:
        """Measure how far each voice travels; see ``critical_sna.voice.audible.voice``."""
        from critical_sna.voice.audible import voice

        return voice(net, pass_probability=pass_probability, to=to, hops=hops, draws=draws, seed=seed)


sys.modules[__name__].__class__ = _CallableVoice
