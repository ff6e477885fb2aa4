"""The report as one HTML file: a template with every text escaped, nothing remote, no script of its own."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from critical_sna.report.blocks import Frame, Picture
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.report.document import Report

_QUIET = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("critical_sna.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return resources.files("critical_sna.report").joinpath("assets", "report.css").read_text("utf-8")


def _policy(report: Report) -> str:
    """Allow styles only; a page that holds a map inherits its policy, since a frame without address has no other."""
    if not any(isinstance(block, Frame) for section in report.sections for block in section.blocks):
        return _QUIET
    from critical_sna.maps.html import content_policy

    return content_policy()


def _svg(block: Picture, name: str) -> Markup:
    from critical_sna.maps.charts.inline import inline_svg

    return Markup(inline_svg(block.chart, name=name))  # noqa: S704  written by matplotlib, which escapes every text


def render(report: Report) -> str:
    """Give the page as text."""
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            policy=_policy(report),
            svg=_svg,
            css=Markup(_style()),  # noqa: S704  our own file, read from the package
            say=lambda key: say(f"report.{key}"),
        )
    )
