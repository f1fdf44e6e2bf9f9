"""Whose land a report tells of, names brought in by the report itself, and the packs of smaller wars. Invented texts."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.test_actors_groups import names, read, source

from fogline.read.actors import lookup
from fogline.vocab.actors import fold, registry


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # Scenes tell the land as well as its name does.
        ("Gunmen raided Kasese and Fort Portal on Friday. The army gave chase.", "The army", "Ugandan"),
        ("Shells fell on Kharkiv and Kupiansk. France was told. The army fired back.", "The army", "Ukrainian"),
        ("Rebels seized Goma and Sake. Belgium and Belgium's king prayed. The army fled.", "The army", "FARDC"),
        # A raid over the border of a war's own land.
        (
            "Al-Shabaab crossed from Somalia and raided Mandera, Garissa and Wajir. The army gave chase in Garissa.",
            "The army",
            "Kenya Defence Forces",
        ),
        # One name of a place is not enough: many a place has namesakes.
        ("Gunmen raided Bara. The army gave chase.", "The army", ""),
        # Where an army fights abroad, the scene does not make it another's.
        ("Israel shelled Gaza City, Rafah and Khan Younis. The army said it was over.", "The army", "Israeli"),
    ],
)
def test_the_army_is_that_of_the_land_where_things_happen(text: str, words: str, expected: str) -> None:
    found = " ".join(names(text, words))
    assert expected in found.replace("Uganda People's", "Ugandan")
    assert bool(found) is bool(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan shut Almaty airport. The interior ministry said nine died.", "Kazakh Ministry of Interior"),
        ("Lebanon buried its dead. The Health Ministry said nine died.", "Lebanese Ministry of Health"),
        ("Israel shelled Rafah and Gaza City. The health ministry said nine died.", "Palestinian Ministry of Health"),
        ("Israel shelled Rafah and Gaza City. The defence ministry said nine died.", "Israeli Ministry of Defence"),
        ("Nine died. The interior ministry said so.", "interior ministry"),
        ("Kenya mourned. The ministry said nine died.", "ministry"),
    ],
)
def test_a_ministry_is_that_of_the_land(text: str, expected: str) -> None:
    words = "Ministry" if "Ministry" in text else "ministry"
    assert source(text, words)[0] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # A short form in brackets stands for the long one from there on.
        (
            "The Lake People's Front (LPF) took a post. Two hours later LPF fighters left.",
            "LPF fighters",
            ("Lake People's Front",),
        ),
        ("The Coast Action Battalion (CAB) held him. CAB said so.", "CAB", ("Coast Action Battalion",)),
        ("Men of the Mouvement des Forces Libres (MFL) fled. The MFL denied it.", "MFL", None),
        ("The World Food Programme (WFP) left. The WFP lost nine lorries.", "WFP", ("World Food Programme",)),
        # What is no body has no short form of one.
        ("Two rocket launchers (MRL) were hit. The MRL burned.", "MRL", ()),
        ("Internally displaced people (IDPs) fled. IDPs asked for water.", "IDPs", ()),
    ],
)
def test_a_short_form_stands_for_the_long_one(text: str, words: str, expected: tuple[str, ...] | None) -> None:
    assert names(text, words) == (("Mouvement des Forces Libres",) if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("A resident who gave her name as Mara Bly said shells fell.", "resident", "Mara Bly"),
        ("A man on the stairs who gave his name only as Tapi said shells fell.", "man", "Tapi"),
        ("Two nurses died, said one of its volunteers, who asked to be called Ada.", "one", "Ada"),
        ("A spokesman of the Green Front, who goes by the name of Abu Lund, denied it.", "spokesman", "Abu Lund"),
        ("Shells fell, said a teacher who gave only her first name, Hawa.", "teacher", "Hawa"),
        ("A soldier who introduced himself as Tobi Bly said shells fell.", "soldier", "Tobi Bly"),
        ("A villager who called the police said shells fell.", "villager", "a villager"),
        ("A witness who named Smith as the gunman said shells fell.", "witness", "a witness"),
        ("Sources close to Bashar al-Assad said shells fell on Homs.", "Sources", "sources"),
        ("A doctor who identified the bodies said shells fell.", "doctor", "a doctor"),
        ("The U.S. National Security Council said so.", "Council", "U.S. National Security Council"),
        # The relative pronoun is whom it stands for.
        ("Shells fell, according to the brigade's commander, who also said nine died.", "who", None),
        # So is a name beside an office, however it is spelled.
        ("The chief of staff, Yousef al-Lund, said it was over.", "staff", "staff"),
        ("The chief of staff, Yousef al-Lund, said it was over.", "chief", "Yousef al-Lund"),
        ("Nine died, an aide, Ahmed al-Lund, told reporters.", "aide", "Ahmed al-Lund"),
        ("His Oslo counterpart, Ann Bly, said it was over.", "counterpart", "Ann Bly"),
    ],
)
def test_who_somebody_is_called(text: str, words: str, expected: str | None) -> None:
    assert source(text, words)[0] == (expected or "field commander of the brigade".removeprefix("field "))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # A town is nobody.
        ("Ann Bly reached the border near Finote Selam. She prayed.", "She", ("Ann Bly",)),
        ("The colonel blew the bridge over the Vovcha. He left.", "He", ()),
        ("In Idlib the Tatar-led Free Lake Forces took a town.", "Tatar", ()),
        # A name that bodies share is that of the one before it.
        ("The Lake Region Security Council said so.", "Council", ("Lake Region Security Council",)),
        ("The UN Security Council said so.", "Council", ("United Nations Security Council",)),
        # Units that go by a number.
        ("The 58 Division took a village in Sri Lanka.", "Division", ("58 Division",)),
        ("Men of the 745 Battalion shot at the church.", "Battalion", ("745 Battalion",)),
        ("India lost three. The navy sank a boat.", "navy", ("Indian Navy",)),
    ],
)
def test_a_name_is_that_of_whom_it_names(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Tamil Tigers", date(2008, 5, 1), "Liberation Tigers of Tamil Eelam"),
        ("Royal Nepal Army", date(2004, 5, 1), "Nepal Army"),
        ("KLA", date(1999, 3, 1), "Kosovo Liberation Army"),
        ("Forces Républicaines", date(2011, 4, 1), "Republican Forces of Ivory Coast"),
        ("GIA", date(1997, 9, 1), "Armed Islamic Group"),
        ("RUC", date(1998, 8, 15), "Royal Ulster Constabulary"),
        ("UNTAET", date(2000, 5, 1), "United Nations Transitional Administration in East Timor"),
        ("TNI", date(2020, 5, 1), "Indonesian military"),
        ("Renamo", date(2013, 5, 1), "Renamo"),
        ("AMISOM", date(2012, 5, 1), "African Union Mission in Somalia"),
        ("RAF", date(2016, 5, 1), "Royal Air Force"),
        ("Solomon Islands", date(2003, 5, 1), "Government of the Solomon Islands"),
    ],
)
def test_names_of_smaller_wars(name: str, on: date, expected: str) -> None:
    found = lookup(name, on)
    assert (found.name if found else None) == expected
    assert found is not None
    assert found.exists(on)


@pytest.mark.parametrize(
    ("text", "theatre"),
    [
        ("Abu Sayyaf gunmen fired on soldiers in Jolo and Basilan, the Philippines.", "philippines"),
        ("Islamic State fighters held Marawi. The Philippines sent jets to Marawi.", "philippines"),
        ("Maoists attacked a police post in Rolpa, Nepal.", "nepal"),
        ("Maoists attacked a police post in Bijapur, Chhattisgarh, India.", "india"),
        ("Russia hit Aleppo. Russia and Syria hit Idlib. Moscow said Russia was done.", "syria"),
        ("Turkey shelled Afrin. Turkey and Turkish jets hit Afrin, Turkey said.", "syria"),
        ("France shut a school in Lyon and France's premier spoke.", "general"),
    ],
)
def test_a_report_is_of_its_own_war(text: str, theatre: str) -> None:
    assert read(text)[1].theatre == theatre


def test_a_directorate_is_not_the_ministry_of_the_land() -> None:
    text = "Jets struck Khan Sheikhun in Idlib, Syria, on Tuesday. The {} said 100 people were killed."
    assert names(text.format("health ministry"), "health ministry") == ("Syrian Ministry of Health",)
    assert names(text.format("directorate of health"), "directorate") == ()


def test_no_state_has_two_armies() -> None:
    known, kinds = registry(), ("army", "air_force", "navy", "police")
    units = {(code, state.unit(kind)) for code, state in known.states.items() for kind in kinds}
    other = {(code, a.name) for code, unit in units for a in known.by_name.get(fold(unit), ()) if a.name != unit}
    assert other == {("BA", "Army of the Republic of Bosnia and Herzegovina")}  # that of the war, one side's own
