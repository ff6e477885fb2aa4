"""English phrases: static pictures and charts."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "error_missing": "Pictures are drawn by matplotlib, which is not installed.",
    "error_wave": "There is no wave {wave!r} in these networks.",
    "error_not_ours": "These Axes hold no picture of this library.",
    "error_not_ours_mend": "give what csna.draw(...) or a chart gave back",
    "error_ending": "A picture is written as .png, .svg or .pdf, not as {suffix!r}.",
    "error_dpi": "dpi must be between 20 and 1200, not {dpi}.",
    "error_large": "This picture would hold {people} people and {ties} ties; it can draw {most} and {most_ties}.",
    "error_large_mend": (
        "draw one wave (wave=...), one part (net.keep(...)), the organisations (net.collapse(by=...)) or the stronger "
        "ties (net.threshold(...))"
    ),
    "error_by": "Small multiples are by wave or by group, not by {by!r}.",
    "error_axes": "ax must be the Axes of matplotlib, not {kind}.",
    # around the picture
    "group": "{letter} · {name} ({n})",
    "more_groups": "and {n} more",
    "no_arrows": "Arrowheads are left out: there are too many ties to tell them apart.",
    "no_labels": "Some codes are left out: there is no room for them.",
    "made": (
        "Made with critical_sna {version}, seed {seed}. The place inside a sector is random; it means nothing. "
        "Audience: team."
    ),
    "brief": "The rest stands in the alternative text of the picture.",
    "boxes": "A small empty box stands for a character that the font of this picture lacks.",
    "panel_wave": "{wave}: {answered} of {asked} answered ({percent})",
    "panel_wave_nobody": "{wave}: it was not recorded who was asked",
    "panel_group": "{letter} · {name} ({n})",
    "panels_wave": "The same place is the same person in every picture.",
    "panels_group": "Each picture shows one group with its ties; the others are faint, in the same places.",
    # instead of the picture
    "alt_picture": "Network picture: {title}.",
    "alt_rings": (
        "Each person is a mark in one of several rings: the fewer of those who answered hear a voice, the farther out "
        "it stands."
    ),
    "alt_flip": (
        "Each person is a mark in one of several rings: the fewer of those who answered hear a voice, the nearer to "
        "the middle it stands."
    ),
    "alt_neighbourhood": "Each person is a mark, placed near those they are tied with.",
    "alt_groups": "{n} groups, each with its own shape, fill and letter: {names}.",
    "alt_table": "The map as a page (csna.map_network) holds the same as a table.",
    "alt_panels": "One of {n} pictures of the same people in the same places.",
}
