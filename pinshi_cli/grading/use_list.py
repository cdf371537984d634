"""A list of the use of results, as a command shows it: lines by rule, what is open, the sums."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.use_bonus import Division, Portion, coefficient_of, divide
from pinshi_cli.grading.use_contact import Ledger, contact_facts
from pinshi_cli.grading.use_facts import NOTHING, Facts
from pinshi_cli.grading.use_people import Candidate
from pinshi_cli.grading.use_thirds import seats_of, third_of
from pinshi_cli.grading.uses import Entry, Stated, blanks, defaults, entries, rules_of
from pinshi_cli.model.number import fixed, plain
from pinshi_cli.model.period import quarter_word
from pinshi_cli.model.register import Person
from pinshi_cli.model.words import AWAITED, BEST_OF_YEAR
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.use_book import Use
from pinshi_cli.policy.use_facts import fact_of

TITLES = {
    "promotion": "职级晋升名单",
    "bonus": "奖金分配表",
    "talent": "培养名单",
    "improve": "提醒改进名单",
    "praise": "表扬奖励名单",
    "contact": "联系点评估",
    "training": "培训情况",
    "check": "年度优秀核对",
}
"""What each kind of list is called."""

_SHOWN_FACTS: dict[str, tuple[str, ...]] = {
    "promotion": ("target", "type", "political", "situation", "theory"),
    "bonus": ("annual",),
    "talent": ("age", "post", "rank"),
    "improve": ("measure",),
    "praise": ("honour", "special"),
    "contact": ("tasks", "done-share", "quantity", "quality", "score", "place"),
    "training": ("hours", "theory"),
    "check": ("annual",),
}
"""The facts that stand beside each line, whatever the rules ask."""


class Line(NamedTuple):
    """One line of a list. For a contact point `id` is the unit's code and `name` its name.

    `quarters` is what the four quarters show (None: no register); `facts` those of the kind, by
    their titles. `portion` is a share of the bonus, `annual` the grade of the year.
    """

    unit: str
    id: str
    name: str
    person: Person | None
    quarters: tuple[str | None, ...]
    facts: tuple[tuple[str, str], ...]
    entry: Entry
    portion: Portion | None = None
    annual: str = ""


class Ranked(NamedTuple):
    """A contact point in the order of the evaluation; `place` is None where it has no score."""

    unit: str
    ledger: Ledger
    place: int | None


class Made(NamedTuple):
    """A list made. `notices` stand above it: what is only proposed, open, assumed or lacking.

    `closing` are the lines below: counts, shares, posts. `division` is the bonus divided, `ranked`
    the order of the contact points.
    """

    kind: str
    policy: Policy
    notices: tuple[str, ...]
    lines: tuple[Line, ...]
    closing: tuple[str, ...]
    division: Division | None = None
    ranked: tuple[Ranked, ...] = ()

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def by_rule(self) -> list[tuple[Use, list[Line]]]:
        """The lines under each rule that lists somebody, in the order of the book."""
        rules = rules_of(self.kind, self.policy)
        under = [(rule, [each for each in self.lines if each.entry.rule == rule]) for rule in rules]
        return [(rule, lines) for rule, lines in under if lines]


def make_list(
    kind: str, people: Sequence[tuple[str, Candidate]], policy: Policy, stated: Stated
) -> Made:
    """The list of a kind over people (each with the unit's name)."""
    lines = [
        _line(kind, unit, each, entry)
        for unit, each in people
        for entry in entries(kind, each.facts, policy, stated)
    ]
    made = Made(kind, policy, open_numbers(kind, policy, stated), tuple(lines), ())
    if kind == "check":
        return made._replace(closing=tuple(_check_counts(made, people)))
    if kind == "promotion":
        return made._replace(closing=(*_counts(made), *_thirds(people, made, stated)))
    return made._replace(closing=tuple(_counts(made)))


def make_ranking(
    ledgers: Sequence[tuple[str, str, Ledger]], policy: Policy, stated: Stated
) -> Made:
    """The list of contact points: (name, code, ledger) of each unit."""
    facts = contact_facts([ledger for _, _, ledger in ledgers])
    lines = []
    ranked = []
    for (name, code, ledger), known in zip(ledgers, facts, strict=True):
        if ledger.contact:
            place = known.get("place", NOTHING).low
            ranked.append(Ranked(name, ledger, None if place is None else int(place)))
            lines += [
                Line(name, code, name, None, (), _facts("contact", known), entry)
                for entry in entries("contact", known, policy, stated)
            ]
    ranked.sort(key=lambda each: (each.place is None, each.place or 0))
    notices = list(open_numbers("contact", policy, stated))
    notices += [
        f"{each.unit}没有评估得分：台账缺定量得分或定性评价"
        for each in ranked
        if each.place is None
    ]
    notices += [
        f"{each.unit}有 {each.ledger.unfilled} 项任务缺定量得分或定性评价，按已填的平均"
        for each in ranked
        if each.place is not None and each.ledger.unfilled
    ]
    made = Made("contact", policy, tuple(notices), tuple(lines), (), ranked=tuple(ranked))
    return made._replace(closing=tuple(_counts(made)))


def with_bonus(made: Made, amount: Fraction | None, people: Sequence[Candidate]) -> Made:
    """The list of a bonus with everyone's share; without one where something is still open."""
    by_id = {each.person.id: each for each in people}
    coefficients: list[Fraction] = []
    waiting: list[str] = []
    for line in made.lines:
        candidate = by_id[line.id]
        shown = [each.word for each in candidate.shown]
        entry = line.entry
        found = coefficient_of(shown, line.annual, entry.rule.factor, made.policy)
        if found is None or entry.open:
            waiting.append(line.name)
        coefficients.append(found if found is not None else Fraction(0))
    listed = {line.id for line in made.lines}
    waiting += [
        each.person.name for each in people if _waits(each, made) and each.person.id not in listed
    ]
    if amount is None:
        return _told(made, "基本信息没有填写奖金总额，不分配")
    if waiting:
        return _told(
            made, f"{'、'.join(waiting)}的系数还没有定（等次待定或缺年度结论），奖金暂不分配"
        )
    division = divide(amount, coefficients)
    if division is None:
        return _told(made, "没有人有大于 0 的系数，奖金没有分出")
    lines = tuple(
        line._replace(portion=portion)
        for line, portion in zip(made.lines, division.portions, strict=True)
    )
    made = made._replace(lines=lines, division=division)
    if division.by_order:
        made = _told(made, "有人应得的尾数完全相同，剩下的分按名册先后各加一分，与考核无关")
    without = [said for each in people for said in _uncounted(each, made.policy)]
    if without:
        made = _told(made, f"没有等次的季度不计系数：{'、'.join(without)}")
    paid = sum((each.amount for each in division.portions), Fraction(0))
    closing = f"奖金总额 {fixed(amount, 2)} 元，分给 {len(lines)} 人，合计 {fixed(paid, 2)} 元"
    return made._replace(closing=(*made.closing, closing))


def _waits(each: Candidate, made: Made) -> bool:
    """Whether a grade that is still to come could bring somebody a share."""
    counted = {coefficient.grade for coefficient in made.policy.coefficients}
    return AWAITED not in counted and any(shown.word == AWAITED for shown in each.shown)


def _uncounted(each: Candidate, policy: Policy) -> list[str]:
    """The quarters of somebody that have no grade, and so count nothing."""
    counted = {coefficient.grade for coefficient in policy.coefficients}
    return [
        f"{each.person.name}{quarter_word(number)}（{shown.word}）"
        for number, shown in enumerate(each.shown, start=1)
        if shown.word is not None and shown.word not in counted
    ]


def _told(made: Made, notice: str) -> Made:
    return made._replace(notices=(*made.notices, notice))


def open_numbers(kind: str, policy: Policy, stated: Stated) -> tuple[str, ...]:
    """What the source leaves open: blanked numbers, numbers told, and defaults nobody confirmed."""
    said = [
        f"{rule.title}：原文未定，本单位未填“{label}”，不据此定任何人"
        for label, rule in blanks(kind, policy, stated)
    ]
    for rule in rules_of(kind, policy):
        if rule.gives and rule.gives not in stated:
            said.append(f"{rule.title}：原文未定幅度，本单位未填“{rule.gives}”")
        elif rule.gives:
            said.append(f"{rule.title}：{rule.gives} {plain(stated[rule.gives])}")
    assumed = [f"{name} {value}".strip() for name, value, _ in defaults(kind, policy, stated)]
    coefficients = policy.coefficients if kind == "bonus" else ()
    if any(each.source.assumed for each in coefficients):
        assumed.append("、".join(f"{each.grade} {plain(each.factor)}" for each in coefficients))
    evaluation = policy.evaluation if kind == "contact" else None
    if evaluation is not None and evaluation.source.assumed and evaluation.label not in stated:
        assumed.append(f"{evaluation.label or '定量占比'} {plain(evaluation.quantity)}")
    if assumed:
        said.append(f"以下参数为默认值，本单位尚未确认：{'；'.join(dict.fromkeys(assumed))}")
    return tuple(dict.fromkeys(said))


def _line(kind: str, unit: str, each: Candidate, entry: Entry) -> Line:
    person = each.person
    quarters = tuple(shown.word for shown in each.shown)
    facts = _facts(kind, each.facts)
    annual = "".join(each.facts["annual"].words)
    return Line(unit, person.id, person.name, person, quarters, facts, entry, annual=annual)


def _facts(kind: str, facts: Facts) -> tuple[tuple[str, str], ...]:
    """The kind's own facts, by their titles."""
    named = [(fact_of(name), facts.get(name, NOTHING)) for name in _SHOWN_FACTS[kind]]
    return tuple(
        (fact.title, known.said if known != NOTHING else "") for fact, known in named if fact
    )


def _counts(made: Made) -> list[str]:
    """`共 3 人：限期改进 2，待岗学习 1`; open ones are told apart."""
    if not made.lines:
        return ["没有应列入的" + ("单位。" if made.kind == "contact" else "人。")]
    said = []
    for rule, lines in made.by_rule:
        still = sum(1 for line in lines if line.entry.open)
        said.append(f"{rule.then} {len(lines)}" + (f"（其中待定 {still}）" if still else ""))
    noun = "个单位" if made.kind == "contact" else "人"
    number = len({(line.unit, line.id) for line in made.lines})
    return [f"共 {number} {noun}：{'，'.join(said)}"]


def _check_counts(made: Made, people: Sequence[tuple[str, Candidate]]) -> list[str]:
    """Of those who are 优秀, how many each rule lists, and what share that is."""
    best = sum(1 for _, each in people if BEST_OF_YEAR in each.facts["annual"].words)
    said = [f"年度拟定“{BEST_OF_YEAR}” {best} 人"]
    for rule, lines in made.by_rule:
        share = f"，占 {fixed(Fraction(100 * len(lines), best), 1)}%" if best else ""
        said.append(f"{rule.then}：{len(lines)} 人{share}")
    return said


def _thirds(
    people: Sequence[tuple[str, Candidate]], made: Made, stated: Mapping[str, Fraction]
) -> list[str]:
    """The shares of the higher ranks: posts and candidates. Nobody is chosen here."""
    policy, rule = made.policy, made.policy.higher_ranks
    if rule is None:
        return []
    by_id = {each.person.id: each for _, each in people}
    may = [line for line in made.lines if not line.entry.rule.bars and not line.entry.open]
    of = [(third_of(by_id[line.id].facts, policy), line.name) for line in may]
    seats = seats_of(policy, stated)
    said = [f"{'、'.join(rule.ranks)}按类型均分"]
    if seats is None:
        said[0] += f"：本单位未填“{rule.label}”，职数未分"
    elif seats.left:
        said[0] += f"：每类 {seats.each} 个，余 {seats.left} 个由本单位研究给哪一类"
    for third in policy.thirds:
        names = [name for kind, name in of if kind == third.name]
        posts = f"职数 {seats.each}，" if seats is not None else ""
        said.append(f"{third.name}：{posts}人选 {len(names)} 人　{'、'.join(names)}".rstrip("　"))
    lacking = [name for kind, name in of if kind == ""]
    if lacking:
        said.append(f"没有填类型的：{'、'.join(lacking)}")
    return said
