"""Give a damaged file to its reader and say what went wrong: anything but a result or the library's own error."""

from __future__ import annotations

import random
import signal
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from fuzz.cases import Case
from fuzz.mutations import mutate
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from critical_sna.errors import CriticalSNAError

SECONDS = 5
_STOP = 20


class Verdict(NamedTuple):
    """What came out: read, refused, or a fault with its kind (short, equal for equal faults) and its whole text."""

    outcome: str
    kind: str = ""
    text: str = ""


class TooSlowError(BaseException):
    """The reader was stopped."""


def _stop(*_: object) -> None:
    raise TooSlowError


def judge(case: Case, files: dict[str, bytes], folder: Path) -> Verdict:
    """Write the files and read them; processor time counts, so that a busy machine does not."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    before = time.process_time()
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _STOP)
    try:
        verdict = _read(case, folder)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    seconds = time.process_time() - before
    if verdict.outcome != "fault" and seconds > SECONDS:
        return Verdict("fault", "slow", f"took {seconds:.1f} s of processor time")
    return verdict


def _read(case: Case, folder: Path) -> Verdict:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            case.read(folder)
            verdict = Verdict("read")
        except CriticalSNAError as error:
            verdict = _refused(error)
        except (Exception, TooSlowError) as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            own = [frame for frame in traceback.extract_tb(error.__traceback__) if "critical_sna" in frame.filename]
            near = own[-1] if own else last
            kind = f"{type(error).__name__} at {Path(near.filename).name}:{near.lineno} {near.name}"
            return Verdict("fault", kind, "".join(traceback.format_exception(error)))
    if heard:
        first = heard[0]
        text = warnings.formatwarning(first.message, first.category, first.filename, first.lineno)
        return Verdict("fault", f"{first.category.__name__} at {Path(first.filename).name}:{first.lineno}", text)
    return verdict


def _refused(error: CriticalSNAError) -> Verdict:
    """Check that an error speaks, and that it drags no traceback of another package along."""
    inner = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if inner is not None:
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"traceback of {type(inner).__name__} at {Path(place.filename).name} {place.name}"
        return Verdict("fault", kind, "".join(traceback.format_exception(error)))
    if not str(error).strip() or len(str(error)) > 20_000:
        return Verdict("fault", "message", repr(str(error))[:500])
    return Verdict("refused")


def damaged(case: Case, number: int) -> dict[str, bytes]:
    """Give the files of a case with one of them damaged; the same seed gives the same damage."""
    rng = random.Random(f"{case.reader}/{case.name}/{number}")
    aim = rng.choice(case.aims)
    return {**case.files, aim: mutate(rng, case.files[aim], list(case.files.values()))}


def drawn(chosen: Sequence[Case], turn: int, count: int) -> list[tuple[Case, dict[str, bytes]]]:
    """Give cases with a file that Hypothesis draws: any bytes, any text, or a whole file with such a middle."""
    made: list[tuple[Case, dict[str, bytes]]] = []
    text = st.text(st.characters(codec="utf-8"), max_size=300).map(str.encode)

    @seed(turn)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=HealthCheck
    )
    @given(case=st.sampled_from(chosen), aim=st.randoms(), bytes_=st.binary(max_size=600) | text, where=st.floats(0, 1))
    def draw(case: Case, aim: random.Random, bytes_: bytes, where: float) -> None:
        name = aim.choice(case.aims)
        at = int(where * len(case.files[name])) if len(bytes_) % 2 else 0
        whole = case.files[name] if at else b""
        made.append((case, {**case.files, name: whole[:at] + bytes_ + whole[at:]}))

    draw()
    return made[:count]


def smaller(case: Case, files: dict[str, bytes], is_same: Callable[[dict[str, bytes]], bool]) -> dict[str, bytes]:
    """Take away what a fault does not need, within some hundred tries."""
    tries = 300
    for name in case.aims:
        size = max(len(files[name]) // 2, 1)
        while size and tries > 0:
            for content in _without(files[name], size):
                tries -= 1
                if tries > 0 and is_same({**files, name: content}):
                    files = {**files, name: content}
                    break
            else:
                size //= 2
    return files


def _without(content: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(content), size):
        yield content[:start] + content[start + size :]
