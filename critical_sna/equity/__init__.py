"""By group: who gains, who carries the load, and what must stay hidden because a group is small."""

from __future__ import annotations

from critical_sna.equity.disaggregate import Disaggregation, disaggregate

__all__ = ["Disaggregation", "disaggregate"]
