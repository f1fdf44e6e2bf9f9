"""Places: spellings, datelines, roles, containment, abstention, the places of an event."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline import vocab
from fogline.core.claim import ClaimType, Precision
from fogline.core.place import Kind
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.places import Places, find_dateline, resolve
from fogline.read.places.events import places_of_event
from fogline.read.places.fold import same_name

FOLD = vocab.load("en/places_fold.yaml")


def read(text: str) -> Document:
    return next(iter(parse([Report("t", text)])))


def located(text: str, theatre: str | None = None) -> dict[str, str]:
    """Surface -> name of the mentions that can locate an event."""
    document = read(text)
    return {
        document.quote(m.span): m.name for m in Places(document, theatre).mentions if m.role in ("event", "anaphor")
    }


def of_event(text: str, verb: str, theatre: str | None = None) -> list[str]:
    document = read(text)
    head = next(t.i for t in document.doc if t.text == verb)
    sentence = document.sentence_of(head)
    return [p.name for p in Places(document, theatre).of_event(head, sentence.span)]


@pytest.mark.parametrize(("a", "b"), FOLD["yes"])
def test_spellings_of_one_name_meet(a: str, b: str) -> None:
    assert same_name(a, b)


@pytest.mark.parametrize(("a", "b"), FOLD["no"])
def test_different_villages_stay_apart(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("spelling", "country", "name"),
    [
        ("Sarakeb", "SY", "Saraqib"),
        ("Kiev", "UA", "Kyiv"),
        ("Deir Ezzor", "SY", "Deir ez-Zor"),
        ("Dayr Az Zawr", "SY", "Deir ez-Zor"),
        ("Ma'arrat an-Nu'man", "SY", "Maarat al-Numan"),
        ("Ta'izz", "YE", "Taiz"),
        ("Al-Fashir", "SD", "El Fasher"),
        ("Artyomovsk", "UA", "Bakhmut"),
        ("Artsakh", "AZ", "Nagorno-Karabakh"),
    ],
)
def test_resolve_knows_spellings(spelling: str, country: str, name: str) -> None:
    assert resolve(spelling, country=country)[0].place.name == name


def test_resolve_uses_what_is_near() -> None:
    best = resolve("Khan Tuman", near="Aleppo")[0]
    assert best.place.country == "SY"
    assert best.distance_km is not None
    assert best.distance_km < 30
    assert best.reasons


def test_resolve_of_nothing_is_empty() -> None:
    assert resolve("Qwxzptk Vnrtl") == ()
    assert resolve("") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ERBIL, Kurdistan Region of Iraq - Fighting resumed.", "Erbil"),
        ("KABUL, Afghanistan (July 26, 2011) – A patrol came under fire.", "Kabul"),
        ("BEIRUT (AP) — Shells fell overnight.", "Beirut"),
        ("MOSCOW, August 9. /Agency/. Troops repelled a raid.", "Moscow"),
        ("Nairobi (Reuters) - Gunmen raided a village.", "Nairobi"),
        ("Fighting resumed in Erbil - officials said.", None),
        ("The army said on Monday it had left.", None),
        ("", None),
    ],
)
def test_datelines(text: str, name: str | None) -> None:
    found = find_dateline(text)
    assert (found and found[1]) == name
    if found:
        assert found[0].of(text).lower().startswith(name.lower())  # type: ignore[union-attr]


def test_a_dateline_is_not_an_event_place() -> None:
    assert "Beirut" not in located("BEIRUT (AP) - Shells fell on the town of Zabadani.").values()


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Moscow said it would not take part in the talks.", "Moscow"),
        ("Moscow reiterated its support for Damascus in the war.", "Damascus"),
        ("Turkey accused the militia of shelling Azaz.", "Turkey"),
        ("Officials from Jordan joined the talks in Amman.", "Jordan"),
        ("The Homs Revolutionary Council published a list of names.", "Homs"),
        ("Mr Aden told reporters that the road was closed.", "Aden"),
        ("The Malian army shelled the village of Lere.", "Mali"),
    ],
)
def test_governments_people_and_organisations_are_not_event_places(text: str, absent: str) -> None:
    assert absent not in located(text).values()


@pytest.mark.parametrize(
    ("text", "phrase", "precision"),
    [
        ("Jets struck neighborhoods in western Aleppo.", "neighborhoods in western Aleppo", Precision.PART),
        ("Clashes broke out near Raqqa.", "Raqqa", Precision.AREA),
        ("They hold the eastern countryside of Aleppo.", "the eastern countryside of Aleppo", Precision.AREA),
        ("Shells hit Idlib province.", "Idlib province", Precision.ADMIN1),
        ("Fighters left the city of Mosul.", "the city of Mosul", Precision.PLACE),
        ("A drone hit Khmeimim airbase.", "Khmeimim airbase", Precision.EXACT),
        ("Famine spread in Yemen.", "Yemen", Precision.COUNTRY),
    ],
)
def test_phrases_and_precision(text: str, phrase: str, precision: Precision) -> None:
    document = read(text)
    mention = Places(document).mentions[0]
    assert document.quote(mention.phrase) == phrase
    assert mention.precision is precision


def test_a_kind_word_is_of_the_name_before_it() -> None:
    document = read("Shells hit the Zahra neighbourhood in Homs city.")
    found = Places(document).mentions
    assert [document.quote(m.phrase) for m in found] == ["the Zahra neighbourhood", "Homs city"]
    assert [m.precision for m in found] == [Precision.PART, Precision.PLACE]


def test_containment_comes_with_the_place() -> None:
    document = read("Rockets landed in Sheikh Maqsoud on Friday.")
    mention = Places(document, "syria").mentions[0]
    assert (mention.within, mention.admin1, mention.country) == ("Aleppo", "Aleppo", "SY")
    assert mention.point is not None


def test_the_report_decides_between_namesakes() -> None:
    document = read("The rebels said they had entered Tripoli. Libya has had no government since.")
    assert Places(document).mentions[0].country == "LY"
    document = read("Shots were fired in Tripoli. Lebanon sent more troops to the city.")
    assert Places(document).mentions[0].country == "LB"


def test_an_undecided_name_is_kept_without_a_point() -> None:
    document = read("The blast happened near San Antonio, a witness said.")
    mentions = Places(document).mentions
    assert all(m.place_id or m.reason for m in mentions)


@pytest.mark.parametrize(
    ("text", "verb", "names"),
    [
        ("Jets bombed the towns of Saraqib and Sarmin.", "bombed", ["Saraqib", "Sarmin"]),
        ("In Kharkiv, rockets hit a market.", "hit", ["Kharkiv"]),
        ("The monitor, based in Britain, said shells struck Douma.", "struck", ["Douma"]),
        ("Troops captured Marjah. Two soldiers were wounded.", "wounded", ["Marjah"]),
        ("Troops captured Marjah. The minister praised them.", "praised", []),
    ],
)
def test_places_of_an_event(text: str, verb: str, names: list[str]) -> None:
    theatre = "afghanistan" if "Marjah" in text else "syria" if "Douma" in text else None
    assert of_event(text, verb, theatre) == names


@pytest.mark.parametrize(
    ("text", "verb", "names"),
    [
        # What hangs on the event goes before what another act of the sentence holds.
        ("Officials in Odesa said the brigade shelled Lyman.", "shelled", ["Lyman"]),
        ("Gunmen who had fled Gao attacked a patrol in Kidal.", "attacked", ["Kidal"]),
        # A border beside a place only says where it lies.
        ("A drone hit Al-Qaim near the border with Syria.", "hit", ["Al-Qaim"]),
        # A bare country stands for two sentences, where nothing smaller is named.
        ("The war has spread across Sudan. Militias burned farms.", "burned", ["Sudan"]),
        ("The war has spread across Sudan. Nobody slept. Nobody ate. Militias burned farms.", "burned", []),
    ],
)
def test_whose_place_it_is(text: str, verb: str, names: list[str]) -> None:
    assert of_event(text, verb) == names


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The Islamic State of Iraq and the Levant claimed the blast.", "the Levant"),
        ("The Islamic State of Iraq and the Levant claimed the blast.", "Iraq"),
        ("The minister for the Middle East condemned the raid.", "Middle East"),
        ("The station Radio Free Europe reported shelling.", "Europe"),
        ("New US strikes hit a depot in Hodeidah.", "US"),
        ("UK assistance reached the camp.", "UK"),
        ("Ankara is in favour of a truce.", "Ankara"),
        ("Eritrea has been an ally of the junta.", "Eritrea"),
        ("The rebels lost Riyadh's support in March.", "Riyadh"),
        ("Fighters of Ahrar al-Sham withdrew.", "al-Sham"),
        ("The city was hit in Terrorist Rocket Attacks on Monday.", "Terrorist Rocket Attacks"),
        ("Rockets killed nine men, Kenya's ministry of defence said.", "Kenya"),
        ("Rockets killed nine men, the Ministry of Defence of Kenya said.", "Kenya"),
    ],
)
def test_names_offices_and_modifiers_are_not_event_places(text: str, absent: str) -> None:
    assert absent not in located(text)


def test_a_dateline_after_headlines_is_not_an_event_place() -> None:
    text = "Blast near Mosul kills two, police say. ANKARA (Agency) A bomb went off near Mosul on Monday."
    assert set(located(text).values()) == {"Mosul"}


def test_what_a_country_possesses_takes_the_words_before() -> None:
    document = read("A bomb went off at a checkpoint in Libya's divided southern city of Sabha.")
    assert not any("checkpoint" in document.quote(m.phrase) for m in Places(document).mentions if m.name == "Libya")


def test_what_is_taken_inherits_no_place() -> None:
    document = read("In Burkina Faso, rockets hit Djibo. The insurgents took two lorries.")
    head = next(t for t in document.doc if t.text == "took")
    clause = document.sentence_of(head.i).span
    mentions = Places(document).mentions
    assert places_of_event(document, mentions, head.i, clause, ClaimType.CAPTURE) == ()
    assert [m.name for m in places_of_event(document, mentions, head.i, clause, ClaimType.ATTACK)] == ["Djibo"]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Shells fell on Derna. Three people died in a bakery.", "a bakery", "Derna"),
        ("Rebels stormed Kidal and seized several quarters of the city.", "several quarters of the city", "Kidal"),
        (
            "A raid hit a rebel-held town in Sudan. The jets struck Kabkabiya at noon.",
            "a rebel-held town",
            "Kabkabiyah",
        ),
    ],
)
def test_nameless_places_are_named_by_where_they_lie(text: str, phrase: str, name: str) -> None:
    document = read(text)
    found = {document.quote(m.phrase): m.name for m in Places(document).mentions if m.rule == "anaphor/described"}
    assert any(p.startswith(phrase) and n == name for p, n in found.items())


@pytest.mark.parametrize(
    "text",
    [
        "Mali took part in the talks in Bamako.",  # no place
        "The towns of Gao and Kidal were hit.",  # named
        "The school of thought in Bamako won.",
        "Gunmen raided a village on Monday. In Konna, hundreds marched.",
        "Gunmen raided a village on Monday. Hundreds marched to Bamako.",
    ],
)
def test_what_only_sounds_like_a_nameless_place(text: str) -> None:
    assert not [m for m in Places(read(text)).mentions if m.rule == "anaphor/described"]


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("Troops searched homes in Reg-e Kalan district on Monday.", "Reg-e Kalan", "Reg"),
        ("BAMAKO A soldier was killed in Gao.", "Gao", "BAMAKO A"),
        ("At the Kerch Bridge a lorry blew up.", "Kerch Bridge", "At the Kerch Bridge"),
        ("It was announced on October 6 in Kabul.", "Kabul", "October 6"),
        ("They fought Operation Matador in Husaybah.", "Husaybah", "Matador"),
    ],
)
def test_where_names_open_and_close(text: str, present: str, absent: str) -> None:
    found = located(text)
    assert present in found
    assert absent not in found


def test_names_known_by_their_verb_are_places() -> None:
    assert "Qarsholeh" in located("The army recaptured Qarsholeh on Sunday.")


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        (
            "Mali sent troops to Kidal. Algeria, Niger and Chad protested. Kidal fell. Then the city burned.",
            "the city",
            "Kidal",
        ),
        ("Fighting continued in Sudan. Egypt, Chad, Libya complained. The country is hungry.", "The country", "Sudan"),
        ("Soldiers pushed into the city from the west. By noon half of Mariupol was lost.", "the city", "Mariupol"),
        ("Rebels entered Marib. The city had been quiet.", "The city", "Marib"),
        ("Chad sent troops into Sudan. Kenyan police will defend the country.", "the country", "Kenya"),
        ("Chad sent troops into Sudan. Kenyan jets struck fighters in the country.", "the country", "Sudan"),
        (
            "Rebels took Marib. Troops fled. Fighting went on in Sudan as troops brought order to the area.",
            "the area",
            "Sudan",
        ),
        ("Fighting spread across Mali. The country has seen two coups.", "The country", "Mali"),
        ("Shells fell on Bakhmut. Most people had left the town.", "the town", "Bakhmut"),
        ("Rebels neared Khartoum and took the town of Bahri. The capital was calm.", "The capital", "Khartoum"),
        ("Troops ringed the city of Hama. Only the road to Homs was left. The city fell.", "The city", "Hama"),
    ],
)
def test_anaphora(text: str, surface: str, name: str) -> None:
    assert located(text)[surface] == name


PIECES = st.sampled_from(
    [
        "in",
        "Aleppo",
        "the town of",
        "al-",
        "Bab",
        "(",
        ")",
        "-",
        "Syrias",
        ",",
        "border",
        "the Turkish",
        "Mr",
        "X",
        "U.S.",
        "\n",
        "’s",
        "east of",
        "3",
        "km",
        "the city",
        ".",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
def test_never_crashes_and_spans_are_verbatim(text: str) -> None:
    document = read(text)
    places = Places(document)
    for m in places.mentions:
        assert 0 <= m.span.start < m.span.end <= len(text)
        assert m.phrase.start <= m.span.start
        assert m.span.end <= m.phrase.end
    if len(document.doc) and document.sentences:
        for p in places.of_event(0, Span(0, len(text))):
            assert p.text in text


def test_countries_vocabulary_both_ways() -> None:
    table = vocab.load("en/places_countries.yaml")
    for sentence in table["yes"]:
        assert any(m.kind is Kind.COUNTRY for m in Places(read(sentence)).mentions), sentence
    for sentence in table["no"]:
        assert not any(m.kind is Kind.COUNTRY and m.role == "event" for m in Places(read(sentence)).mentions), sentence


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Police in Homs shot four men linked to Israel.", "Israel"),
        ("At least 12 people were killed in Homs, including a fighter from Chechnya.", "Chechnya"),
        ("Rescuers reached Homs after Tuesdays Double Bombing.", "Tuesdays Double Bombing"),
    ],
)
def test_who_somebody_is_or_when_it_was_is_no_place(text: str, absent: str) -> None:
    assert set(located(text)) == {"Homs"}
    assert absent not in located(text)


def test_where_many_came_from_is_a_place() -> None:
    assert {"Douma", "Idlib"} <= set(located("Buses took the families from Douma to Idlib."))


@pytest.mark.parametrize(
    ("text", "precisions"),
    [
        ("Towns in the provinces of Homs and Hama fell.", {"Homs": "admin1", "Hama": "admin1"}),
        ("Shells hit the countryside of Homs and Hama.", {"Homs": "area", "Hama": "area"}),
        ("Clashes broke out in Homs, Hama and Idlib provinces.", {"Homs": "admin1", "Hama": "admin1"}),
        ("Clashes broke out in Homs and Idlib province.", {"Homs": "place"}),
    ],
)
def test_names_in_one_list_share_their_kind_word(text: str, precisions: dict[str, str]) -> None:
    found = {m.name: m.precision.value for m in Places(read(text), None).mentions if m.role == "event"}
    assert {name: found[name] for name in precisions} == precisions


def test_another_name_in_a_land_the_report_does_not_speak_of_is_no_evidence() -> None:
    text = "Rebels took the villages of Sarmin, Bala and Binnish near Idlib."
    assert {m.name: m.country for m in Places(read(text), None).mentions}["Bala"] is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tanks shelled Qarvand and Gorazde at dawn.", ["Qarvand", "Gorazde"]),
        ("Gunmen opened fire at Velmorya, killing two.", ["Velmorya"]),
        ("The brigade said it had captured Velmorya on Sunday.", ["Velmorya"]),
        ("Shells hit the Central Prison in Taiz.", ["Central Prison", "Taiz"]),
        ("Rockets fell on the Qarvand cemetery.", ["Qarvand cemetery"]),
        ("Troops pulled out of Velmorya on Sunday.", ["Velmorya"]),
        ("The brigade took Velmorya, ten kilometres north of Goma.", ["Velmorya", "Goma"]),
        ("Fighting raged around Jabal Zeyd al-Khalil.", ["Jabal Zeyd al-Khalil"]),
    ],
)
def test_names_that_no_gazetteer_has_are_places_by_their_setting(text: str, names: list[str]) -> None:
    assert list(located(text).values()) == names


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The ties between Velmorya and Moscow are old.", "Velmorya"),
        ("The column reached NORDIK lines.", "NORDIK"),
        ("He spoke for Qarvand and Turkey.", "Qarvand"),
    ],
)
def test_names_beside_towns_are_not_all_places(text: str, absent: str) -> None:
    assert absent not in located(text)


def titled(title: str, text: str) -> list[str]:
    document = next(iter(parse([Report("t", text, title=title)])))
    return [m.name for m in Places(document).mentions if m.role == "anaphor"]


def test_the_city_of_a_text_that_names_none_is_that_of_its_title() -> None:
    assert titled("Siege of Taiz", "Shells hit the city again, Yemen's army said.") == ["Taiz"]
    assert titled("Siege goes on", "Shells hit the city again, Yemen's army said.") == []
    assert titled("Siege of Taiz", "Shells hit Aden in Yemen. Fires burnt across the city.") == ["Aden"]


@pytest.mark.parametrize(
    ("text", "surface", "name", "admin1"),
    [
        (
            "A barn burned down in Franklin, Ind., on Friday. Franklin is quiet again.",
            "Franklin",
            "Franklin",
            "Indiana",
        ),
        ("Two were hurt in Lancaster, Calif., and a dog died.", "Lancaster", "Lancaster", "California"),
        ("The mayor of Athens, Georgia, resigned. Athens votes in May.", "Athens", "Athens", "Georgia"),
        ("A bus burned in Salem, in the state of Oregon.", "Salem", "Salem", "Oregon"),
        ("The flood reached Nigeria's northern state of Niger.", "Niger", "Niger", "Niger"),
        ("Snow fell in Idaho, Oregon, Washington and Montana.", "Washington", "Washington", "Washington"),
        ("It rained in Rome, Paris and Madrid.", "Rome", "Rome", "Lazio"),
    ],
)
def test_the_text_says_where_a_namesake_lies(text: str, surface: str, name: str, admin1: str) -> None:
    document = read(text)
    found = [m for m in Places(document).mentions if document.quote(m.span) == surface]
    assert found
    assert {(m.name, m.admin1) for m in found} == {(name, admin1)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A mine killed two on the Maroua-Kousseri road.", "Maroua-Kousseri road"),
        ("Shots were fired near Chad's capital on Monday.", "N'Djamena"),
        ("Drones flew over the Sudanese capital.", "Khartoum"),
        ("Many fled from the mountainous state of Himachal Pradesh.", "Himachal Pradesh"),
    ],
)
def test_a_way_a_capital_and_a_state_are_one_place(text: str, name: str) -> None:
    assert [m.name for m in Places(read(text)).mentions if m.role in ("event", "anaphor")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Malawian officials spoke to the Zambia government about it.",
        "The Ministry of Emergency Situations sent rescuers.",
        "The costs came to US$40 million.",
        "Last updated May 4 BEIRUT A raid killed ten.",
    ],
)
def test_whose_a_body_is_or_where_a_report_was_filed_locates_nothing(text: str) -> None:
    assert not located(text)
