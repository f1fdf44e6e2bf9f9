"""Places told in lists and beside one another: villages that no gazetteer has, and which verb each belongs to."""

from __future__ import annotations

import pytest

from fogline.core.report import Report
from fogline.read.document import Document, parse
from fogline.read.places import Places
from fogline.read.reader import read


def document(text: str) -> Document:
    return next(iter(parse([Report(id="r", text=text)])))


def scenes(text: str) -> dict[str, str]:
    """The names that may be scenes as written, and whether they are resolved."""
    found = Places(document(text)).mentions
    return {m.span.of(text): m.place_id or "" for m in found if m.role == "event"}


def by_claim(text: str) -> list[tuple[str, list[str]]]:
    claims = next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims
    return [(c.type.value, [p.text for p in c.places]) for c in claims]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Fighters burned shops in Kyar Ni Kan, Let Yet Ma and Htan Ma Kauk villages on Friday, residents said.",
            ["Kyar Ni Kan", "Let Yet Ma", "Htan Ma Kauk"],
        ),
        (
            "They took over the villages of Kanjou, Sham al-Hawa, Tell Maraq and Deir Safa later in the day.",
            ["Kanjou", "Sham al-Hawa", "Tell Maraq", "Deir Safa"],
        ),
        ("Troops captured Borova, Novoselivka and Zelena Dolyna, the ministry in Kyiv said.", ["Zelena Dolyna"]),
        ("Shells fell near Zelena Dolyna in Ukraine on Monday, police said.", ["Zelena Dolyna"]),
    ],
)
def test_each_village_of_a_list_stands_whole(text: str, names: list[str]) -> None:
    found = scenes(text)
    assert [n for n in names if n not in found] == []
    assert not any(piece in found for name in names for piece in name.split() if " " in name)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The envoys of Kenya, Uganda and South Sudan met Ada Bly, Tom Gray and Zelena Dolyna.", ["Zelena Dolyna"]),
        ("Shells hit the districts of Homs Hama and Idlib on Monday.", ["Homs Hama"]),  # a text that lost its commas
    ],
)
def test_no_list_of_places(text: str, never: list[str]) -> None:
    assert not set(never) & set(scenes(text))


def test_all_of_a_told_list_are_the_events() -> None:
    text = "Rebel forces reported taking over the villages of Kanjou, Sham al-Hawa, Tell Maraq and Al-Jadida on Monday."
    assert by_claim(text) == [("capture", ["Kanjou", "Sham al-Hawa", "Tell Maraq", "Al-Jadida"])]


def test_a_namesake_abroad_is_not_what_the_text_puts_at_home() -> None:
    text = "Gunmen raided the villages of Tudun Biri, Kaya and Maro in Kaduna State, Nigeria, on Sunday."
    assert scenes(text)["Kaya"] == ""
    assert scenes(text)["Kaduna State"]
    assert scenes("A bomb went off in Kaya in northern Burkina Faso on Sunday.")["Kaya"]
    assert scenes("Refugees from El Geneina in Chad said that shells had hit the town.")["El Geneina"]


def test_the_only_place_of_a_name_of_several_words() -> None:
    assert scenes("Russian forces recaptured Mala Tokmachka, the general staff said.")["Mala Tokmachka"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Rebels captured Bunagana in June and attacked Rutshuru on Monday.",
            [("capture", ["Bunagana"]), ("clash", ["Rutshuru"])],
        ),
        (
            "The army retook Kutum and shelled Kabkabiya, residents said.",
            [("capture", ["Kutum"]), ("shelling", ["Kabkabiya"])],
        ),
        (
            "The Arakan Army seized the towns of Ann and Gwa, and surrounded Sittwe, in Myanmar's Rakhine State.",
            [("capture", ["Ann", "Gwa", "Rakhine State"]), ("control", ["Sittwe", "Rakhine State"])],
        ),
    ],
)
def test_what_another_verb_has_is_its_own(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert by_claim(text) == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops advanced to within five kilometres of Ridkodub on Monday.", ["Ridkodub"]),
        ("A patrol hit a mine between Sévaré and Bandiagara in Mali.", ["Sévaré", "Bandiagara"]),
        ("Herders attacked the communities of Yelwata and Daudu in Benue State.", ["Yelwata", "Daudu"]),
        ("Shells fell in the direction of Basarkechar on Monday.", ["Basarkechar"]),
        ("The army advanced in western Lyman on Monday.", ["Lyman"]),
    ],
)
def test_words_that_make_a_place_of_any_name(text: str, names: list[str]) -> None:
    assert [n for n in names if n not in scenes(text)] == []


