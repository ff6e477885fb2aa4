from __future__ import annotations

import pytest


def gexf(nodes, edges, declared="", kind='defaultedgetype="directed"'):
    return (
        f'<?xml version="1.0"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3"><meta/><graph {kind}>{declared}\n'
        f"<nodes>{nodes}</nodes>\n<edges>{edges}</edges></graph></gexf>"
    )


DECLARED = """<attributes class="node"><attribute id="0" title="age" type="integer"><default>40</default></attribute>
<attribute id="1" title="label" type="string"/></attributes>
<attributes class="edge"><attribute id="0" title="note" type="string"/>
<attribute id="1" title="relation" type="string"/></attributes>"""


def test_people_ties_and_typed_attributes_are_read(read, ties_of):
    tables = read(
        gexf(
            '<node id="1" label="Ana"><attvalues><attvalue for="0" value="41"/></attvalues></node>'
            '<node id="2"><attvalues><attvalue for="1" value="B"/></attvalues></node>',
            '<edge source="1" target="2" weight="2.5"><attvalues><attvalue for="0" value="x"/>'
            '<attvalue id="1" value="advice"/></attvalues></edge>',
            DECLARED,
        )
    )
    assert tables.people["label"].to_list() == ["Ana", "2"]
    assert tables.people["age"].to_list() == [41, 40]
    assert tables.people["label_2"].to_list()[1] == "B"
    assert ties_of(tables) == [("1", "2", 2.5, "advice", "x")]
    assert tables.directed
    assert tables.issues["code"].to_list() == ["attribute_renamed"]


@pytest.mark.parametrize(
    ("default", "edge", "count", "directed"),
    [
        ("directed", "", 1, True),
        ("undirected", "", 2, False),
        ("", "", 2, False),
        ("mutual", "", 2, False),
        ("directed", "undirected", 2, True),
        ("undirected", "directed", 1, True),
    ],
)
def test_a_tie_has_the_direction_that_the_file_says(read, default, edge, count, directed):
    edge = f' type="{edge}"' if edge else ""
    kind = f'defaultedgetype="{default}"' if default else ""
    tables = read(gexf('<node id="a"/><node id="b"/>', f'<edge source="a" target="b"{edge}/>', kind=kind))
    assert len(tables.ties) == count
    assert tables.directed == directed


def test_what_is_left_out_is_told(read):
    tables = read(
        gexf(
            '<node id="a" start="2001"><viz:color xmlns:viz="v" r="1"/><spells><spell start="1"/></spells>'
            '<nodes><node id="b"/></nodes></node>',
            '<edge source="a" target="b"><attvalues><attvalue for="w" value="1"/><attvalue for="w" value="2"/>'
            "</attvalues></edge>",
        )
    )
    counts = tables.issues.set_index("code")["count"].to_dict()
    assert counts == {"layout_left_out": 1, "time_left_out": 3, "nested_people": 1, "undeclared_attribute": 1}
    assert tables.people["id"].to_list() == ["b", "a"]
    assert tables.ties["w"].to_list() == ["1"]


def test_a_weight_may_be_an_attribute(read):
    declared = '<attributes class="edge"><attribute id="0" title="weight" type="double"/></attributes>'
    edge = '<edge source="a" target="a"><attvalues><attvalue for="0" value="3"/></attvalues></edge>'
    assert read(gexf('<node id="a"/>', edge, declared)).ties["strength"].to_list() == [3.0]


def test_bad_places_are_listed_together(faults):
    error = faults(
        gexf(
            '<node id="a"><attvalues><attvalue for="0" value="forty"/></attvalues></node><node id="a"/><node/>',
            '<edge source="a" target="z" weight="inf"/>',
            DECLARED,
        ).replace("</gexf>", "<graph/></gexf>")
    )
    assert sorted(error.problems["code"]) == [
        "person_twice",
        "person_without_id",
        "second_graph",
        "strength_not_finite",
        "undeclared_person",
        "value_not_kind",
    ]
