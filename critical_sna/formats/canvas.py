"""Network Canvas GraphML: every <graph> is the interview of one person, whose own answers stand on the graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from critical_sna.formats.files import start_of
from critical_sna.formats.xml import Reader, parse, root_of

UUID, KIND = "networkCanvasUUID", "networkCanvasType"
SOURCE, TARGET = "networkCanvasSourceUUID", "networkCanvasTargetUUID"
_MARKS = ("schema.networkcanvas.com", UUID)
Values = dict[str, str]


class Entity(NamedTuple):
    """A person who was named, or a tie between two of them: the XML attributes, the answers, and the line."""

    line: int
    own: Values
    told: Values


@dataclass
class Session:
    """One interview: what is said about it (``caseId``, ``sessionUUID``, ...), the answers, people and ties."""

    line: int
    about: Values
    told: Values = field(default_factory=dict)
    nodes: list[Entity] = field(default_factory=list)
    edges: list[Entity] = field(default_factory=list)

    def said(self, name: str) -> str:
        """Give what is said about the interview, whatever the case of the name; '' where nothing is."""
        key = name.casefold()
        return next((value.strip() for known, value in self.about.items() if known.casefold() == key), "")

    @property
    def session(self) -> str:
        """The id of the interview."""
        return self.said("sessionUUID")

    @property
    def ego(self) -> str:
        """The id of the person who was asked: their own, or else that of the interview."""
        return self.told.get(UUID, "") or self.session


def is_canvas(content: bytes) -> bool:
    """Tell whether GraphML was exported by Network Canvas."""
    return root_of(content) == "graphml" and any(mark.encode() in start_of(content) for mark in _MARKS)


def read_sessions(content: bytes, file: str) -> list[Session]:
    """Read every interview of a file; ids of people and ties stay as they are, unique only in their interview."""
    reader = _Canvas(file)
    parse(content, reader)
    alone = len(reader.sessions) == 1
    for number, session in enumerate(reader.sessions, start=1):
        about = {**reader.about, **session.about} if alone else session.about
        session.about = {"sessionUUID": f"{file} {session.said('id') or number}", **about}
    return reader.sessions


class _Canvas(Reader):
    """Gathers interviews; values stay text, since an answer may be encrypted whatever its type."""

    def __init__(self, file: str) -> None:
        super().__init__(file, "graphml")
        self.about: Values = {}
        self.sessions: list[Session] = []
        self._names: dict[str, str] = {}
        self._key = ""
        self._entity: Entity | None = None

    def opened(self, name: str, attributes: Values) -> None:
        """Handle the begin of an element."""
        if name == "graphml":
            self.about = attributes
        elif name == "key":
            key = attributes.get("id", "")
            self._names[key] = attributes.get("attr.name", key)
        elif name == "graph":
            self.sessions.append(Session(self.line, attributes))
        elif name in {"node", "edge"} and self.sessions:
            self._entity = Entity(self.line, attributes, {})
            (self.sessions[-1].nodes if name == "node" else self.sessions[-1].edges).append(self._entity)
        elif name == "data":
            self._key, self.texts = attributes.get("key", ""), []

    def closed(self, name: str, text: str) -> None:
        """Handle the end of an element."""
        if name in {"node", "edge"}:
            self._entity = None
        elif name == "data" and self.sessions:
            told = self._entity.told if self._entity is not None else self.sessions[-1].told
            told[self._names.get(self._key, self._key)] = text.strip()
            self.texts = None
