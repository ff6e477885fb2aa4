"""Read a whole survey from its spec."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from critical_sna.survey.description.draft import SurveyDraft
    from critical_sna.survey.description.spec import SurveySpec
    from critical_sna.survey.relational_survey import RelationalSurvey


def read_survey(
    spec: str | os.PathLike[str] | Mapping[str, object] | SurveySpec | SurveyDraft,
    *,
    base: str | os.PathLike[str] | None = None,
) -> RelationalSurvey:
    """Read a relational survey as its spec describes it.

    Parameters
    ----------
    spec
        Path of a YAML or TOML spec, a dict, a ``SurveySpec``, a ``SurveyDraft``, or the path of a workbook made from
        ``write_template`` (sheets People, Ties, Questions), which needs no spec. In a dict, a source or a people block
        may say ``data:`` in place of ``path:`` (a DataFrame; for the shape ``graph`` a graph of networkx or igraph),
        and ``name:`` is what messages call it. Of a Network Canvas GraphML file ``sheet:`` names the table meant, for
        instance ``ego``.
    base
        Folder that relative paths start from; default: the folder of the spec file, or the current one.

    Returns
    -------
    RelationalSurvey
        People with status (respondent, partial, declined, named_only), answers, ties, issues, codebook.

    Raises
    ------
    SpecError
        The spec has a mistake, or names a column, sheet or scale that is not there.
    DataError
        Cells that cannot be read; all of them are in ``.problems``.
    FileError
        A file that is missing or cannot be opened.

    Examples
    --------
    >>> survey = csna.read_survey(csna.datasets.watershed_path() / "spec.yaml")
    >>> survey.waves
    ('2023', '2024', '2025')
    """
    from critical_sna.survey.answers.gather import gather
    from critical_sna.survey.assemble import assemble
    from critical_sna.survey.description.load import load_spec
    from critical_sna.survey.issues import Log, WorkbookLog
    from critical_sna.survey.oddities import tell_oddities

    log, skips, asked = Log(), {}, {}
    if isinstance(spec, str | os.PathLike) and Path(spec).suffix.lower() in {".xlsx", ".xlsm"}:
        from critical_sna.survey.template import spec_of_workbook

        log = WorkbookLog()
        filled = spec_of_workbook(Path(spec), log)
        checked, folder, skips, asked = filled.spec, Path(spec).parent, filled.skips, filled.asked
    else:
        checked, folder = load_spec(spec, base)
    with _collector_at_rest():
        found = gather(checked, folder, skips, log)
        log.stop_at_end()
        survey = assemble(checked, found)
        tell_oddities(checked, survey, log, asked)
        return replace(survey, _issues=log.table())


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from looking again and again through millions of answers, none of them in a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
