"""Damage that files meet on their way, and damage that somebody does to them on purpose."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

_SIGNS = (
    *("\0", "\x01", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800", "\udfff"),
    *("\u200b", "\u202e", "\u00a0", "\u0301", "\u0430", "\uff1d", "\u0130", "\ufdfa", "\U0001f469\u200d\U0001f373"),
    *(",", ";", "\t", "|", '"', '""', "'", "\r", "\n", "\r\n", "\\", "/", "*", "%", "!", "&", "&#0;", "&#xD800;"),
    *("&amp;", "&a;", "<", ">", "</", "/>", "<a>", "<!--", "]]>", "<![CDATA[", '<!DOCTYPE a [<!ENTITY a "b">]>'),
)
_WORDS = (
    *("0", "-0", "-1", "1.0", "01", "1e5", "1e999", "-1e999", "1E+16", "nan", "inf", "9" * 17, "9" * 400),
    *("4294967296", "18446744073709551616", "0x10", "1,5", "٣", "²", "½", "NA", "null", "True", "-99", "encrypted"),
    *("=1+1", "@SUM(A1)", "{", "}", "[", "]", "{}", "[]", ": ", "- ", "? ", "&a ", "*a", "!!int ", "<<: ", "# ", "~"),
    *('{"ImportId":"QID1"}', "${e://Field/x}", "A:A", "XFD1048576", "AAAA1", "Example", "2031-99-99", "9999999999"),
)
_BYTES = (
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\x81",
    b"\x80\x80",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"$FL2",
    b"\x1f\x8b",
)
PIECES = (*(piece.encode("utf-8", "surrogatepass") for piece in (*_SIGNS, *_WORDS)), *_BYTES)
_NUMBER = re.compile(rb"\d+")
_WORD = re.compile(rb"[\w.-]+")
_TWICE = 400_000  # what grows is kept this small


def _span(rng: random.Random, content: bytes, most: int = 400) -> tuple[int, int]:
    start = rng.randrange(len(content) + 1)
    return start, min(len(content), start + rng.randrange(1, most))


def flip(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change some bits."""
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8, 40)) if content else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Take a piece out, or everything from a place on."""
    start, end = _span(rng, content)
    return content[:start] if rng.random() < 0.2 else content[:start] + content[end:]


def repeat(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Write a piece again, sometimes thousands of times."""
    start, end = _span(rng, content, rng.choice((3, 30, 400)))
    times = min(rng.choice((2, 3, 30, 3000)), _TWICE // max(end - start, 1))
    return content[:end] + content[start:end] * times + content[end:]


def insert(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Put in characters and words that programs stumble over."""
    for _ in range(rng.choice((1, 1, 3))):
        at = rng.randrange(len(content) + 1)
        content = content[:at] + rng.choice(PIECES) + content[at:]
    return content


def splice(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Put a piece of another file in."""
    other = rng.choice(others) if others else content
    start, end = _span(rng, other, 2000)
    at, to = _span(rng, content)
    return content[:at] + other[start:end] + content[rng.choice((at, to)) :]


def number(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change numbers into others, some of them huge."""
    odd = (b"0", b"-1", b"1", b"2", b"65536", b"4294967295", b"99999999999999999", b"1e308", b"1e309", b"7" * 5000)
    found = list(_NUMBER.finditer(content))
    for hit in rng.sample(found, min(len(found), rng.choice((1, 1, 5)))):
        content = content[: hit.start()] + rng.choice(odd) + content[hit.end() :]
    return content


def swap(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Put one word where another stands."""
    found = list(_WORD.finditer(content))
    for _ in range(rng.choice((1, 1, 5)) if found else 0):
        one, other = rng.choice(found), rng.choice(found)
        content = content[: one.start()] + other.group() + content[one.end() :]
    return content


def lines(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Drop, double, join or mix lines."""
    rows = content.split(b"\n")
    way, at = rng.randrange(4), rng.randrange(len(rows))
    if way == 0:
        del rows[at]
    elif way == 1:
        rows.insert(rng.randrange(len(rows)), rows[at])
    elif way == 2:
        rng.shuffle(rows)
    return rng.choice((b"\r", b"\r\n", b"", b"\n\n")).join(rows) if way == 3 else b"\n".join(rows)


def nest(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Nest deeply."""
    first, last = rng.choice(
        ((b"<node>", b"</node>"), (b"[", b"]"), (b"{a: ", b"}"), (b"(", b")"), (b"- ", b""), (b'"', b'"'))
    )
    depth, (at, to) = rng.choice((5, 60, 2000)), _span(rng, content)
    return content[:at] + first * depth + content[at:to] + last * depth + content[to:]


def encoding(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Write the file, or a part of it, in another encoding."""
    text = content.decode("utf-8", "replace")
    names = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7", "utf-8-sig", "mac-roman")
    other = text.encode(rng.choice(names), "replace")
    at = rng.randrange(min(len(content), len(other)) + 1)
    return rng.choice((other, content[:at] + other[at:], other[:at] + content[at:]))


CHANGES: tuple[Change, ...] = (flip, cut, repeat, insert, splice, number, swap, lines, nest, encoding)


def mutate(rng: random.Random, content: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Damage a file in one or several ways; the parts of a workbook are damaged inside it, mostly."""
    if content.startswith(b"PK") and rng.random() < 0.8:
        return _parts(rng, content, others)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        content = rng.choice(CHANGES)(rng, content, others)
    return content


def _parts(rng: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(parts))
    if rng.random() < 0.5:  # a sheet rather than a style
        name = rng.choice([n for n in sorted(parts) if "sheet" in n or "shared" in n] or [name])
    way = rng.random()
    if way < 0.08:
        del parts[name]
    elif way < 0.14:
        parts[name + rng.choice(("x", "/../x", ".rels"))] = parts.pop(name)
    elif way < 0.2:
        parts[name] = rng.choice(sorted(parts.values()))
    else:
        for _ in range(rng.choice((1, 1, 3))):
            parts[name] = rng.choice(CHANGES)(rng, parts[name], [*parts.values()])
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that stands twice
        with zipfile.ZipFile(stream, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
            for part, text in parts.items():
                archive.writestr(part, text)
    return stream.getvalue()
