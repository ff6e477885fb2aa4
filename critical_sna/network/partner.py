"""PartnerNetwork: one relation in one wave, who was asked, who answered, who named whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, as_texts, freeze, holders
from critical_sna._core.frozen import Frozen
from critical_sna.errors import SpecError, UnknownNameError, UsageError, did_you_mean
from critical_sna.words import say

if TYPE_CHECKING:
    import igraph
    import networkx as nx
    from scipy import sparse

    from critical_sna.survey import RelationalSurvey

Reports = Literal["seeks_from", "gives_to", "mutual"]
Reporter = Literal["source", "target", "either"]
REPORTS: tuple[Reports, ...] = ("seeks_from", "gives_to", "mutual")
STATUSES = ("respondent", "partial", "declined", "named_only")
ANSWERED = ("respondent", "partial")
ASKED = ("yes", "no", "unknown")
ISSUE_COLUMNS = ("code", "severity", "text", "count")


def places_of(index: pd.Index, people: Iterable[object], *, where: str) -> npt.NDArray[np.intp]:
    """Give the place of each of these people in ``index``; somebody who is not there is an error."""
    if isinstance(people, str):
        raise UsageError("People are given as a list of ids, not as one text.", where=where, mend=f"write [{people!r}]")
    ids = as_texts(people)
    positions = index.get_indexer(pd.Index(ids, dtype="str"))
    for place in np.flatnonzero(positions < 0)[:1]:
        raise UnknownNameError(
            f"{int((positions < 0).sum())} of the people asked for are not in the network, "
            f"the first is {ids[place]!r}.",
            where=where,
            mend=did_you_mean(ids[place], index),
        )
    return cast("npt.NDArray[np.intp]", positions)


@dataclass(frozen=True, eq=False, repr=False)
class PartnerNetwork:
    """One relation in one wave: people, ties, which way it was asked, and who answered.

    Build it with ``from_survey``, ``from_frames``, ``from_ties``, ``from_networkx`` or ``from_igraph``.
    ``ties`` point from the respondent to the person named. A tie that is not in ``ties`` is absent
    where the reporter answered and the cell was not left blank, and unknown everywhere else.
    """

    _people: pd.DataFrame
    _sources: npt.NDArray[np.int64]
    _targets: npt.NDArray[np.int64]
    _strengths: npt.NDArray[np.float64]
    _unknown: pd.DataFrame
    relation: str | None = None
    wave: str | None = None
    reports: Reports | None = None
    question: str | None = None
    choices: int | None = None
    levels: tuple[str, ...] | None = None
    level_strengths: tuple[float, ...] | None = None
    """The strength of each level; 0 is no tie."""
    positionality: Mapping[str, str] = field(default_factory=lambda: Frozen({}))
    holds: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: Frozen({}))
    status_given: bool = False
    reporter: Reporter = "source"
    """Who reports a tie: its source (as asked), its target (after ``flow()``) or either of them."""
    self_ties_dropped: int = 0
    _capped: pd.Index = field(default_factory=lambda: pd.Index([], name="person", dtype="str"))
    _issues: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(ISSUE_COLUMNS)))

    # -- what it holds -------------------------------------------------------------------------------------------

    @property
    def people(self) -> pd.DataFrame:
        """One row a person (index ``person``, sorted), with ``status``, ``asked`` and the attributes."""
        return self._people.copy(deep=True)

    @property
    def ties(self) -> pd.DataFrame:
        """One row a tie: ``source``, ``target``, ``strength`` (> 0), sorted."""
        from critical_sna.network.build import tie_frame

        return tie_frame(self._people.index, self._sources, self._targets, self._strengths.copy())

    @property
    def unknown(self) -> pd.DataFrame:
        """Pairs (``source``, ``target``) that somebody who answered left open."""
        return self._unknown.copy(deep=True)

    @property
    def capped(self) -> pd.Index:
        """People who named as many as they were allowed (``choices``), sorted.

        Whom they left out may be missing only because the list was full.
        """
        return self._capped.copy()

    @property
    def issues(self) -> pd.DataFrame:
        """What was odd while building: ``code``, ``severity``, ``text``, ``count``."""
        return self._issues.copy(deep=True)

    @property
    def n_people(self) -> int:
        """How many people."""
        return len(self._people)

    @property
    def n_ties(self) -> int:
        """How many ties."""
        return len(self._sources)

    @cached_property
    def answered(self) -> npt.NDArray[np.bool_]:
        """Who answered this relation, in the order of ``people.index`` (partial answers count)."""
        mask = self._people["status"].isin(ANSWERED).to_numpy(dtype=bool)
        freeze(mask)
        return mask

    @cached_property
    def asked(self) -> npt.NDArray[np.bool_]:
        """Who is known to have been asked; whoever answered or declined was asked."""
        reacted = self._people["status"] != "named_only"
        mask = ((self._people["asked"] == "yes") | reacted).to_numpy(dtype=bool)
        freeze(mask)
        return mask

    @property
    def response_rate(self) -> float:
        """Answered / asked; NaN where nobody was asked."""
        asked = int(self.asked.sum())
        return float(self.answered.sum() / asked) if asked else float("nan")

    @cached_property
    def adjacency(self) -> sparse.csr_array:
        """Strengths as a read-only CSR matrix (n x n, order of ``people.index``)."""
        return self._matrix(self._sources, self._targets, self._strengths)

    @cached_property
    def unknown_cells(self) -> sparse.csr_array:
        """1 where the cell of a person who answered was left open, as a read-only CSR matrix (n x n)."""
        if self._unknown.empty:  # a large network is spared a table of its ids
            nobody = np.zeros(0, dtype=np.int64)
            return self._matrix(nobody, nobody, np.zeros(0))
        rows = self._people.index.get_indexer(pd.Index(self._unknown["source"], dtype="str"))
        columns = self._people.index.get_indexer(pd.Index(self._unknown["target"], dtype="str"))
        return self._matrix(rows, columns, np.ones(len(rows)))

    def _matrix(
        self, rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer], values: npt.NDArray[np.float64]
    ) -> sparse.csr_array:
        from scipy import sparse

        n = self.n_people
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n))]) if n else np.zeros(1, dtype=np.int64)
        matrix = sparse.csr_array((values, columns.astype(np.int32), starts.astype(np.int32)), shape=(n, n))
        freeze(matrix.data)
        freeze(matrix.indices)
        freeze(matrix.indptr)
        return matrix

    @cached_property
    def arcs(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Positions in ``people.index`` of each tie's source and target, read-only."""
        freeze(self._sources)
        freeze(self._targets)
        return self._sources, self._targets

    @cached_property
    def power_holders(self) -> pd.Index:
        """People who hold an attribute of kind ``power`` (an empty index where none is declared)."""
        mask = np.zeros(self.n_people, dtype=bool)
        for attribute, kind in self.positionality.items():
            if kind == "power" and attribute in self._people.columns:
                mask |= holders(self._people[attribute], self.holds.get(attribute, ("yes",)))
        return self._people.index[mask]

    def level_of(self, strength: float) -> str | None:
        """Give the words of the scale for a strength, None where there are none."""
        return dict(zip(self.level_strengths or (), self.levels or (), strict=False)).get(strength)

    # -- how it shows itself -------------------------------------------------------------------------------------

    def _facts(self) -> dict[str, str]:
        facts = {
            "relation": self.relation or say("network.no_relation"),
            "wave": self.wave or say("network.no_wave"),
            "people": str(self.n_people),
            "ties": str(self.n_ties),
            "direction": say(f"network.reports_{self.reports or 'none'}"),
            "answers": (
                say("network.answers", answered=int(self.answered.sum()), asked=int(self.asked.sum()))
                if self.status_given
                else say("network.all_answered")
            ),
        }
        if len(self._capped):
            facts["capped"] = say("network.capped", n=len(self._capped))
        return facts

    def __repr__(self) -> str:
        facts = ", ".join(f"{k}: {v}" for k, v in self._facts().items())
        return f"<PartnerNetwork {facts}>"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{escape(k)}</th><td>{escape(v)}</td></tr>" for k, v in self._facts().items())
        return f"<table><caption>PartnerNetwork</caption>{rows}</table>"

    # -- other networks ------------------------------------------------------------------------------------------

    def flow(self) -> PartnerNetwork:
        """Give the network turned so that ties point where voice, advice and influence travel.

        ``seeks_from`` is turned round, ``gives_to`` stays, ``mutual`` becomes the union of both reports.
        Refuses (``SpecError``) where it was never said which way the relation was asked.
        """
        if self.reporter != "source":
            return self
        if self.reports is None:
            raise SpecError(
                "It was never said which way this relation was asked, so nobody knows which way voice travels.",
                where=f"relation {self.relation!r}" if self.relation else "a network without reports=",
                mend="say reports='seeks_from' (I go to them), 'gives_to' (they come to me) or 'mutual' when "
                "building the network, or under relations: in the survey spec",
            )
        if self.reports == "gives_to":
            return self
        from critical_sna.network import slices

        return slices.turned(self) if self.reports == "seeks_from" else slices.symmetrised(self, "union")

    def as_asked(self) -> PartnerNetwork:
        """Give the network with ties from who reports to who is named: the way back from ``flow()``.

        A mutual relation whose two reports were united stays united.
        """
        from critical_sna.network import slices

        return slices.turned(self) if self.reporter == "target" else self

    def keep(self, people: Iterable[object]) -> PartnerNetwork:
        """Give the network among these people only."""
        from critical_sna.network import slices

        wanted = self._positions(people)
        mask = np.zeros(self.n_people, dtype=bool)
        mask[wanted] = True
        return slices.among(self, mask)

    def without(self, people: Iterable[object]) -> PartnerNetwork:
        """Give the network without these people."""
        from critical_sna.network import slices

        mask = np.ones(self.n_people, dtype=bool)
        mask[self._positions(people)] = False
        return slices.among(self, mask)

    def collapse(self, by: str = "organisation", rule: Literal["union", "mean", "sum"] = "union") -> PartnerNetwork:
        """Give the network between organisations (or any group column); ties inside one are dropped and counted."""
        from critical_sna.network import slices

        return slices.collapsed(self, by, rule)

    def symmetrised(self, rule: Literal["union", "intersection", "mean", "min", "max"] = "union") -> PartnerNetwork:
        """Give the network with every tie both ways; a pair that the rule cannot decide becomes unknown."""
        from critical_sna.network import slices

        return slices.symmetrised(self, rule)

    def threshold(self, min_strength: float) -> PartnerNetwork:
        """Give the network with ties of at least this strength."""
        if not np.isfinite(min_strength):
            raise UsageError(f"min_strength must be a number, not {min_strength!r}.", where="threshold(min_strength)")
        from critical_sna.network import slices

        return slices.with_ties(self, self._strengths >= min_strength)

    def to_networkx(self) -> nx.DiGraph[str]:
        """Give a networkx DiGraph: people with their attributes, ties with ``strength``.

        Ties point from who reports to who is named, also after ``flow()``. What was asked stands in the graph
        attributes; cells left open are not carried over.
        """
        from critical_sna.network import convert

        return convert.to_networkx(self)

    def to_igraph(self) -> igraph.Graph:
        """Give an igraph Graph: people with their attributes, ties with ``strength``.

        Ties point from who reports to who is named, also after ``flow()``. What was asked stands in the graph
        attributes; cells left open are not carried over.
        """
        from critical_sna.network import convert

        return convert.to_igraph(self)

    @cached_property
    def skeleton_igraph(self) -> igraph.Graph:
        """The ties alone as a cached directed igraph Graph, for the library's own use; do not change it."""
        import igraph

        edges = np.column_stack(self.arcs)
        return igraph.Graph(n=self.n_people, edges=edges, directed=True)

    def _positions(self, people: Iterable[object]) -> npt.NDArray[np.intp]:
        return places_of(self._people.index, people, where="people")

    # -- building (the code stands in network/build.py) ----------------------------------------------------------

    @staticmethod
    def from_survey(
        survey: RelationalSurvey,
        *,
        relation: str | None = None,
        wave: str | None = None,
        min_strength: float | None = None,
    ) -> PartnerNetwork:
        """Build the network of one relation in one wave; each may be left out where there is only one."""
        from critical_sna.network import build

        return build.from_survey(survey, relation=relation, wave=wave, min_strength=min_strength)

    @staticmethod
    def from_frames(
        people: pd.DataFrame,
        ties: pd.DataFrame,
        *,
        reports: Reports | None = None,
        relation: str | None = None,
        wave: str | None = None,
        question: str | None = None,
        unknown: pd.DataFrame | None = None,
        choices: int | None = None,
        capped: Iterable[object] = (),
        levels: Iterable[str] | None = None,
        level_strengths: Iterable[float] | None = None,
        positionality: Mapping[str, str] | None = None,
        holds: Mapping[str, Iterable[str]] | None = None,
    ) -> PartnerNetwork:
        """Build a network from a people table and a tie table.

        Parameters
        ----------
        people
            One row a person; ids in a column ``id`` or in the index. ``status`` (respondent, partial, declined,
            named_only) and ``asked`` (yes, no, unknown) mean who answered and who was asked; without ``status``
            everybody answered. All other columns are attributes.
        ties
            ``source`` (who reports), ``target`` (who is named), optionally ``strength`` (default 1; finite, > 0).
        reports
            Which way the relation was asked: ``seeks_from``, ``gives_to``, ``mutual``, or None where nobody said.
        unknown
            Pairs (``source``, ``target``) that a person who answered left open.
        choices, capped
            The most people anybody could name, and the ids of those who named so many: whom they left out may be
            missing only because the list was full.
        levels, level_strengths
            The answers to choose from, lowest first, and the strength of each (left out: 1, 2, 3, ...; 0 is no tie).
        positionality, holds
            Kind of each attribute in relation to power, and the values that count as holding it.

        Raises
        ------
        DataError
            An id that is missing, a decimal number or twice in ``people``; a tie to somebody who is not in
            ``people``; a strength that is not a finite number above 0; a reserved value that is not known.
        UnknownNameError
            Somebody in ``capped`` who is not in ``people``.
        """
        from critical_sna.network import build

        return build.from_frames(
            people,
            ties,
            reports=reports,
            relation=relation,
            wave=wave,
            question=question,
            unknown=unknown,
            choices=choices,
            capped=capped,
            levels=levels,
            level_strengths=level_strengths,
            positionality=positionality,
            holds=holds,
        )

    @staticmethod
    def from_ties(
        pairs: Iterable[tuple[object, ...]],
        *,
        reports: Reports | None = None,
        relation: str | None = None,
        wave: str | None = None,
        question: str | None = None,
    ) -> PartnerNetwork:
        """Build a network from (source, target) or (source, target, strength); people are those who are named.

        Examples
        --------
        >>> import critical_sna as csna
        >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
        >>> net.n_people, net.n_ties
        (3, 2)
        """
        from critical_sna.network import build

        return build.from_ties(pairs, reports=reports, relation=relation, wave=wave, question=question)

    @staticmethod
    def from_networkx(
        g: nx.Graph[object],
        *,
        strength: str | None = None,
        reports: Reports | None = None,
        relation: str | None = None,
        wave: str | None = None,
        question: str | None = None,
    ) -> PartnerNetwork:
        """Build a network from a networkx graph; an undirected tie is stored both ways, the graph is not changed.

        ``strength`` names the edge attribute that holds strengths; left out, ``strength`` then ``weight`` is used
        where every edge has it. What was asked is read from the graph attributes where it is not given.
        """
        from critical_sna.network import convert

        return convert.from_networkx(
            g, strength=strength, reports=reports, relation=relation, wave=wave, question=question
        )

    @staticmethod
    def from_igraph(
        g: igraph.Graph,
        *,
        strength: str | None = None,
        reports: Reports | None = None,
        relation: str | None = None,
        wave: str | None = None,
        question: str | None = None,
    ) -> PartnerNetwork:
        """Build a network from an igraph graph (ids from the vertex attribute ``name``, else the vertex number)."""
        from critical_sna.network import convert

        return convert.from_igraph(
            g, strength=strength, reports=reports, relation=relation, wave=wave, question=question
        )

    def _replaced(self, **changes: object) -> PartnerNetwork:
        return replace(self, **changes)  # type: ignore[arg-type]  # dataclasses.replace takes any field

    def group_labels(self, groups: str | pd.Series, *, where: str) -> pd.Series:
        """Give each person's group as text, ``unknown`` where it was not told (index ``person``)."""
        from critical_sna._core.frames import group_codes

        codes, names = group_codes(self._people, groups, where=where)
        words = np.array([*names, UNKNOWN_GROUP], dtype=object)
        return pd.Series(words[codes], index=self._people.index, name="group", dtype="str")
