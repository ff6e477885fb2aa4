"""The first three sections: what was asked, who answered, and how blanks and silence were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from critical_sna._core.frames import UNKNOWN_GROUP
from critical_sna.network.partner import ANSWERED, PartnerNetwork
from critical_sna.report.blocks import Block, Cell, Listing, Paragraph, Section, Table
from critical_sna.report.finding import headline
from critical_sna.report.subject import Subject, hidden_note, percent, quoted
from critical_sna.survey import RelationalSurvey
from critical_sna.words import phrases, say


def question(subject: Subject) -> Section:
    """The question as it was asked, how it is read, and the finding in one sentence."""
    net = subject.net
    asked = "asked" if net.question else "asked_relation" if net.relation else "asked_nothing"
    blocks: list[Block] = [
        Paragraph(
            say(f"report.{asked}", question=quoted(net.question or ""), relation=quoted(net.relation or "")), "quote"
        ),
        Paragraph(say(f"report.read_{net.reports or 'not_declared'}")),
    ]
    scale = [quoted(level) for level in net.levels or ()]
    extras = [say("report.levels", levels=", ".join(scale))] if scale else []
    extras += [say("report.choices", n=net.choices)] if net.choices else []
    blocks += [Paragraph(" ".join(extras))] if extras else []
    blocks.append(Paragraph(headline(net), "lead"))
    return Section("question", say("report.section_question"), tuple(blocks))


def answers(subject: Subject) -> Section:
    """Who was asked and who answered, by group and by wave."""
    net = subject.net
    asked, answered = int(net.asked.sum()), int(net.answered.sum())
    blocks: list[Block] = [Paragraph(_answered(net), "lead")]
    way = {"gives_to": "_own", None: "_names"}.get(net.reports, "")
    lines = [say(f"report.silent{way}", n=asked - answered)] if asked > answered else []
    never = net.n_people - asked
    lines += [say("report.never_asked", n=never)] if never else []
    blocks += [Paragraph(line) for line in lines]
    blocks += _by_group(subject)
    if len(subject.waves) > 1:
        blocks.append(_by_wave(subject))
    return Section("answers", say("report.section_answers"), tuple(blocks))


def _answered(net: PartnerNetwork) -> str:
    if not net.status_given:
        return say("report.all_answered", n=net.n_people)
    asked, answered = int(net.asked.sum()), int(net.answered.sum())
    if not asked:
        return say("report.asked_nobody")
    return say("report.answered", n=asked, answered=answered, percent=percent(net.response_rate))


def _by_group(subject: Subject) -> list[Block]:
    net = subject.net
    rows = [_rate_row(say("report.everyone"), int(net.asked.sum()), int(net.answered.sum()))]
    hides = bool(subject.names) and bool(subject.hidden.all())
    counts = zip(subject.names, subject.count(net.asked), subject.count(net.answered), subject.hidden, strict=True)
    for name, asked, answered, hidden in () if hides else counts:
        dashes = (group_name(name), (Cell(say("report.dash")),) * 3)
        rows.append(dashes if hidden else _rate_row(group_name(name), int(asked), int(answered)))
    if subject.labels is None:
        note = say("report.no_groups")
    else:
        note = say("report.all_hidden") if hides else hidden_note(subject, subject.hidden)
    heads = tuple(say(f"report.head_{head}") for head in ("group", "asked", "answered", "rate"))
    table = Table(say("report.table_answers"), heads, tuple(rows), note=note, bars=True)
    way = {"gives_to": "_own", None: "_names"}.get(net.reports, "")
    return [table, Paragraph(say(f"report.answers_care{way}"), "note")]


def _rate_row(name: str, asked: int, answered: int) -> tuple[str, tuple[Cell, ...]]:
    rate = answered / asked if asked else float("nan")
    return name, (Cell(f"{asked:,}"), Cell(f"{answered:,}"), Cell(percent(rate), rate if asked else 0.0))


def _by_wave(subject: Subject) -> Table:
    rows = []
    for wave, net in subject.waves.items():
        asked, answered = int(net.asked.sum()), int(net.answered.sum())
        cells = (asked, answered, percent(net.response_rate), net.n_people, net.n_ties)
        rows.append((quoted(wave), tuple(Cell(str(cell)) for cell in cells)))
    return Table(
        say("report.table_waves"),
        tuple(say(f"report.head_{head}") for head in ("wave", "asked", "answered", "rate", "people", "ties")),
        tuple(rows),
        note=say("report.waves_care", wave=quoted(subject.net.wave or "")),
    )


def reading(subject: Subject) -> Section:
    """How blanks and silence were read, and what was odd in the files: counts and plain words, nobody's name."""
    net, survey = subject.net, subject.survey
    lines = [say("report.silence")]
    if survey is not None and net.relation is not None:
        lines += blanks_in_words(survey, net.relation, (net.wave or "",))
    else:
        lines.append(say("report.blank_not_recorded"))
    lines.append(say("report.open_cells", n=len(net.unknown)))
    if net.self_ties_dropped:
        lines.append(say("report.self_ties", n=net.self_ties_dropped))
    blocks: list[Block] = [Listing(tuple(lines))]
    counts = _issue_counts(subject)
    if counts:
        rows = tuple((issue_in_words(code), (Cell(f"{n:,}"),)) for code, n in sorted(counts.items()))
        heads = (say("report.head_issue"), say("report.head_count"))
        blocks.append(Table(say("report.table_issues"), heads, rows, note=say("report.issues_care")))
    return Section("reading", say("report.section_reading"), tuple(blocks))


def blanks_in_words(survey: RelationalSurvey, relation: str, waves: Iterable[str]) -> list[str]:
    """Say how blank cells, empty questions and people without any row were read."""
    asked_as = survey.codebook.relations[relation]
    lines = [say(f"report.blank_{asked_as.blank}"), say(f"report.empty_block_{asked_as.empty_block}")]
    answers = survey.answers
    without = 0
    for wave in waves:
        people = survey.people_in(relation, wave)
        told = answers.loc[(answers["relation"] == relation) & (answers["wave"] == wave), "source"]
        answered = people.index[people["status"].isin(ANSWERED)]
        without += int((~answered.isin(told)).sum())
    if without and asked_as.empty_block != "none":
        lines.append(say("report.no_row", n=without))
    return lines


def _issue_counts(subject: Subject) -> Counter[str]:
    issues = subject.net.issues if subject.survey is None else subject.survey.issues
    counts: Counter[str] = Counter()
    for code, n in zip(issues["code"], issues["count"], strict=True):
        counts[str(code)] += int(n)
    return counts


def issue_in_words(code: str) -> str:
    """Say what kind of thing an issue is, without its text, which holds names."""
    key = f"issue_{code}"
    return say(f"report.{key}") if key in phrases("report") else say("report.issue_other", code=code)


def group_name(name: str) -> str:
    """Give a group's name as it is printed in a table."""
    from critical_sna.maps.codes import clean

    return say("report.unknown_group") if name == UNKNOWN_GROUP else clean(name)
