"""More faults found on reports nobody had read before, by cause; sentences, names and numbers are our own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.reader import read


def claims(text: str, published: str = "2025-03-13", outlet: str = "Daily Example") -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, outlet, published)]))).claims


def origins(text: str) -> list[str]:
    return [c.attribution[0].source if c.attribution else "" for c in claims(text)]


def chains(text: str) -> list[tuple[str, ...]]:
    return [tuple(a.source for a in c.attribution) for c in claims(text)]


def places(text: str) -> set[str]:
    return {p.name for c in claims(text) for p in c.places}


def names(text: str) -> set[str]:
    return {n for c in claims(text) for m in c.agents for n in m.actors}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Oslo stands by Juba, its ministry wrote on X. The union called for calm.", 2),
        ("He told us so on X. Nine men were shot in Torit.", 2),
        ("Malcolm X. Deng was shot in Torit.", 1),
        ("The mine went off at noon, said police chief Brig. Gen. Peter Lado.", 1),
        ("Two men were shot, Lt. Col. Deng said. Maj. Lado denied it.", 2),
        ("(Juba, 3 March 2025) - Soldiers shot two men in Torit.", 2),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    (document,) = parse([Report("r", text, None, "2025-03-13")])
    assert document.doc.text == text
    assert len(document.sentences) == count


@pytest.mark.parametrize("day", ["3 March 2025", "March 3, 2025"])
def test_a_dateline_in_brackets_is_no_place_of_events(day: str) -> None:
    assert places(f"(Nairobi, {day}) - Soldiers shot nine men in Torit on Sunday.") == {"Torit"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kampala accused the militia of firing rockets at Arua, which the group denied.", ("group",)),
        ("Juba blames Kampala, which denies any part in the attack.", ("Government of Uganda",)),
    ],
)
def test_who_denies_in_a_relative_clause_speaks_alone(text: str, found: tuple[str, ...]) -> None:
    (denial,) = [c for c in claims(text) if c.type.value == "denial"]
    assert len(denial.attribution) == 1


def test_a_semicolon_ends_what_the_first_speaker_says() -> None:
    text = "The Doctors Network says that gunmen killed 30 patients; the Red Cross said six nurses had been abducted."
    assert all(len(chain) == 1 for chain in chains(text))


@pytest.mark.parametrize("paper", ["statement", "communique"])
def test_whoever_issues_a_paper_says_what_it_says(paper: str) -> None:
    text = f"On Tuesday the Kenyan army issued a {paper} saying that its jets had bombed a camp near Garissa."
    assert chains(text) == [("Kenya Defence Forces",)]


def test_an_officer_on_condition_of_anonymity_is_an_officer() -> None:
    text = "An officer on condition of anonymity said that gunmen had attacked the barracks in Torit on Sunday."
    assert set(origins(text)) == {"officer"} or set(origins(text)) == {"an officer"}


def test_an_office_of_state_is_that_of_the_state_in_the_report() -> None:
    text = "Gunmen killed 24 people in Kenya on Sunday, according to the prime minister's office."
    assert origins(text) == ["Office of the Prime Minister of Kenya"]


def test_the_same_office_is_the_one_that_spoke_before() -> None:
    text = "Gunmen killed six people, the ombudsman's office reported. Another nine were abducted, according to the same office."
    assert set(origins(text)) == {"ombudsman's office"}


def test_we_outside_quotations_is_whoever_publishes() -> None:
    text = (
        'Our volunteers saw nine bodies. "They shot at us," a nurse told the Red Cross. The army denied it. '
        "We call on the army to open the road to Torit."
    )
    demands = [c for c in claims(text, outlet="Torit Watch") if c.type.value == "demand"]
    assert [c.attribution[0].source for c in demands] == ["Torit Watch"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Fighters of the People's Liberation Army (PLA) shot nine men in Arauca, Colombia. The army killed six.",
            "Colombian army",
        ),
        ("Gunmen stormed Djibo on Sunday. The army left the town.", "Burkinabe Armed Forces"),
        (
            "Raiders killed nine Chadian soldiers near Lake Chad. The air force bombed islands held by Boko Haram.",
            "Chadian Air Force",
        ),
    ],
)
def test_the_army_is_that_of_the_land_of_the_report(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The defence secretary, Lloyd Austin, said that marines, 90 in all, were being sent to Kyiv.", "Austin"),
        ("Marco Rubio, the envoy, met the president in Kyiv for talks on a ceasefire.", "Rubio"),
        ("Since Nov. 19, rebels have attacked nine ships off Aden.", "Nov"),
        ("The Moro Islamic Liberation Front, once a foe, condemned the bombing in Jolo.", "Moro"),
        (
            "Pakistani jets bombed a camp of Lashkar-e-Islam, a banned group, near Peshawar on Monday.",
            "Lashkar-e-Islam",
        ),
        ("At 1:50 p.m. (Sanaa time) missiles hit a ship, a tanker, near Mokha.", "Sanaa"),
    ],
)
def test_a_piece_of_another_name_is_no_place(text: str, wrong: str) -> None:
    assert claims(text)
    assert wrong not in places(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit Odesa, Kherson Oblast and the Crimea on Monday.", "Odesa"),
        ("Boko Haram killed nine farmers, all men, in Jere Local Government Area.", "Jere"),
    ],
)
def test_a_place_beside_another_stays_one(text: str, name: str) -> None:
    assert name in places(text)


def types(text: str) -> set[str]:
    return {c.type.value for c in claims(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Fighting went on. Since May the raids have driven 40,000 people in the valley from their homes.",
            "displacement",
        ),
        ("Two men were shot in Torit and some 9,000 have fled their homes, the mayor said.", "displacement"),
        ("Gunmen raided Torit. 20,000 to 30,000 households have fled, the agency said.", "displacement"),
        ("Gunmen raided the college. Hundreds of students have gone home to Kigoma.", "displacement"),
        ("The army entered Torit a day after ordering residents to leave.", "demand"),
        ("The mayor blamed rebels and ordered security tightened at the port.", "demand"),
        ("The militia said it had warned the clan to stop raiding farms near Torit.", "demand"),
        ("The mayor promised that soldiers would hunt down the killers of the priest.", "threat"),
        ("Gunmen raided a farm near Torit. Nine people are being held by the group.", "detention"),
        ("Gunmen raided Torit. One woman saw her brother being led away by fighters.", "detention"),
        ("After the raid Juba closed its airspace for two hours.", "deployment"),
        ("Rebels advanced near Torit and on the outskirts of Magwi.", "clash"),
        ("The army drove the attackers back after an hour of combat near Torit.", "clash"),
        ("The attackers made off with rifles and two trucks.", "materiel_loss"),
        ("After the raid the charity suspended its activities in Torit.", "aid"),
        ("Relatives were prevented by soldiers from collecting the dead.", "aid"),
        ("A drone hit the port at noon. No injuries were reported.", "toll"),
        ("A midwife put the civilian victims of the raid at about 20.", "toll"),
        ("Soldiers patrolled. Telephone lines to Torit remain cut.", "assessment"),
    ],
)
def test_what_is_told(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A guard who asked not to be named saw the raid on Torit.", "demand"),
        ("Two missiles were fired from a rebel-held ridge near Torit.", "control"),
        ("Gunmen raided Torit. No independent confirmation was available.", "assessment"),
        ("Rebels were driven from the town of Torit.", "displacement"),
        ("The army was held up near Torit. Talks were held in Juba.", "detention"),
    ],
)
def test_what_is_not_told(text: str, kind: str) -> None:
    assert kind not in types(text)


def test_people_told_to_have_gone_or_to_be_held_are_counted_as_such() -> None:
    found = [
        *claims("Gunmen raided the college. Hundreds of students have gone home to Kigoma."),
        *claims("Gunmen raided a farm near Torit. Nine people are being held by the group."),
    ]
    assert {"displaced", "captured"} <= {q.measure.value for c in found for q in c.quantities}


def test_a_part_told_in_a_sentence_of_its_own_stays_there() -> None:
    found = claims(
        "Shelling killed 16 people in Torit, three of them children. Four of the dead were students of a school."
    )
    assert [[q.count.low for q in c.quantities] for c in found if c.quantities] == [[16, 3], [4]]


def days(text: str, published: str) -> list[tuple[str, str]]:
    return [(str(c.time.days.start), str(c.time.days.end)) for c in claims(text, published)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soldiers patrolled. The militia denied that the camp had fallen.", "capture"),
        ("Jets flew over the lake. Two days later the militants struck again at Bol.", "attack"),
        ("Soldiers went from house to house and shot men in Torit.", "attack"),
        ("Gunmen raided Torit. Nine drivers were cut down with machetes.", "attack"),
        ("Gunmen raided Torit. Families are sleeping in a stadium.", "displacement"),
        ("Gunmen raided Torit. Residents were not allowed to leave.", "displacement"),
        ("The army struck rebel positions near Torit.", "shelling"),
    ],
)
def test_what_else_is_told(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jets flew over the lake. Two days later the militants struck again at Bol.", "air_strike"),
        ("Soldiers slept in a school in Torit after the raid.", "displacement"),
    ],
)
def test_what_else_is_not_told(text: str, kind: str) -> None:
    assert kind not in types(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The alliance shelled a village in Uganda on Monday.", set()),
        ("NATO jets flew in from Crete. The alliance bombed Sirte in Libya.", {"NATO"}),
    ],
)
def test_the_alliance_is_one_the_report_names(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The two armies have been shelling Torit since early on Wednesday.", ("2025-03-12", "None")),
        ("The two armies have been shelling Torit since late on Monday.", ("2025-03-10", "None")),
        (
            "Soldiers entered Torit on Thursday, and nine men were killed in air strikes overnight.",
            ("2025-03-12", "2025-03-13"),
        ),
    ],
)
def test_days_that_run_and_nights(text: str, found: tuple[str, str]) -> None:
    assert found in days(text, "2025-03-13")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rockets slammed into a market in Torit on Sunday, killing nine.", {""}),
        ("The mayor of Torit slammed the raid on the market.", {"mayor of Torit"}),
    ],
)
def test_what_slams_into_something_says_nothing(text: str, found: set[str]) -> None:
    assert found <= set(origins(text))
    assert "Rockets" not in origins(text)
