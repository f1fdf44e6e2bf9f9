"""Who tells how many died, whose words a transcript holds, and what a source without a name is called. Texts are invented."""

from __future__ import annotations

import pytest
from tests.read.test_pages_and_counts import sources
from tests.read.test_who_says import said

from fogline.core.report import Report
from fogline.read.actors import Actors
from fogline.read.document import parse


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The hospital in Bara received 14 wounded after the shelling.", "toll | src hospital in Bara"),
        ("The hospital in Bara received 14 wounded after the shelling.", "shelling | src"),
        ("Aid workers who visited the camp found the bodies of 14 women.", "toll | src aid workers"),
        ("Troops found 14 bodies in a well in Bara.", "toll | src"),
        ("Local partners have registered 4,985 families displaced from Bara.", "displacement | src local partners"),
        ("At least 15,000 people fled Bara, the Red Cross reckoned.", "displacement | src International Committee of"),
        ("Kenya gives its own losses as 175 killed.", "toll | src Government of Kenya"),
        ("The council's men shelled Bara. By the army's own data nine people were killed.", "toll | src army"),
        ("In the government's reckoning 479 rebels had been killed in Bara.", "toll | src government"),
        ("Nine people were killed in Bara, as the bishop's office has it.", "toll | src bishop's office"),
        ("Nine people were killed in Bara, as rumour has it.", "toll | src"),
    ],
)
def test_who_counts(text: str, wanted: str) -> None:
    assert any(line.startswith(wanted) and (line == wanted or not wanted.endswith("src")) for line in said(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A commander, who goes by the name of Sokoli, put civilian deaths at eight.", "toll | src Sokoli"),
        ("Shells hit Bara, said a teacher who gave only her first name, Hawa.", "shelling | src Hawa"),
        ("A man who introduced himself as Sergeant Tuo said rebels had captured Bara.", "capture | src Sergeant Tuo"),
        ("A man who asked for water said rebels had captured Bara.", "capture | src a man"),
        ("Those arriving from Bara say that rebels shelled it.", "shelling | src those arriving from Bara"),
        ("A U.N. spokesman said rebels had shelled Bara.", "shelling | src a UN spokesman"),
        (
            "Prime Minister Ned Bly met elders on Monday. His adviser said that gunmen had attacked police in Bara.",
            "attack | src adviser of Ned Bly",
        ),
        # Each of two sides says it.
        (
            "Sudanese troops fought the Rapid Support Forces in Bara. Each side accused the other of breaking the truce.",
            "accusation | src Rapid Support Forces",
        ),
        (
            "Sudanese troops fought the Rapid Support Forces in Bara. Each side accused the other of breaking the truce.",
            "accusation | src Sudanese Armed Forces",
        ),
    ],
)
def test_what_a_source_is_called(text: str, wanted: str) -> None:
    assert wanted in said(text)


@pytest.mark.parametrize(
    ("outlet", "text", "wanted"),
    [
        # Transcripts: whoever the label names speaks until the next one; who asks or presents tells nothing.
        ("Bara Office", "MS. BLY: Thanks. Rebels shelled Gao.\nQUESTION: And Bor?", "shelling | Bly"),
        ("Bara Office", "Mr Bly: We are here. Rebels shelled Gao today.\n\nWe thank the medics.", "shelling | Bly"),
        (
            "Bara Senate",
            "SEN. BLY. Thank you.\n\nSEC. DOE. Rebels shelled Gao.\n\nSEN. BLY. And Bor?",
            "shelling | Doe",
        ),
        ("Bara Radio", "HOST: Rebels shelled Gao.\nBLY: Yes.\nHOST: Thank you.\nBLY: Thanks.", "shelling |"),
        # A list under headings is no transcript.
        ("Bara Monitor", "GAO: Rebels shelled Gao.\nBOR: It was quiet.\nTOLL: Nine died.", "shelling |"),
        # A page's own name is the page.
        ("Bara Monitor", "The Monitor documented the killing of 14 soldiers by rebels in Gao.", "toll |"),
        ("Bara Lab", "The Lab concludes that rebels have shelled Gao.", "shelling |"),
        ("Bara Post", "The Lab concludes that rebels have shelled Gao.", "shelling | Lab"),
    ],
)
def test_whose_words_they_are(outlet: str, text: str, wanted: str) -> None:
    assert wanted in sources(text, outlet)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Two Japanese engineers and a Japanese cook were freed in Cusco. Peru sent troops to Ayacucho.", "Peru"),
        ("Rebels attacked Beni and Goma. The army held Goma, Congo said.", "the Democratic Republic of the Congo"),
        ("Police were attacked in Catbalogan and in Tacloban.", "the Philippines"),
        ("The army was attacked in August.", None),
    ],
)
def test_which_land_a_report_is_set_in(text: str, home: str | None) -> None:
    document = next(iter(parse([Report(id="r", text=text, outlet="Daily Post", published="2024-05-01")])))
    assert Actors(document).home == (f"Government of {home}" if home else None)
