from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna.survey.answers.collected import STATES, TEXTS, Answer, Answers, as_text

ONE = Answer("w", "advice", "Cy", "Ana", 2.0, "tie", "b.csv", 4, "to")


def many(answers, pairs, relation="advice"):
    people, columns = answers.people, answers.columns
    size = len(pairs)
    answers.extend(
        wave=np.full(size, answers.waves["w"], dtype=np.int32),
        relation=relation,
        source=np.array([people[s] for s, _ in pairs], dtype=np.int32),
        target=np.array([people[t] for _, t in pairs], dtype=np.int32),
        strength=np.arange(size, dtype=np.float64),
        state=np.zeros(size, dtype=np.int32),
        file="a.csv",
        row=np.arange(size, 0, -1),
        column=np.full(size, columns["to"], dtype=np.int32),
    )


def test_answers_that_come_one_by_one_and_in_columns_stand_in_one_sorted_table():
    answers = Answers()
    answers.append(ONE)
    many(answers, [("Cy", "Ana"), ("Bo", "Ana"), ("Cy", "Ana")])
    answers.append(ONE._replace(source="Ana", target="Bo", state="missing", strength=float("nan")))
    assert len(answers) == 5
    table = as_text(answers.sealed().table())
    assert table[["source", "target", "file", "row"]].to_numpy().tolist() == [
        ["Ana", "Bo", "b.csv", 4],
        ["Bo", "Ana", "a.csv", 2],
        ["Cy", "Ana", "a.csv", 1],
        ["Cy", "Ana", "a.csv", 3],
        ["Cy", "Ana", "b.csv", 4],
    ]
    assert table["state"].to_list() == ["missing", "tie", "tie", "tie", "tie"]
    assert {name: str(kind) for name, kind in table.dtypes.items()} == {
        **dict.fromkeys(TEXTS, "str"),
        "strength": "float64",
        "row": "int64",
    }


def test_a_person_who_is_left_out_of_one_wave_stays_in_the_others():
    answers = Answers()
    answers.append(ONE)
    answers.append(ONE._replace(wave="v"))
    answers.append(ONE._replace(target="Bo"))
    answers.leave_out({("w", "Ana")})
    assert as_text(answers.sealed().table())[["wave", "target"]].to_numpy().tolist() == [["v", "Ana"], ["w", "Bo"]]


def test_no_answers_are_an_empty_table():
    table = as_text(Answers().sealed().table())
    assert table.empty
    assert table.columns.to_list() == list(Answer._fields)


def test_pairs_sort_as_their_texts_and_turn_round():
    answers = Answers()
    many(answers, [("Bo", "Ana"), ("Ana", "Cy")], relation="trust")
    many(answers, [("Cy", "Bo")])
    sealed = answers.sealed()
    pairs = np.sort(sealed.pairs)
    wave, relation, source, target = sealed.unpaired(pairs)
    found = [
        (sealed.relations[r], sealed.people[s], sealed.people[t])
        for r, s, t in zip(relation, source, target, strict=False)
    ]
    assert found == [("advice", "Cy", "Bo"), ("trust", "Ana", "Cy"), ("trust", "Bo", "Ana")]
    assert sealed.turned(sealed.turned(pairs)).tolist() == pairs.tolist()
    assert [sealed.people[s] for s in sealed.unpaired(sealed.turned(pairs))[2]] == ["Bo", "Cy", "Ana"]
    assert not wave.any()


def test_texts_are_kept_once():
    answers = Answers()
    many(answers, [("Ana", "Bo")] * 3)
    table = answers.sealed().table()
    assert isinstance(table["source"].dtype, pd.CategoricalDtype)
    assert table["state"].cat.categories.to_list() == list(STATES)
