"""What is left of our scripts and styles means the same: the same tokens, in the same order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.maps import html, squeeze
from critical_sna.network.simulate_large import simulate_large

SIGNS = [*"a.+-/*<!(){};?:1", "of", "1.5", "=>", "return", "'x'", '"/*"', "/[/]x/g", "/*gone*/"]
PIECES = st.sampled_from([*SIGNS, "'x // y'", "`t ${a + `u ${b}`} // no`", "// gone\n", "\n", "  \n  "])


def meant(text: str) -> list[tuple[str, str]]:
    return [token for token in squeeze.tokens(text) if token[0] != "space"]


@pytest.mark.parametrize("pen", html.PENS)
def test_our_scripts_keep_every_token(pen: str) -> None:
    whole = "(() => {\n'use strict';\n" + "".join(html.asset(name) for name in html.scripts(pen)) + "})();\n"
    assert meant(html.own_script(pen)) == meant(whole)
    assert len(html.own_script(pen)) < 0.8 * len(whole)
    assert not re.search(r"(^|\n)\s*//", html.own_script(pen))


@given(st.lists(PIECES, max_size=12))
def test_no_two_tokens_become_one_and_none_is_lost(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert meant(squeeze.script(text)) == meant(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("const a = 1; // one\nconst b = 'x  //  y';", "const a=1;const b='x  //  y';"),
        ("a + +b - -c", "a+ +b- -c"),
        ("x = y / 2 / z; // half", "x=y/2/z;"),
        ("t.replace(/ \\/ [/ ]/g, ' ')", "t.replace(/ \\/ [/ ]/g,' ')"),
        ("`a  ${ b  +  `c  ${ d }` }  e`", "`a  ${b+`c  ${d}`}  e`"),
        ("return a\n+ b", "return a\n+b"),
        ("f()\n[0]", "f()\n[0]"),
        ("list\n  .map(x)", "list.map(x)"),
        ("1 .toFixed()", "1 .toFixed()"),
    ],
)
def test_spaces_go_where_they_part_nothing(text: str, left: str) -> None:
    assert squeeze.script(text) == left


def test_a_template_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        squeeze.script("`a ${b}")


def test_a_style_sheet_keeps_its_selectors_strings_and_sums() -> None:
    sheet = """/* one */ a  :hover , b > c { font: 16px/1.45 "DejaVu  Sans", x; width: calc(100% - 0.5rem); }
    @media (max-width: 719px) { p:has(> q) { margin: 0 0.25rem 10.5px !important; } }"""
    assert squeeze.style(sheet) == (
        ' a :hover,b > c{font:16px/1.45 "DejaVu  Sans",x;width:calc(100% - .5rem)}'
        "@media (max-width:719px){p:has(> q){margin:0 .25rem 10.5px!important}}"
    )


def test_a_page_for_fifty_people_is_small_enough_to_send() -> None:
    people, ties = simulate_large(50, 245, seed=1)
    net = csna.PartnerNetwork.from_frames(people, ties.assign(strength=1), reports="seeks_from", question="Whom?")
    page = csna.map_network(net, groups="group", voice=csna.heard_by(net)).to_html()
    assert len(page.encode("utf-8")) < 550 * 1024
