from __future__ import annotations

import pytest

from critical_sna.errors import DataError

KEYS = """
<key id="l" for="node" attr.name="label" attr.type="string"/>
<key id="a" for="node" attr.name="age" attr.type="int"><default>40</default></key>
<key id="s" for="node" attr.name="share" attr.type="double"/>
<key id="b" for="node" attr.name="paid" attr.type="boolean"/>
<key id="w" for="edge" attr.name="weight" attr.type="double"/>
<key id="k" for="edge" attr.name="kind" attr.type="string"/>
"""


def graphml(body, keys=KEYS, default="directed", more=""):
    return (
        f'<?xml version="1.0"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{keys}\n'
        f'<graph id="G" edgedefault="{default}">\n{body}\n</graph>{more}</graphml>'
    )


def test_people_ties_and_typed_attributes_are_read(read, ties_of):
    tables = read(
        graphml(
            '<node id="1"><data key="l">Ana</data><data key="a">41</data><data key="b">true</data></node>\n'
            '<node id="01"><data key="s">0.5</data></node>\n<node id="1.0"/>\n'
            '<edge source="1" target="01"><data key="w">2</data><data key="k">by phone</data></edge>\n'
            '<edge source="01" target="1"><data key="w">0.5</data></edge>'
        )
    )
    assert tables.people["id"].to_list() == ["1", "01", "1.0"]
    assert tables.people["label"].to_list() == ["Ana", "01", "1.0"]
    assert tables.people["age"].to_list() == [41, 40, 40]
    assert [str(d) for d in tables.people.dtypes[2:]] == ["Int64", "float64", "boolean"]
    assert tables.people["paid"].isna().to_list() == [False, True, True]
    assert [row[:3] for row in ties_of(tables)] == [("1", "01", 2.0), ("01", "1", 0.5)]
    assert tables.ties["kind"].dropna().to_list() == ["by phone"]
    assert tables.directed
    assert tables.issues["code"].to_list() == ["isolate"]
    assert repr(tables) == "GraphTables(3 people, 2 ties, directed, 1 issues)"


def test_a_tie_without_direction_is_two_ties_and_a_self_tie_one(read, ties_of):
    body = '<node id="a"/><node id="b"/><edge source="a" target="b"/><edge source="b" target="b"/>'
    tables = read(graphml(body, default="undirected"))
    assert [tie[:3] for tie in ties_of(tables)] == [("a", "b", 1.0), ("b", "a", 1.0), ("b", "b", 1.0)]
    assert not tables.directed
    mixed = read(graphml(body + '<edge source="b" target="a" directed="true"/>', default="undirected"))
    assert mixed.directed
    assert len(mixed.ties) == 4
    turned = read(graphml('<node id="a"/><node id="b"/><edge source="a" target="b" directed="false"/>'))
    assert len(turned.ties) == 2


def test_the_strength_may_be_called_weight_or_value_and_may_have_a_default(read, ties_of):
    for name in ("strength", "weight", "Weight", "value"):
        keys = f'<key id="x" for="edge" attr.name="{name}" attr.type="double"><default>4</default></key>'
        body = '<node id="a"/><node id="b"/><edge source="a" target="b"><data key="x">3</data></edge>'
        assert ties_of(read(graphml(body + '<edge source="b" target="a"/>', keys))) == [
            ("a", "b", 3.0),
            ("b", "a", 4.0),
        ]


def test_a_tie_of_strength_zero_is_none_and_one_without_strength_is_told(read):
    tables = read(
        graphml(
            '<node id="a"/><node id="b"/><edge source="a" target="b"><data key="w">0</data></edge>'
            '<edge source="b" target="a"/><edge source="b" target="a"><data key="w">2</data></edge>'
        )
    )
    assert tables.ties["strength"].to_list() == [1.0, 2.0]
    assert set(tables.issues["code"]) == {"zero_strength", "no_strength"}


def test_every_bad_place_is_in_one_error_with_its_line(faults):
    error = faults(
        graphml(
            '<node id="a"><data key="a">n/a</data></node>\n<node id="a"/>\n<node/>\n'
            '<node id="c"><data key="b">perhaps</data><data key="s">inf</data><data key="a">99999999999999999999</data>'
            "</node>\n"
            '<edge source="a" target="ghost"><data key="w">NaN</data></edge>\n'
            '<edge source="a" target="c"><data key="w">-1</data></edge>\n'
            '<edge source="a"><data key="w">much</data></edge>\n<hyperedge/>\n'
            '<edge source="a" target="c"><data key="w">1e999</data></edge>'
        ),
        "net.graphml",
    )
    found = set(zip(error.problems["code"], error.problems["row"] - 10, strict=True))
    assert found == {
        ("value_not_kind", 1),
        ("person_twice", 2),
        ("person_without_id", 3),
        ("value_not_kind", 4),
        ("value_not_finite", 4),
        ("strength_not_finite", 5),
        ("undeclared_person", 5),
        ("strength_negative", 6),
        ("strength_not_number", 7),
        ("tie_without_end", 7),
        ("hyperedge", 8),
        ("strength_not_finite", 9),
    }
    assert len(error.problems) == 13
    assert "'n/a' in 'age' is not a whole number" in str(error)
    assert "line 11" in str(error)
    assert "'ghost'" in error.problems["text"].iloc[-1]


def test_a_second_network_in_the_file_is_refused(faults):
    more = '<graph edgedefault="directed"><node id="z"/><edge source="z" target="z"/></graph>'
    assert faults(graphml('<node id="a"/>', more=more)).problems["code"].to_list() == ["second_graph"]
    nested = graphml('<node id="a"><graph edgedefault="directed"><node id="b"/></graph></node>')
    assert faults(nested).problems["code"].to_list() == ["second_graph"]


