from __future__ import annotations

import pytest

from critical_sna.survey.description.naming import attribute_name, relation_name, slug
from critical_sna.survey.description.wording import propose_scale


@pytest.mark.parametrize(
    "levels",
    [
        ["Never", "1-2 times/year", "Monthly", "Weekly", "Daily"],
        ["Not at all", "Less than once a year", "Quarterly", "Less than once a week", "Once a week", "Every day"],
        ["never", "rarely", "sometimes", "often", "always"],
        ["No contact", "A few times a year", "Every other week", "2-3 times a week"],
        ["None", "A little", "Some", "A lot", "Completely"],
    ],
)
def test_words_of_frequency_and_amount_are_put_in_order(levels):
    for given in (levels, levels[::-1], sorted(levels)):
        draft = propose_scale(given)
        assert list(draft.levels) == levels
        assert draft.start == 0
        assert draft.order_is_known


def test_words_that_mean_no_answer_are_missing():
    draft = propose_scale(["Never", "Refused", "Weekly", "Prefer not to say", "N/A"])
    assert draft.levels == ("Never", "Weekly")
    assert draft.missing == ("N/A", "Prefer not to say", "Refused")


def test_words_whose_order_is_not_known_say_so():
    draft = propose_scale(["green", "amber", "none"])
    assert draft.levels[0] == "none"
    assert draft.start == 0
    assert not draft.order_is_known


def test_codes_keep_the_numbers_they_are_and_fill_the_gaps():
    assert propose_scale(["1", "4", "2"]) == (("1", "2", "3", "4"), 1, (), True, True, False)
    assert propose_scale(["0", "2", "-99"])[:3] == (("0", "1", "2"), 0, ("-99",))


@pytest.mark.parametrize("texts", [["1.5", "2"], ["250", "3"], ["-1", "2"], ["Yes"], ["x"], ["checked", "yes", "no"]])
def test_strengths_and_plain_ticks_need_no_scale(texts):
    assert propose_scale(texts) is None


@pytest.mark.parametrize(
    ("texts", "levels"), [(["Yes", "No"], ("No", "Yes")), (["Checked", "Unchecked"], ("Unchecked", "Checked"))]
)
def test_a_tick_that_is_also_denied_has_a_level_for_none(texts, levels):
    draft = propose_scale(texts)
    assert (draft.levels, draft.start) == (levels, 0)


def test_ticks_beside_a_missing_word_make_a_scale_without_a_level_for_none():
    draft = propose_scale(["Yes", "Refused"])
    assert (draft.levels, draft.start, draft.missing) == (("Yes",), 1, ("Refused",))


def test_names_come_from_the_words_of_the_question():
    assert relation_name("To whom do you go for advice?", "Q5", []) == "advice"
    assert relation_name("Whom do you trust?", "Q6", ["trust"]) == "trust_2"
    assert relation_name("Advice", "my_column", [], say_so=False) == "my_column"
    assert relation_name("?", "", []) == "tie"
    assert slug("Ein sehr langer Fragentext, der nicht endet, weil er so lang ist") == "ein_sehr_langer_fragentext_der"
    assert attribute_name("Role in the partnership", "Q3", []) == "role_in_the_partnership"
    assert attribute_name("", "Q3", ["q3"]) == "q3_2"
    assert attribute_name("Status", "status", []) == "their_status"


def test_levels_that_a_file_declares_keep_its_order_unless_their_words_tell_one():
    strange = propose_scale(["amber", "Skipped", "z"], ["green", "amber", "red"], {"z"})
    assert strange == (("green", "amber", "red"), 1, ("Skipped", "z"), True, False, True)
    turned = propose_scale(["Daily"], ["Daily", "Weekly", "Never"])
    assert (turned.levels, turned.start, turned.told) == (("Never", "Weekly", "Daily"), 0, True)
    assert propose_scale(["blue", "Weekly"], ["Daily", "Weekly"]).told is False
    assert propose_scale(["No", "Yes"], ["No", "Yes"])[:2] == (("No", "Yes"), 0)