def test_two_capitals_are_no_list_of_towns() -> None:
    assert "Velmorya" not in scenes("The ties between Velmorya and Moscow are old, and the fighting went on.")


def test_a_site_with_a_name_of_two_words() -> None:
    found = scenes("The Houthis fired a missile at Ben Gurion airport in Israel on Monday.")
    assert "Ben Gurion airport" in found
    assert "Ben" not in found


def test_the_state_and_the_town_of_its_name() -> None:
    text = "Gunmen killed 11 farmers in the village of Sabon Gida in Nigeria's Katsina state on Sunday."
    (claim,) = next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims
    assert [(p.name, p.precision.value, p.country) for p in claim.places] == [
        ("Sabon Gida", "place", None),  # not the town of that name in another state
        ("Katsina", "admin1", "NG"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A drone hit a car in the Solino neighbourhood of Port-au-Prince on Monday.",
            [("Solino", "part"), ("Port-au-Prince", "place")],
        ),
        (
            "Gunmen killed two men in Maru local government area of Zamfara State on Monday.",
            [("Maru", "area"), ("Zamfara", "admin1")],
        ),
    ],
)
def test_each_of_two_names_has_the_word_beside_it(text: str, wanted: list[tuple[str, str]]) -> None:
    claims = next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims
    assert [(p.name, p.precision.value) for p in claims[0].places] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A missile fired from Lebanon at the border community of Margaliot wounded three soldiers.",
            [("shelling", ["Margaliot"])],
        ),
        (
            "Air defences shot down 12 drones over nine regions, the defence ministry in Moscow said.",
            [("materiel_loss", [])],
        ),
    ],
)
def test_where_it_was_fired_and_who_tells_of_it_are_elsewhere(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert by_claim(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Jets struck the town of Khiam and a drone hit a car on the road from Nabatieh to Marjayoun.",
            ["the road from Nabatieh to Marjayoun"],
        ),
        ("A mine exploded on the road to Gao, killing two herders.", ["the road to Gao"]),
        (
            "Fighters attacked a bus on the road between Deir Ezzor and Palmyra, killing 10.",
            ["the road between Deir Ezzor and Palmyra"],
        ),
    ],
)
def test_a_road_is_one_place(text: str, wanted: list[str]) -> None:
    assert by_claim(text)[-1][1] == wanted


def test_towns_of_one_war_alone_lie_in_its_land() -> None:
    text = "Fighters attacked a bus on the road between Deir Ezzor and Palmyra, killing 10."
    (claim,) = next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims
    assert {p.country for p in claim.places} == {"SY"}


def test_a_band_named_after_a_land_is_no_place() -> None:
    text = "The bombing of a mosque in Kunduz, claimed by Islamic State Khorasan Province, killed 46."
    assert "Khorasan Province" not in scenes(text)


def test_a_ship_is_no_place() -> None:
    assert "Sig" not in scenes("Three naval drones struck the tanker Sig in the Kerch Strait on Monday.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [  # the smallest named thing, and the country where the text says that it lies there
        ("A bombing in Goma, Congo, killed 12 people on Monday.", ["Goma", "Congo"]),
        ("Rebels attacked Kaya in northern Burkina Faso on Monday.", ["Kaya", "northern Burkina Faso"]),
        ("Soldiers shelled Kutum on Monday, and aid reached Chad.", ["Kutum"]),
        ("Rebels attacked Kaya in Burkina Faso's north on Monday.", ["Kaya"]),
        (
            "A bomb killed five policemen at a post in Mali's divided northern town of Gao on Monday.",
            ["divided northern town of Gao"],
        ),
    ],
)
def test_the_country_that_a_place_is_said_to_lie_in(text: str, wanted: list[str]) -> None:
    assert by_claim(text)[0][1] == wanted