def test_undeclared_and_renamed_attributes_and_drawings_are_told(read):
    keys = (
        '<key id="i" for="node" attr.name="id" attr.type="string"/><key id="d6" for="node" yfiles.type="nodegraphics"/>'
    )
    tables = read(
        graphml(
            '<node id="a"><data key="i">7</data><data key="q">x</data></node>'
            '<node id="b"><data key="d6"><y:ShapeNode xmlns:y="y"><y:Fill color="red"/><y:NodeLabel>Bo</y:NodeLabel>'
            "</y:ShapeNode></data></node>",
            keys,
        )
    )
    assert tables.people.to_dict("list")["id_2"][0] == "7"
    assert tables.people["q"].to_list()[0] == "x"
    assert tables.people["label"].to_list() == ["a", "Bo"]
    assert set(tables.issues["code"]) == {"attribute_renamed", "undeclared_attribute", "layout_left_out"}


def test_a_name_is_the_label_where_there_is_no_label(read):
    keys = '<key id="n" for="node" attr.name="name" attr.type="string"/>'
    tables = read(graphml('<node id="n0"><data key="n">Ana</data></node><node id="n1"/>', keys))
    assert tables.people["label"].to_list() == ["Ana", "n1"]
    assert tables.people["name"].to_list()[0] == "Ana"


def test_a_default_outside_a_key_means_nothing(read):
    assert len(read(graphml('<default>1</default><node id="a"><default>2</default></node>', "<default/>")).people) == 1


def test_relations_and_keys_for_all(read):
    keys = '<key id="r" for="all" attr.name="relation" attr.type="string"/>'
    body = '<node id="a"><data key="r">x</data></node><edge source="a" target="a"><data key="r">advice</data></edge>'
    tables = read(graphml(body, keys))
    assert tables.ties["relation"].to_list() == ["advice"]
    assert tables.people["relation"].to_list() == ["x"]


def test_the_same_label_twice_keeps_two_people(read):
    tables = read(graphml('<node id="a"><data key="l">Ana</data></node><node id="b"><data key="l">Ana</data></node>'))
    assert len(tables.people) == 2
    assert "'Ana' (a, b)" in tables.issues.set_index("code").loc["duplicate_label", "text"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<graphml><graph></graphml>", "not whole XML"),
        ("<graphml>", "cut short"),
        ("<graphml/><graphml/>", "not whole XML"),
        ("<?xml version='1.0' encoding='klingon'?><graphml/>", "XML|encoding"),
        ("<?xml version='1.0' encoding='utf-8'?><graphml a='\x01'/>", "not whole XML"),
        ("<!DOCTYPE graphml SYSTEM 'graphml.dtd'><graphml/>", "entity"),
        ("<html></html>", "begins with <html>"),
        ("<!-- nothing -->", "cannot be seen"),
    ],
)
def test_what_is_not_whole_graphml_says_so(faults, text, words):
    with pytest.raises(DataError, match=words):
        raise faults(text, "net.graphml" if "html>" not in text and "nothing" not in text else "net.xml")


def test_a_named_format_must_fit(faults):
    assert "not graphml" in str(faults("<gexf/>", "net.xml", format="graphml"))
    assert "not whole XML" in str(faults("no markup at all", "net.graphml"))


def test_growing_entities_and_deep_nesting_stop_at_once(faults):
    bomb = '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(5)
    )
    assert "entity" in str(faults(bomb + "]><graphml>&f;</graphml>", "bomb.graphml"))
    deep = "<graphml>" + "<graph>" * 20_000 + "</graph>" * 20_000 + "</graphml>"
    assert "nested more than 100 deep" in str(faults(deep, "deep.graphml"))


def test_attributes_that_would_fill_too_many_cells_are_refused(faults, monkeypatch):
    monkeypatch.setattr("critical_sna.formats.tables.MAX_GRAPH_CELLS", 5)
    assert "more than 5 cells" in str(faults(graphml('<node id="a"/><node id="b"/>')))


def test_too_many_people_ties_elements_and_faults_are_refused(faults, monkeypatch):
    body = '<node id="a"/><node id="b"/>'
    monkeypatch.setattr("critical_sna.formats.tables.MAX_GRAPH_PEOPLE", 1)
    assert "more than 1 people" in str(faults(graphml(body)))
    monkeypatch.undo()
    monkeypatch.setattr("critical_sna.formats.tables.MAX_GRAPH_TIES", 0)
    assert "more than 0 ties" in str(faults(graphml(body + '<edge source="a" target="b"/>')))
    monkeypatch.undo()
    monkeypatch.setattr("critical_sna.formats.xml.MAX_XML_ELEMENTS", 3)
    assert "too many" in str(faults(graphml(body, keys="<key/>")))
    monkeypatch.undo()
    monkeypatch.setattr("critical_sna.formats.findings.MAX_FAULTS", 3)
    error = faults(graphml('<node id="a"/>' * 9))
    assert error.problems["code"].to_list() == ["person_twice"] * 3 + ["too_many_faults"]
    assert "more than 3 bad places" in str(error)


def test_many_kinds_of_faults_are_counted_in_the_message(faults):
    error = faults(graphml("".join(f'<node id="{i}"/><node id="{i}"/>' for i in range(15))))
    assert "and 3 more kinds" in str(error)
    assert len(error.problems) == 15


def test_utf_16_and_latin_1_xml_are_read(read):
    text = graphml('<node id="Zoë"/>').replace('version="1.0"', 'version="1.0" encoding="{}"')
    assert read(text.format("utf-16").encode("utf-16"), "n.graphml").people["id"].to_list() == ["Zoë"]
    assert read(text.format("iso-8859-1").encode("latin-1"), "n.graphml").people["id"].to_list() == ["Zoë"]
