"""News desks: what a reporter was told in another town, who is posted where, what has not come yet."""

from __future__ import annotations

import pytest
from tests.read.test_insurgency import told


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # Where something is told is not where it happened.
        ("The jets bombed Gao. A dozen died, he told reporters in Oslo.", "in", "toll | in Gao"),
        ("Shelling killed two journalists in Gao.", "in", "shelling | in Gao"),
        ("Two journalists in Gao were killed by shelling.", "in", "shelling | in Gao"),
        # A town that no gazetteer has, and not one that is named later.
        (
            "Jets bombed the rebels around Zemkourou overnight, hours after they pulled out of the town. Gao is calm.",
            "in",
            "withdrawal | in Zemkourou",
        ),
        # Who is posted where.
        (
            "France has 2,000 soldiers in Mali.",
            "by in n",
            "deployment | by Government of France | in Mali | n fighters 2000",
        ),
        ("The camp in Gao is home to 300 French soldiers.", "n", "deployment | n fighters 300"),
        ("The president ordered nine battalions to the border with Chad.", "by", "deployment | by The president"),
        (
            "Oslo urged Kyiv to declare a truce, and Berlin repeated the call.",
            "by",
            "demand | by Government of Germany",
        ),
        # Each teller counts for himself.
        (
            "The army said 40 rebels died in the raid, while the union put the number of villagers killed by shelling at 60.",
            "says n",
            "shelling | says union | n killed 60",
        ),
        # What has not come yet, and what nobody knows.
        ("The minister said another strike on the port would lead to war.", "", ""),
        ("It is not clear who captured Gao.", "by", "assessment | by"),
        # Who is told of beside a deed.
        (
            "Raul Bako, the second-in-command of the Front, was killed along with nine guerrillas in a raid on a camp in Gao.",
            "by",
            "attack | by",
        ),
        (
            "In the town of Bria, retaken by the army on Friday, residents spoke of killings by gunmen.",
            "by at",
            "capture | by Central African Armed Forces | at",
        ),
        ("In Bria, retaken by the army on Friday, residents spoke of killings by gunmen.", "by", "attack | by gunmen"),
        (
            "The army is fighting against Islamist militants in Gao.",
            "by at",
            "clash | by Malian Armed Forces | at Islamist militants",
        ),
        ("Gunmen shot dead two policemen in Gao.", "at", "attack | at two policemen"),
        # Numbers.
        ("Most of the city's 200,000 residents have fled.", "n", "displacement | n displaced 100001.."),
        ("The shell left six hurt, one of them a child.", "n", "shelling | n wounded 6, wounded 1"),
        ("The mayor said that shelling killed nine.", "n", "shelling | n killed 9"),
        # A truce is made by declaring it.
        ("The truce, declared by Oslo on June 2, was broken repeatedly.", "says", "agreement | says"),
        ("The mayor said at a news conference that rebels had taken Gao.", "by", "capture | by Malian rebels"),
        ("More than 900 people have been killed in Gao, and 43,000 have crossed into Chad.", "in", "toll | in Gao"),
        (
            "More than 900 people have been killed in Gao, and 43,000 have crossed into Chad.",
            "in n",
            "displacement | in Chad | n displaced 43000",
        ),
        # Whose ground it is, who counts the dead, whose word it is.
        (
            "French jets destroyed three tanks outside Gao, the rebels' stronghold.",
            "at",
            "materiel_loss | at three tanks",
        ),
        ("In Gao, hospital staff counted 94 bodies after two days of fighting.", "by", "clash | by"),
        (
            "Statements of condemnation have come from Norway and Pope Francis.",
            "by at",
            "accusation | by Government of Norway, Pope Francis | at",
        ),
        (
            "Rebels took Gao. Expressions of concern came from Chad and Niger. A raid has killed 90.",
            "in",
            "attack | in Gao",
        ),
        (
            "Norway put the number of those killed in Gao at more than 900, a figure that nobody has verified.",
            "says n",
            "toll | says Government of Norway | n killed 901..",
        ),
        # What a demand follows is the article's word.
        (
            "The president ordered his forces to stop fighting on Monday after four days of clashes in Gao that killed 270.",
            "says n",
            "clash | says | n killed 270",
        ),
        (
            "The two men signed a pact in 2015 to end a war in which tens of thousands died and 900,000 were driven from their homes.",
            "n",
            "displacement | n displaced 900000",
        ),
        # A continent is no state, half a surname no town, and a minor who is one suspect is one.
        (
            "A gang killed nine people from Central and South America, the Mexican army said. The navy deployed aircraft.",
            "by",
            "deployment | by Mexican Navy",
        ),
        (
            "Portugal agreed to send troops to East Timor at the request of its minister, José Ramos-Horta.",
            "in",
            "deployment | in Timor-Leste",
        ),
        ("Neighbouring Chad denied backing the rebels.", "by", "denial | by Government of Chad"),
        ("Witnesses said explosions rocked the hall before soldiers fired at militants.", "by", "bombing | by"),
        ("One suspect, a minor, was arrested.", "n", "detention | n captured 1"),
        (
            "Russian forces stormed a school in Beslan, the Russian ministry said. Security forces killed 26 gunmen.",
            "by",
            "clash | by Russian military",
        ),
        ("Army chief Issa Bako flew to Oslo to ask for help against rebel commanders.", "at", "demand | at"),
        ("The leader vowed a long war and said arms would be handed to the people.", "at", "threat | at"),
    ],
)
def test_news_desks(text: str, fields: str, wanted: str) -> None:
    found = told(text, fields)
    assert wanted in found if wanted else not found, found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is not clear who captured Gao.", ["assessment"]),
        ("The mayor said that shelling killed nine.", ["shelling"]),
        ("Rebels hold Gao, the mayor said at a news conference.", ["control"]),
        ("The minister said a new offensive would begin on Monday.", ["clash"]),
        ("Amnesty International accused the authorities of failing to protect migrants in Mexico.", ["accusation"]),
        ("Rebels took Gao. The president visited the wounded.", ["capture"]),
        ("Rebels took Gao. There was no way to confirm the toll.", ["capture"]),
        ("Rebels took Gao. Ghana Airways suspended flights to Bamako.", ["capture", "assessment"]),
        ("The raid began. Any further attack on Gao could end the truce, Oslo said.", ["attack", "agreement"]),
    ],
)
def test_nothing_else_is_told(text: str, wanted: list[str]) -> None:
    assert [line.split(" | ")[0] for line in told(text, "")] == wanted
