"""The smaller parts, one table of examples each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from fogline.core.claim import (
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Precision,
    Quantity,
    Quote,
    Scope,
    Status,
    Victim,
)
from fogline.core.incident import Account, Blame, GradeName, Head, Picture, Statement
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.origin import Tie
from fogline.core.report import Report
from fogline.core.situation import Sentence
from fogline.core.span import Span
from fogline.link import Traits, day_level, duplicates, independent, place_level, sound, traits
from fogline.link.events import Local, locals_of
from fogline.reconcile.agreement import agreement, kappa, sample, wilson
from fogline.reconcile.blame import blames, charged
from fogline.reconcile.control import disagreements, holdings
from fogline.reconcile.conventions.acled import divided
from fogline.reconcile.conventions.ucdp import date_precision
from fogline.reconcile.figures import located
from fogline.reconcile.grades import gaps, grade
from fogline.reconcile.incidents import incident, kind_of
from fogline.reconcile.judgements import corrected, replay, value_of
from fogline.reconcile.layout import html, markdown
from fogline.reconcile.naming import full
from fogline.reconcile.periods import by_day, period
from fogline.reconcile.picture import picture
from fogline.reconcile.record import rebuild
from fogline.reconcile.sentences import sentences
from fogline.reconcile.sides import sides
from fogline.reconcile.situation import situation
from fogline.reconcile.tolls import until

D = date(2022, 5, 2)


def place(name: str, precision: str = "place", within: str | None = None, admin1: str | None = "North") -> ClaimPlace:
    return ClaimPlace(name, name, Precision(precision), admin1, "SD", within)


def claim(quote: str = "shells killed 9 people in Kutum", n: int = 9, **more: object) -> Claim:
    base = Claim(
        id="c1",
        type=ClaimType.SHELLING,
        evidence=Quote(Span(0, len(quote)), quote),
        places=(place("Kutum"),),
        time=ClaimTime(None, Days.on(D)),
        quantities=(Quantity(Measure.KILLED, str(n), Count(n, n)),),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def said(c: Claim, report: str = "r1", origin: str = "Darfur Bar", named: bool = True) -> Statement:
    return Statement(Head(report, "Nile Gazette", D, archived=True), c, origin, named)


def spots(*places: ClaimPlace) -> Traits:
    return traits(claim(places=places))


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ((place("Saraqib"),), (place("Sarakib"),), "same"),
        ((place("Ardamata", "part", "El Geneina"),), (place("El Geneina"),), "inside"),
        ((place("Ardamata", "part", "El Geneina"),), (place("Jamarik", "part", "El Geneina"),), "apart"),
        ((place("Kutum"),), (place("Nyala"),), "apart"),
        ((place("North", "admin1", None, "North"),), (place("Kutum"),), "wider"),
        ((place("South", "admin1", None, "South"),), (place("Kutum"),), "apart"),
        ((), (place("Kutum"),), "unknown"),
        ((place("the far west", "area", None, None),), (place("Kutum"),), "country"),
    ],
)
def test_place_levels(a: tuple[ClaimPlace, ...], b: tuple[ClaimPlace, ...], level: str) -> None:
    assert place_level(spots(*a).spots, spots(*b).spots) == level
    assert place_level(spots(*b).spots, spots(*a).spots) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (Days.on(D), Days.on(D), "same"),
        (Days.on(D), Days.on(date(2022, 5, 3)), "next"),
        (Days.on(D), Days.on(date(2022, 5, 4)), "apart"),
        (Days(D, date(2022, 5, 3)), Days.on(date(2022, 5, 4)), "near"),
        (Days.on(D), Days(date(2022, 5, 1), date(2022, 5, 31)), "within"),
        (Days.on(D), Days(date(2022, 1, 1), date(2022, 12, 31)), "long"),
        (Days(), Days.on(D), "unknown"),
        (Days.on(D), Days(date(2022, 6, 1), date(2022, 6, 30)), "apart"),
    ],
)
def test_day_levels(a: Days, b: Days, level: str) -> None:
    assert day_level(a, b) == level
    assert day_level(b, a) == level


def account(origin: str, n: int, named: bool = True, part: bool = False) -> Account:
    return Account("s", "r", Span(0, 1), "q", origin, named, Measure.KILLED, Count(n, n), part=part, said=D)


def test_independent_origins() -> None:
    rows = [account("Darfur Bar", 9), account("the head of the Darfur Bar", 9), account("an official", 8)]
    assert independent([*rows, account("Nile Gazette", 9, named=False)], frozenset()) == ("Darfur Bar",)
    assert independent([account("Nile Gazette", 9, False), account("Echo", 9, False)], frozenset()) == (
        "Echo / Nile Gazette",
    )
    assert independent([account("Darfur Bar", 9, part=True)], frozenset()) == ()


def test_who_passes_on_a_number_is_not_independent() -> None:
    rows = [account("Health Office", 100), account("National Council", 101)]
    assert len(independent(rows, frozenset())) == 2
    assert len(independent(rows, frozenset({("council national", "health office")}))) == 1
    assert (
        len(
            independent([rows[0], account("National Council", 140)], frozenset({("council national", "health office")}))
        )
        == 2
    )


def text(seed: str, n: int = 60) -> str:
    return " ".join(f"{seed}{k * 7 % 61}" for k in range(n))


def test_copies_and_excerpts() -> None:
    a = Report("a", text("x"), published="2022-05-01")
    b = Report("b", "Published here. " + text("x"), published="2022-05-02")
    c = Report("c", " ".join(text("x").split()[:30]), published="2022-05-02")
    d = Report("d", text("y"), published="2022-05-02")
    found = {(e.a, e.b): e.tie for e in duplicates([d, c, b, a])}
    assert found[("b", "a")] is Tie.COPY
    assert Tie.EXCERPT in (found.get(("c", "a")), found.get(("c", "b")))
    assert not any("d" in pair for pair in found)


def test_kappa_and_wilson() -> None:
    assert kappa([("a", "a"), ("r", "r")])[2] == 1
    assert kappa([("a", "r"), ("r", "a")])[2] == -1
    assert kappa([("a", "a"), ("a", "a")])[2] is None
    assert kappa([])[2] is None
    share = wilson(45, 50)
    assert (round(share.low, 3), round(share.high, 3)) == (0.786, 0.957)
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)
    assert wilson(50, 50).high == 1.0


def test_a_sample_does_not_depend_on_order() -> None:
    rows = [f"c{n}" for n in range(100)]
    assert sample(rows, 10, 3) == sample(rows[::-1], 10, 3)
    assert sample(rows, 10, 3) != sample(rows, 10, 4)
    assert len(sample(rows, 1000, 3)) == 100


@pytest.mark.parametrize(
    ("quote", "words", "found"),
    [
        # (the evidence, each quantity's words, and group, in the order of the claim; what each cites)
        ("two died in Kutum, two of them children", [("two", None), ("two", "children")], ["0 two", "19 two"]),
        ("of 15 dead 5 were children", [("15", None), ("5", "children")], ["3 15", "11 5"]),
        (
            "5 children and 5 women were among 15 dead",
            [("15", "dead"), ("5", "women"), ("5", "children")],
            ["34 15", "15 5", "0 5"],
        ),
        ("5 children were among 15 dead", [("15", None), ("5", "children")], ["22 15", "0 5"]),
        ("nine died", [("nine", None), ("nine", "children")], ["0 nine", "0 nine died"]),
    ],
)
def test_every_figure_cites_its_own_words(quote: str, words: list[tuple[str, str | None]], found: list[str]) -> None:
    counted = tuple(
        Quantity(Measure.KILLED, text, Count(n, n), group=Group(group, (), Status.UNKNOWN) if group else None)
        for n, (text, group) in enumerate(words)
    )
    got = located(claim(quote, quantities=counted))
    assert [f"{s.start} {quote[s.start : s.end]}" for s in got] == found


def judgement(verb: Verb, author: str = "A", n: int = 1, **more: object) -> Judgement:
    c = claim()
    anchor = Anchor("r1", c.evidence.span, c.evidence.text, "shelling")
    return Judgement(f"j{n}{author}", verb, author, datetime(2022, 5, n), "", anchor, **more)  # type: ignore[arg-type]


def test_agreement_and_adjudication() -> None:
    rows = [judgement(Verb.ACCEPT, "A"), judgement(Verb.REJECT, "B", 2)]
    got = agreement(rows, "A", "B")
    assert (got.items, got.observed, len(got.open)) == (1, 0.0, 1)
    settled = [*rows, judgement(Verb.ACCEPT, "C", 3, adjudicates=True)]
    assert agreement(settled, "A", "B").open == ()


def test_a_judgement_finds_its_words_after_they_moved() -> None:
    moved = claim()
    moved = replace(moved, id="other", evidence=Quote(Span(40, 40 + len(moved.evidence.text)), moved.evidence.text))
    assert replay([judgement(Verb.REJECT)], [said(moved)]).statements == ()


def test_a_correction_of_what_changed_is_a_conflict() -> None:
    j = judgement(Verb.CORRECT, field="quantities.0.low", value="8", was="7")
    got = replay([j], [said(claim())])
    assert [c.code for c in got.conflicts] == ["judgement.changed"]
    assert got.statements[0].claim.quantities[0].count == Count(8, 9)


@pytest.mark.parametrize(
    ("field", "value"),
    [("time.start", "2022-05-01"), ("type", "bombing"), ("place", "Nyala"), ("quantities.0.high", "12")],
)
def test_corrections(field: str, value: str) -> None:
    assert value_of(corrected(claim(), field, value), field) == value


def test_impossible_corrections_are_conflicts() -> None:
    j = judgement(Verb.CORRECT, field="time.start", value="yesterday")
    assert [c.code for c in replay([j], [said(claim())]).conflicts] == ["judgement.impossible"]


def test_adding_a_missed_claim() -> None:
    missed = replace(claim("a raid wounded 4 people in Nyala", 4), type=ClaimType.AIR_STRIKE)
    j = judgement(Verb.ADD, claim=missed)
    got = replay([j], [said(claim("other words entirely"))])
    assert len(got.statements) == 2
    assert [c.code for c in replay([j], [said(missed)]).conflicts] == ["judgement.already"]


def one(*rows: Statement) -> list[Local]:
    return [
        x for report in sorted({s.head.id for s in rows}) for x in locals_of([s for s in rows if s.head.id == report])
    ]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("the 1994 genocide, which killed 800,000 people", date(1994, 12, 31)),
        ("the war, which erupted in 1994, has killed 800,000 people", D),
        ("800,000 people have been killed since the war began in 1994", D),
    ],
)
def test_what_happened_in_a_year_ended_with_it(text: str, end: date) -> None:
    year = ClaimTime(None, Days(date(1994, 1, 1), date(1994, 12, 31)))
    killed = claim(text, 800_000, type=ClaimType.TOLL, time=year, places=())
    assert until(said(replace(killed, quantities=(replace(killed.quantities[0], scope=Scope.CUMULATIVE),)))) == end


@pytest.mark.parametrize(
    ("one_", "other", "same"),
    [
        ("North Kivu", "South Kivu", False),
        ("southern Darfur", "South Darfur", True),
        ("Sudan", "South Sudan", False),
        ("northern Aleppo", "Aleppo", True),
    ],
)
def test_sides_that_tell_provinces_apart(one_: str, other: str, same: bool) -> None:
    assert (sound(one_) == sound(other)) is same


def test_near_a_town_may_be_in_its_province() -> None:
    near = replace(place("Kutum", "area"), text="near Kutum")
    north = claim("shells fell on it", 9, places=(place("North", "admin1"),))
    assert len(one(said(claim(places=(near,))), said(north))) == 1


@pytest.mark.parametrize("killed", [None, 9])
def test_a_like_count_or_none_near_another_town_tells_no_other_event(killed: int | None) -> None:
    there = claim("they fought", killed or 0, type=ClaimType.CLASH, places=(place("Mellit", "area"),))
    there = there if killed else replace(there, quantities=())
    assert len(one(said(claim(type=ClaimType.ATTACK)), said(there))) == 1


@pytest.mark.parametrize(
    ("background", "days", "low"),
    [
        (True, Days(), 9),  # told as history, long before the news
        (True, Days(date(2011, 1, 1), D), 23),  # asked for by its days
        (False, Days(), 23),
    ],
)
def test_history_is_not_added_to_the_whole_record(background: bool, days: Days, low: int) -> None:
    then = ClaimTime(None, Days.on(date(2011, 5, 3)))
    old = claim("a raid there killed 14 people", 14, time=then, background=background)
    found = Picture(tuple(incident(one(said(c, r)), []) for c, r in ((claim(), "r1"), (old, "r2"))))
    solved = period(found, days)
    assert solved.low == low
    assert any("history" in line.text for line in solved.lines) is (low == 9)


NOWHEN = ClaimTime(None, Days())


@pytest.mark.parametrize(
    ("more", "low", "undated"),
    [
        ({"places": (place("Mellit"),)}, 23, 0),  # nothing else in the record can be the same
        ({"places": (place("Kutum"),)}, 9, 1),  # may be the event of a known day
        ({"places": ()}, 9, 1),  # may be anywhere
        ({"places": (place("the market", within="Kutum"),)}, 9, 1),
        ({"places": (place("Mellit"),), "background": True}, 9, 1),  # told as history
    ],
)
def test_events_without_a_day_in_the_whole_record(more: dict[str, object], low: int, undated: int) -> None:
    other = claim("gunmen shot 14 people there", 14, time=NOWHEN, type=ClaimType.ATTACK, **more)
    found = Picture(tuple(incident(one(said(c, r)), []) for c, r in ((claim(), "r1"), (other, "r2"))))
    whole, stretch = period(found, Days()), period(found, Days(D, D))
    assert (whole.low, whole.undated) == (low, undated)
    assert (stretch.low, stretch.undated) == (9, 1)


@pytest.mark.parametrize("where", [(), (place("Sudan", "country", admin1=None),)])
def test_an_event_without_a_day_beside_a_total_that_may_hold_it(where: tuple[ClaimPlace, ...]) -> None:
    other = claim("gunmen shot 14 people in Mellit", 14, time=NOWHEN, places=(place("Mellit"),))
    since = ClaimTime(None, Days(date(2022, 1, 1), D))
    nine = (Quantity(Measure.KILLED, "9", Count(9, 9), scope=Scope.CUMULATIVE),)
    total = claim("9 people have died since January", type=ClaimType.TOLL, time=since, places=where, quantities=nine)
    alone = picture([said(other, "r2")])
    beside = picture([said(other, "r2"), said(total)])
    assert (period(alone, Days()).low, period(alone, Days()).undated) == (14, 0)
    assert len(beside.tolls) == 1
    assert (period(beside, Days()).low, period(beside, Days()).undated) == (9, 1)


def test_days_of_nothing_but_events_without_a_day() -> None:
    rows = (incident(one(said(claim(time=NOWHEN))), []),)
    assert by_day(Picture(rows), Days(D, D)) == []


def test_a_record_of_history_alone_is_added() -> None:
    old = claim("a raid there killed 14 people", 14, background=True)
    assert period(Picture((incident(one(said(old)), []),)), Days()).low == 14


def test_grades() -> None:
    alone = incident(one(said(claim())), [])
    assert grade(alone).name is GradeName.WEAK
    two = incident(one(said(claim()), said(claim(n=11), "r2", "Rescue Service")), [])
    assert grade(two).name is GradeName.FAIR
    assert grade(replace(two, blamed=(Blame("Army", ("Army",)),))).name is GradeName.CONFIRMED
    rivals = (Blame("Army", ("Darfur Bar",)), Blame("Rebels", ("Army",)))
    assert grade(replace(two, blamed=rivals)).name is GradeName.CONTESTED
    fighters = replace(two, accounts=tuple(replace(a, status=Status.COMBATANT) for a in two.accounts))
    assert grade(fighters).name is GradeName.DISCOUNTED
    assert grade(replace(two, accounts=())).name is GradeName.UNGRADED


def test_gaps() -> None:
    bare = incident(one(said(claim(places=(), time=ClaimTime()))), [])
    codes = [g.code for g in gaps(bare)]
    assert codes[:3] == ["gap.place", "gap.day", "gap.victims"]
    assert "gap.perpetrator" in codes
    assert "gap.origins" in codes
    named = claim(n=1, victims=(Victim("Amna, 9", "Amna", "9", "female"),))
    assert "gap.victims" not in [g.code for g in gaps(incident(one(said(named)), []))]


def test_acled_division() -> None:
    assert divided(12, 3) == [4, 4, 4]
    assert divided(14, 3) == [5, 5, 4]
    assert divided(1, 3) == [1, 0, 0]


@pytest.mark.parametrize(("n", "code"), [(1, 1), (3, 2), (7, 3), (20, 4), (200, 5)])
def test_ucdp_date_precision(n: int, code: int) -> None:
    from datetime import timedelta

    assert date_precision(Days(D, D + timedelta(days=n - 1))) == code


def test_report_cites_every_sentence_and_escapes() -> None:
    hostile = claim("<script>x</script> shells killed 9 people in Kutum")
    told = [said(hostile)]
    written = situation(picture(told), told, Days(D, D))
    page, text = html(written), markdown(written)
    assert "<script>x" not in page
    assert all(s.cites for section in written.sections for item in section.items for s in item.sentences)
    assert "9 killed" in text
    assert "\\[1\\]" in text
    empty = situation(picture([]), [], Days(D, D))
    assert "Nothing on record." in markdown(empty)


def test_no_sentence_without_a_source() -> None:
    with pytest.raises(ValueError, match="without a source"):
        Sentence("The town fell.", ())


def test_sentences_for_sampling() -> None:
    text = 'The shells fell on Monday evening. "They hit the market," he said.\nA second strike followed.'
    assert next(s.of(text) for s in sentences(text)) == "The shells fell on Monday evening."
    assert len(list(sentences(text))) == 3


def test_sides_come_from_the_theatres() -> None:
    side = sides("syria")
    assert side("Syrian Arab Army") == side("Government of Syria") == "syria:government"
    assert side("nobody in particular") is None


@dataclass(frozen=True)
class Read:
    report: Report
    claims: tuple[Claim, ...] = ()


def test_a_claim_is_added_where_the_reader_found_none() -> None:
    missed = claim("a raid wounded 4 people in Nyala", 4)
    add = judgement(Verb.ADD, claim=missed)
    found, judged = rebuild([Read(Report("r1", "A raid.", "Wire", "2022-05-01"))], [add])
    assert [s.claim for i in found.incidents for s in i.statements] == [missed]
    assert judged.conflicts == ()
    assert [c.code for c in rebuild([], [add])[1].conflicts] == ["judgement.no_report"]


def test_a_withdrawn_report_takes_no_more_claims() -> None:
    gone = replace(judgement(Verb.RETRACT, n=1), anchor=Anchor("r1"))
    rows = [gone, judgement(Verb.ADD, n=2, claim=claim("a raid wounded 4 people in Nyala", 4))]
    judged = rebuild([Read(Report("r1", "A raid.", "Wire", "2022-05-01"))], rows)[1]
    assert judged.statements == ()
    assert [c.code for c in judged.conflicts] == ["judgement.no_report"]


def test_parts_of_a_town_are_not_the_town_where_sides_differ() -> None:
    def taken(by: str, precision: str, n: int) -> Statement:
        row = claim(f"{by} took it", type=ClaimType.CAPTURE, agents=(Mention(by, (by,)),), quantities=())
        return said(replace(row, places=(place("Nyala", precision),)), f"r{n}", by)

    found = holdings([taken("Army", "place", 1), taken("Rebels", "part", 2)])
    assert disagreements(found, D)[0].versions == (("Army", "Army"), ("Rebels", "Rebels, parts of it"))


@pytest.mark.parametrize(
    ("province", "country", "name"),
    [
        ("Idlib", "SY", "Idlib Governorate"),
        ("Sumy", "UA", "Sumy Oblast"),
        ("North Darfur", "SD", "North Darfur State"),
        ("Rif Dimashq Governorate", "SY", "Rif Dimashq Governorate"),
        ("Crimea", "RU", "Crimea"),
        ("Borno", None, "Borno"),
    ],
)
def test_a_province_is_called_by_its_full_name(province: str, country: str | None, name: str) -> None:
    assert full(province, country) == name


@pytest.mark.parametrize(
    ("words", "blamed"),
    [
        ("The army is confronting the attack that the group launched in Kutum", False),
        ("The army shelled Kutum", True),
        ("The army repelled the attack and shelled Kutum", True),
    ],
)
def test_who_withstands_an_attack_did_none(words: str, blamed: bool) -> None:
    told = claim(words, agents=(Mention("The army", ("Sudanese army",)),))
    assert bool(charged(told)) is blamed


def test_who_was_held_did_not_hold_himself() -> None:
    held = claim("a commander of the Front was held", type=ClaimType.DETENTION, targets=(Mention("x", ("Front",)),))
    charge = claim(
        "the Front is killing people", id="c2", type=ClaimType.ACCUSATION, targets=(Mention("x", ("Front",)),)
    )
    assert blames([said(held)], [said(charge)]) == ((), ())
    shot = replace(held, type=ClaimType.ATTACK)
    assert [b.actor for b in blames([said(shot)], [said(charge)])[0]] == ["Front"]


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        (("attack", "detention"), "attack"),  # some were shot dead and others abducted
        (("toll", "detention"), "detention"),  # a raid in which men were seized and one died
    ],
)
def test_an_attack_with_prisoners_is_no_detention(kinds: tuple[str, str], kind: str) -> None:
    taken = Quantity(Measure.CAPTURED, "six", Count(6, 6))
    dead, seized = claim(type=ClaimType(kinds[0])), claim(id="c2", type=ClaimType(kinds[1]), quantities=(taken,))
    assert kind_of([said(dead), said(seized)]).value == kind
