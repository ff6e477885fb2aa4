"""Interviews inside Network Canvas GraphML, in the forms that its versions have written."""

from __future__ import annotations

import pytest

from critical_sna.errors import DataError
from critical_sna.formats.canvas import is_canvas, read_sessions

NC = 'xmlns:nc="http://schema.networkcanvas.com/xmlns"'
KEY = '<key id="networkCanvasUUID" attr.name="networkCanvasUUID" for="all"/>'


def canvas(inside, root="", keys=KEY):
    return f'<?xml version="1.0"?><graphml {NC} {root}>{keys}{inside}</graphml>'.encode()


def test_an_export_is_known_by_its_namespace_or_its_ids_and_other_files_are_none():
    assert is_canvas(canvas("<graph/>"))
    assert is_canvas(f"<graphml>{KEY}</graphml>".encode())
    assert not is_canvas(b'<graphml><key id="d0"/></graphml>')
    assert not is_canvas(b"name,networkCanvasUUID\n")


def test_an_interview_has_what_stands_on_the_graph_and_its_people_and_ties():
    data = '<data key="networkCanvasUUID">e-1</data><data key="v"> parent </data>'
    nodes = '<node id="1"><data key="v">x</data></node><node id="2"/>'
    edge = '<edge source="1" target="2"><data key="networkCanvasUUID">t-1</data></edge>'
    keys = KEY + '<key id="v" attr.name="role" for="graph"/>'
    graph = f'<graph nc:caseId="Case 1" nc:sessionUUID="s-1">{nodes}{data}{edge}</graph>'
    (session,) = read_sessions(canvas(graph, keys=keys), "a.graphml")
    assert (session.ego, session.session, session.said("caseID")) == ("e-1", "s-1", "Case 1")
    assert session.told == {"networkCanvasUUID": "e-1", "role": "parent"}
    assert [(n.own, n.told) for n in session.nodes] == [({"id": "1"}, {"role": "x"}), ({"id": "2"}, {})]
    assert session.edges[0].told == {"networkCanvasUUID": "t-1"}
    assert session.line == 1


def test_what_older_versions_say_on_the_whole_file_counts_for_its_one_interview():
    (session,) = read_sessions(canvas("<graph/>", root='nc:caseID="Case 1" nc:sessionUUID="s-1"'), "a.graphml")
    assert (session.ego, session.said("caseId")) == ("s-1", "Case 1")


def test_several_interviews_in_a_file_never_share_an_id_that_only_the_file_has():
    graphs = '<graph id="g1"/><graph/><graph nc:sessionUUID="s-3"/>'
    sessions = read_sessions(canvas(graphs, root='nc:sessionUUID="s-9"'), "a.graphml")
    assert [s.ego for s in sessions] == ["a.graphml g1", "a.graphml 2", "s-3"]


def test_what_stands_outside_of_an_interview_is_passed_over():
    (session,) = read_sessions(canvas('<data key="x">1</data><node id="0"/><graph nc:sessionUUID="s"/>'), "a.graphml")
    assert session.told == {}
    assert session.nodes == []


def test_a_document_type_is_refused_here_too():
    with pytest.raises(DataError, match="DOCTYPE"):
        read_sessions(b'<!DOCTYPE x [<!ENTITY a "b">]>' + canvas("<graph/>").split(b"?>")[1], "a.graphml")
