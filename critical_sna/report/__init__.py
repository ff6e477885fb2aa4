"""One HTML page per analysis: what was asked, who answered, who is heard, and every choice behind the numbers.

The package can be called: ``csna.report(survey, relation=..., wave=...)`` is ``critical_sna.report.gather.report``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from critical_sna._core import limits
from critical_sna.report.document import Report
from critical_sna.report.finding import headline

if TYPE_CHECKING:
    import pandas as pd

    from critical_sna.network.partner import PartnerNetwork
    from critical_sna.survey import RelationalSurvey

__all__ = ["Report", "headline"]


class _CallableReport(ModuleType):
    def __call__(
        self,
        survey_or_net: RelationalSurvey | PartnerNetwork | Mapping[str, PartnerNetwork],
        *,
        relation: str | None = None,
        wave: str | None = None,
        groups: str | pd.Series | None = None,
        title: str | None = None,
        draws: int = limits.CLAIM_DRAWS,
        seed: int = 0,
    ) -> Report:
        """Write one relation up as a page; see ``critical_sna.report.gather.report``."""
        from critical_sna.report.gather import report

        return report(survey_or_net, relation=relation, wave=wave, groups=groups, title=title, draws=draws, seed=seed)


sys.modules[__name__].__class__ = _CallableReport
