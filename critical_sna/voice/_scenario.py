"""One question about audibility as plain arrays: who is tied to whom, with what chance, and whose reports count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError, UsageError
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice._chances import PassProbability, chances
from critical_sna.voice.heard import hearing_of

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Numbers = TypeVar("Numbers", Floats, Integers)


class Estimate(NamedTuple):
    """A mean and its standard error, NaN where there is nothing to take a mean of."""

    value: Floats
    error: Floats


@dataclass(frozen=True)
class Scenario:
    """Arcs of the flow that may be open, sorted by who hears, and who counts."""

    n: int
    tails: Integers
    heads: Integers
    chance: Floats
    """Of each arc, above 0."""
    place: Integers
    """Of each arc among all ties: its random numbers do not depend on anybody's chance."""
    ties: int
    voices: Mask
    """People whose being heard is known."""
    hearers: Mask
    """People whose hearing is known."""
    hops: int | None
    draws: int
    seed: int | np.random.Generator

    @property
    def uncertain(self) -> int:
        """How many arcs are neither surely open nor surely shut."""
        return int((self.chance < 1).sum())

    @property
    def exact(self) -> bool:
        """Whether all cases are few enough to be listed."""
        return self.uncertain <= limits.EXACT_UNCERTAIN_TIES

    @property
    def worlds(self) -> int:
        """How many cases are listed or drawn."""
        return int(2**self.uncertain) if self.exact else self.draws


def scenario(
    net: PartnerNetwork, pass_probability: PassProbability, *, hops: int | None, draws: int, seed: int
) -> Scenario:
    """Check a question and lay it out in arrays."""
    if hops is not None and hops < 1:
        raise UsageError(
            f"hops must be 1 or more, not {hops!r}.", where="voice(hops=...)", mend="leave it out for no limit"
        )
    if draws < 2:
        raise UsageError(f"draws must be 2 or more, not {draws!r}.", where="voice(draws=...)", mend="1000 is usual")
    generator(seed)  # a seed that cannot be one is refused also where nothing is drawn
    how = hearing_of(net.as_asked())
    flow = net.flow()
    tails, heads = flow.arcs
    chance = chances(flow, pass_probability)
    order = np.argsort(heads, kind="stable")
    order = order[chance[order] > 0]
    return Scenario(
        n=net.n_people,
        tails=tails[order],
        heads=heads[order],
        chance=chance[order],
        place=order.astype(np.int64),
        ties=len(tails),
        voices=how.voices,
        hearers=how.hearers,
        hops=hops,
        draws=draws,
        seed=seed,
    )


def people_a_draw(asked: Scenario, sample: int | None, *, per_world: int = 1) -> int | None:
    """Say how many people each draw starts from: None for everybody, where that is within the limit.

    ``per_world`` is how many words of 64 starts a sampled draw walks with.
    """
    if sample is not None and (isinstance(sample, bool) or sample < 2):
        raise UsageError(
            f"sample must be 2 or more people, not {sample!r}.",
            where="voice(sample=...)",
            mend="64 is usual; leave it out for everybody where that is not too long",
        )
    words = (asked.worlds + 63) // 64
    everybody = float(min(asked.n, 2 * len(asked.tails))) * len(asked.tails) * words
    if sample is None and everybody <= limits.LIVE_WORDS:
        return None
    sampled = limits.SAMPLED_PEOPLE if sample is None else int(sample)
    cost = float(len(asked.tails)) * asked.draws * max(per_world, (sampled + 63) // 64)
    if cost > limits.SAMPLED_TIES:
        fits = int(asked.draws * limits.SAMPLED_TIES / cost)
        raise TooLargeError(
            f"Following {sampled} voices a draw along {len(asked.tails):,} ties in {asked.draws:,} draws is above the "
            "limit of this version.",
            where="voice(net, draws=...)",
            mend=f"use draws={max(2, fits)} or fewer, or a part of the network: net.keep(people)",
        )
    return sampled


def parts_of(count: int, most: int) -> list[Integers]:
    """Cut ``count`` places into parts that depend on the work alone."""
    return [part for part in np.array_split(np.arange(count, dtype=np.int64), max(1, min(most, count))) if len(part)]


def joined(parts: Sequence[Numbers]) -> Numbers:
    """Add parts up in their order, so that the bits do not depend on who did the work."""
    total = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total
