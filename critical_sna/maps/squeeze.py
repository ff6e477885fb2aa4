"""Our own scripts and styles without what only their readers need: comments, and spaces that part nothing.

A text is cut into tokens and put together again, so that strings, templates and patterns stay as they are; no name is
changed and no token is added, moved or lost. It knows the JavaScript that our own files are written in, each statement
closed with a semicolon, and is not meant for anybody else's.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<space>\s+) | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<text>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*") | (?P<word>[A-Za-z_$][\w$]*) | (?P<number>\d[\w.]*)
    | (?P<pattern>/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*) | (?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
_TEMPLATE = re.compile(r"(?:\\.|[^`\\$]|\$(?!\{))*(?:(?P<end>`)|\$\{)", re.DOTALL)
_BEFORE_PATTERN = frozenset({"return", "typeof", "case", "in", "of"})
"""Words that a pattern may follow; after any other word, a number or a closing bracket a slash divides."""
Token = tuple[str, str]


def script(text: str) -> str:
    """Leave out comments, spaces that part no tokens, and line breaks after which a statement cannot begin."""
    out: list[str] = []
    last: Token = ("sign", ";")
    found = tokens(text)
    for place, (kind, token) in enumerate(found):
        if kind != "space":
            out.append(token)
            last = (kind, token)
        elif place + 1 < len(found):
            out.append(_gap(last, token, found[place + 1]))
    return "".join(out)


def _gap(before: Token, space: str, after: Token) -> str:
    """Give what must stand between two tokens."""
    if "\n" in space:
        goes_on = before[0] == "sign" and (before[1] in "{;,([=&|?:" or (before[1] == "}" and after[0] == "word"))
        ends = after[0] == "sign" and after[1] in ".)]},;?:&|"
        return "" if goes_on or ends else "\n"
    if {before[0], after[0]} <= {"word", "number"}:
        return " "
    touch = before[1][-1] + after[1][0]
    return " " if touch in ("++", "--", "//", "/*", "<!", "->") or (before[0] == "number" and touch[1] == ".") else ""


def tokens(text: str) -> list[Token]:
    """Cut a script into (kind, token), comments left out; what stands inside a template is cut, too."""
    return _tokens(text, 0, inside=False)[0]


def _tokens(text: str, at: int, *, inside: bool) -> tuple[list[Token], int]:
    out: list[Token] = []
    depth, last = 0, ("sign", ";")
    while at < len(text):
        if text[at] == "`":
            parts, at = _template(text, at)
            out += parts
            last = ("text", "`")
            continue
        if inside and text[at] == "}" and not depth:
            return out, at
        kind, piece = _next(text, at, last)
        at += len(piece)
        depth += (piece == "{") - (piece == "}")
        if kind == "comment":
            continue
        out.append((kind, piece))
        if kind != "space":
            last = (kind, piece)
    return out, at


def _next(text: str, at: int, last: Token) -> Token:
    found = _TOKEN.match(text, at)
    assert found is not None  # noqa: S101  the last kind takes any character
    kind, token = str(found.lastgroup), found[0]
    divides = last[1] in (")", "]", "}") or (last[0] in ("word", "number", "text") and last[1] not in _BEFORE_PATTERN)
    return ("sign", "/") if kind == "pattern" and divides else (kind, token)


def _template(text: str, at: int) -> tuple[list[Token], int]:
    """Cut a template literal: its texts stay whole, what it fills in is cut."""
    out: list[Token] = []
    start, at = at, at + 1
    while True:
        found = _TEMPLATE.match(text, at)
        if found is None:
            raise ValueError("A template literal is not closed.")
        out.append(("template", text[start : found.end()]))
        if found["end"]:
            return out, found.end()
        parts, at = _tokens(text, found.end(), inside=True)
        out += parts
        start = at


def style(text: str) -> str:
    """Leave out comments of a style sheet, the 0 before a decimal point, and spaces at braces, commas and the like."""
    out = []
    for place, part in enumerate(re.split(r'("[^"\n]*")', text)):
        if place % 2 == 0:
            part = re.sub(r"/\*.*?\*/", "", part, flags=re.DOTALL)
            part = re.sub(r"(?<![\w.])0\.(?=\d)", ".", part)
            part = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", part)).replace(": ", ":")
            part = part.replace(";}", "}").replace(" !important", "!important")
        out.append(part)
    return "".join(out)
