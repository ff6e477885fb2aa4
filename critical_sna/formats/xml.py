"""Read XML from anywhere without harm, and write XML that any parser can read."""

from __future__ import annotations

import io
import re
from abc import abstractmethod
from typing import TYPE_CHECKING
from xml.sax.handler import ContentHandler

from critical_sna._core.limits import MAX_XML_DEPTH, MAX_XML_ELEMENTS
from critical_sna.errors import DataError
from critical_sna.formats.files import start_of

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
    "\x85": "&#133;",
    "\u2028": "&#8232;",
}
_TO_ESCAPE = re.compile(f"[{''.join(_ESCAPES)}]")


def without_control(text: str) -> str:
    """Leave out what XML cannot hold: control characters, lone surrogates, non-characters."""
    return _NOT_XML.sub("", text)


def escape(text: str) -> str:
    """Escape text for an attribute or an element, white space too, so that it reads back as it is."""
    return _TO_ESCAPE.sub(lambda m: _ESCAPES[m.group()], text)


def root_of(content: bytes) -> str:
    """Give the name of the first element in lower case, without its prefix; '' where there is none."""
    head = start_of(content).lstrip()
    found = re.search(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]", head) if head.startswith(b"<") else None
    return found.group(1).decode("ascii").lower() if found else ""


class Reader(ContentHandler):
    """Walks an XML file element by element; depth and number of elements are capped."""

    def __init__(self, file: str, root: str) -> None:
        super().__init__()
        self.file = file
        self.root = root
        self.path: list[str] = []
        self.texts: list[str] | None = None
        self._count = 0

    @property
    def line(self) -> int:
        """The line of the file that is read now."""
        locator = self._locator  # type: ignore[attr-defined]  # set by the parser before the first element
        return int(locator.getLineNumber())

    @abstractmethod
    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the begin of an element; set ``texts`` to [] where its text is wanted."""

    @abstractmethod
    def closed(self, name: str, text: str) -> None:
        """Handle the end of an element."""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the name SAX gives
        """Count, and hand on under the local name."""
        self._count += 1
        if len(self.path) >= MAX_XML_DEPTH or self._count > MAX_XML_ELEMENTS:
            what = f"nested more than {MAX_XML_DEPTH} deep" if self._count <= MAX_XML_ELEMENTS else "too many"
            raise DataError(
                f"The elements of the file are {what}.",
                where=f"{self.file}, line {self.line}",
                mend="export the network again, without drawings and groups in groups",
            )
        local = name.rpartition(":")[2]
        if not self.path and local.lower() != self.root:
            raise DataError(f"The file is XML, but not {self.root}.", where=self.file, mend="correct 'format'")
        self.opened(local, {key.rpartition(":")[2]: value for key, value in attrs.items()})
        self.path.append(local)

    def endElement(self, name: str) -> None:  # noqa: N802 - the name SAX gives
        """Hand on with the text that was gathered."""
        local = self.path.pop()
        self.closed(local, "".join(self.texts or ()))

    def characters(self, content: str) -> None:
        """Gather text where it is wanted."""
        if self.texts is not None:
            self.texts.append(content)


def parse(content: bytes, handler: Reader) -> None:
    """Parse with document types forbidden: nothing grows, no other file is opened."""
    from xml.sax import SAXException

    import defusedxml.sax
    from defusedxml import DefusedXmlException

    try:
        defusedxml.sax.parse(io.BytesIO(content), handler, forbid_dtd=True)
    except DefusedXmlException:
        raise DataError(
            "The file has a document type (DOCTYPE), through which an entity can open other files or grow without end.",
            where=handler.file,
            mend="delete the line that begins with <!DOCTYPE and every &name; made from it, or export the file again",
        ) from None
    except DataError:
        raise
    except SAXException as problem:
        line = getattr(problem, "getLineNumber", lambda: None)()
        reason = getattr(problem, "getMessage", lambda: "")()
        raise DataError(
            f"The file is not whole XML ({reason}).",
            where=f"{handler.file}, line {line}" if line else handler.file,
            mend="export it again; perhaps it was cut short",
        ) from None
    except (LookupError, ValueError) as problem:
        raise DataError(
            f"The encoding of the XML file is not known ({type(problem).__name__}).",
            where=handler.file,
            mend="save it as UTF-8",
        ) from None
