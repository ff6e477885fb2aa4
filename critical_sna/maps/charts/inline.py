"""A chart as SVG inside a page: real letters, no style sheet, no ids that could meet another chart's."""

from __future__ import annotations

import html as escaping
import io
import re

from critical_sna.maps.charts.chart import Chart
from critical_sna.maps.charts.drawing import draw_chart
from critical_sna.maps.pictures.saving import plain_settings


def inline_svg(chart: Chart, *, name: str) -> str:
    """Give a chart without its words as markup for a page; ``name`` keeps its ids apart from those of others."""
    figure = draw_chart(chart, style="colour", ax=None, title=None, words=False).get_figure(root=True)
    assert figure is not None  # noqa: S101  new Axes stand in a figure
    out = io.BytesIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    with plain_settings(**{"svg.fonttype": "none"}):
        figure.savefig(out, format="svg", metadata=nothing)
    svg = out.getvalue().decode("utf-8")
    svg = svg[svg.index("<svg") :]
    for part in (
        r' clip-path="[^"]*"',
        r"<clipPath.*?</clipPath>",
        r"<metadata>.*?</metadata>",
        r"<style.*?</style>",
        r"<!-- .*? -->",
    ):
        svg = re.sub(part, "", svg, flags=re.DOTALL)
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", svg)
    svg = re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", svg).replace("xlink:href", "href")
    svg = re.sub(r"\s*\n\s*", "\n", svg)
    box = re.search(r'viewBox="([^"]+)"', svg)
    assert box is not None  # noqa: S101  matplotlib writes one
    alt = escaping.escape(chart.alternative(), quote=True)
    head = (
        f'<svg viewBox="{box[1]}" role="img" aria-label="{alt}" stroke-linejoin="round" stroke-linecap="butt" '
        f'focusable="false">'
    )
    return re.sub(r"<svg[^>]*>", lambda _: head, svg, count=1)
