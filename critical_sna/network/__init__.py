"""Partner networks: one relation in one wave, with who answered and what is unknown."""

from __future__ import annotations

from critical_sna.network.partner import PartnerNetwork

__all__ = ["PartnerNetwork"]
