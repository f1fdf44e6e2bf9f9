"""Where origins count different people, each sort of them has its own line: two counts of one strike, in a browser."""

import pytest


@pytest.fixture(scope="module")
def server(apart_server):
    return apart_server


def apart(server):
    return next(i for i in server.get("incidents?limit=1000")["items"] if "killed" in i["partly"])


def test_an_incident_shows_each_sort_of_people_apart(window, server):
    one = apart(server)
    page = window().open(f"/incident/{one['id']}")
    for row in one["apart"]:
        fact = page.locator(".facts dl > div").filter(has_text=f"{row['group']} {row['measure']}")
        assert str(row["range"][0]) in fact.locator("dd").inner_text()
    assert page.get_by_text("the groups are different people").count() == 1


def test_the_ledger_shows_each_sort_of_people_apart(window, server):
    one = apart(server)
    page = window().open("/ledger")
    page.wait_for_selector(".groups table")
    killed = [a for a in one["apart"] if a["measure"] == "killed"]
    told = page.locator(".groups tbody").inner_text()
    assert one["label"] in told
    assert all(a["group"] in told for a in killed)
    page.locator(".groups a").first.click()
    page.wait_for_selector(".incident .facts")
