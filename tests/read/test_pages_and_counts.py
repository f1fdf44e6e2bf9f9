"""Whose count it is, whose page, whose spokesman: sources told by more than a verb of saying. Texts are invented."""

from __future__ import annotations

import pytest
from tests.read.test_who_says import said

from fogline.core.report import Report
from fogline.read.reader import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Whose count it is says how many.
        ("Nine soldiers were killed in Bara, by the council's count.", "clash | src council"),
        (
            "In the count of the provincial relief office 54 people were hurt in Bara.",
            "toll | src provincial relief office",
        ),
        ("Norway lost 87 dead and 70 wounded in Bara by its own count.", "toll | src Government of Norway"),
        ("Some 408 people have died in Bara, by a count of this newspaper.", "toll | src"),
        ("The relief council puts the displaced at 750,000 and the dead at 391.", "toll | src relief council"),
        ("Norway gives 159 killed and 22 missing in the battle of Bara.", "clash | src Government of Norway"),
        # A law says nothing.
        ("Rebels shelled Bara. Nine captured men are treated according to the law of war.", "detention | src"),
        # Verbs that seldom tell anything.
        ("Kampala holds that Kenyan mortars shelled Bara.", "shelling | src Government of Uganda"),
        ("The army holds the bridge at Bara.", "control | src"),
        # A semicolon parts what a closing cue tells from what the report tells.
        ("Rebels shelled Bara; nine people were killed in Gao, a guard said.", "shelling | src"),
        # What is told of a speaker before he speaks, and behind the cue.
        ("The envoy, who had survived an attack in Gao, said nine people had died in Bara.", "attack | src"),
        (
            "Nine people had died, said Ada Bly, a spokeswoman for the fire service, whose crews were attacked in Gao.",
            "attack | src",
        ),
        # An office in the same sentence is another's.
        ("Ada Bly asked for sanctions over a raid the mayor says killed nine people in Bara.", "attack | src mayor"),
        # Told by whose it is.
        ("Rebels shelled Bara, Russia's president said.", "shelling | src president of Russia"),
        ("Rebels shelled Bara, the French embassy in Goma said.", "shelling | src French embassy in Goma"),
        ("Rebels shelled Bara, the Turkish General Staff said.", "shelling | src Turkish General Staff"),
        ("Rebels shelled Bara, the city's mayor said.", "shelling | src mayor"),
        ("Rebels shelled Bara, the regional prosecutor's office said.", "shelling | src regional prosecutor's office"),
        ("Kenya condemned the raid. Its president said shells hit Bara.", "shelling | src president of Kenya"),
        ("Kenya condemned the raid. Its spokesman said shells hit Bara.", "shelling | src Kenyan government spokesman"),
    ],
)
def test_who_says_it(text: str, wanted: str) -> None:
    assert wanted in said(text)


def sources(text: str, outlet: str, title: str = "") -> list[str]:
    report = Report("r", text, outlet, "2025-06-12", title=title)
    claims = next(iter(read([report], reader="rules"))).claims
    return [f"{c.type.value} | {', '.join(a.source for a in c.attribution)}".strip() for c in claims]


@pytest.mark.parametrize(
    ("outlet", "title", "text", "wanted"),
    [
        # On a page of its own the outlet is named for what it asks and condemns alone.
        ("Bara Military Command", "", "Rebels shelled our posts. We condemn the raid on Gao.", "shelling |"),
        (
            "Bara Military Command",
            "",
            "Rebels shelled our posts. We condemn the raid.",
            "accusation | Bara Military Command",
        ),
        (
            "Bara Military Command",
            "",
            "Rebels shelled Gao. The Command calls on both sides to stop the raids.",
            "demand | Bara Military Command",
        ),
        (
            "Bara Military Command",
            "",
            "Rebels shelled Gao. Residents are asked to stay indoors.",
            "demand | Bara Military Command",
        ),
        ("Daily Example", "", "Rebels shelled Gao. Residents are asked to stay indoors.", "demand |"),
        ("Bara Military Command", "", "The Command documented the killing of 14 people in Gao.", "toll |"),
        # Whoever the headline or the first line names speaks a page in the first person singular.
        (
            "Union Foreign Service",
            "Sudan: Statement by the High Envoy on Bara",
            "I am alarmed by the shelling of Bara.",
            "shelling | High Envoy",
        ),
        (
            "UK Government",
            "Written statement",
            "The Minister for the North has today made the following statement.\n\nI condemn the shelling of Bara.",
            "accusation | Minister for the North",
        ),
        (
            "Bara Navy Command",
            "Statement by the Navy Spokesperson, July 5",
            "We struck 14 positions. Rebels shelled Gao.",
            "shelling |",
        ),
        # A label speaks until the next one.
        (
            "Bara Ministry of Defence",
            "Briefing",
            "SPOKESMAN: Thank you all. It was quiet in Bara today. Rebels shelled Gao.\nQUESTION: And Bor?",
            "shelling | SPOKESMAN",
        ),
    ],
)
def test_whose_page_it_is(outlet: str, title: str, text: str, wanted: str) -> None:
    assert wanted in sources(text, outlet, title)
