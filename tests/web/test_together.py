"""Review by keyboard, two windows at once, news while reports come in, hostile and right-to-left text."""

import re

from fogline import run
from fogline.core.report import Report
from fogline.store import open_store

HOSTILE = (
    '<script>window.hacked = 1</script><img src="https://evil.example/x.png" onerror="window.hacked = 2"> '
    "At least four people were killed in shelling in Idlib on Friday, "
    '<b onclick="window.hacked=3">residents</b> said. javascript:alert(1) {{7*7}}'
)
ARABIC = (
    'At least six people were killed in Idlib on Friday, مصدر طبي said. He said: "قتل ستة أشخاص في القصف" on Friday.'
)


def sync(page, holds, tries=150):
    for _ in range(tries):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


def desk(window, server, **how):
    w = window(**how)
    page = w.open(f"/review#token={server.token}")
    page.wait_for_selector("[data-claim]")
    assert "token" not in page.url
    return w, page


def claim(page):
    return page.locator("[data-claim]").get_attribute("data-claim")


def test_review_by_keyboard_with_undo(window, server):
    _, page = desk(window, server)
    first = claim(page)
    open_ = server.get("review")["tally"]["open"]
    page.keyboard.press("a")
    sync(page, lambda: claim(page) != first)
    assert server.get("review")["tally"] | {} == {**server.get("review")["tally"], "open": open_ - 1}
    second = claim(page)
    page.keyboard.press("r")
    sync(page, lambda: server.get("review")["tally"]["reject"] == 1)
    page.keyboard.press("u")
    sync(page, lambda: server.get("review")["tally"]["reject"] == 0)
    page.keyboard.press("u")
    sync(page, lambda: server.get("review")["tally"]["open"] == open_)
    sync(page, lambda: claim(page) != "")
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert second


SLOW_ANSWERS = """to => {
  const ask = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await ask(...asked);
    if ((asked[1]?.method ?? "GET") === to) await new Promise((go) => setTimeout(go, 700));
    return answer;
  };
}"""


def test_undo_means_the_decision_still_on_its_way(window, server):
    _, page = desk(window, server)
    first = claim(page)
    page.keyboard.press("a")
    sync(page, lambda: claim(page) != first)
    page.evaluate(SLOW_ANSWERS, "POST")
    page.keyboard.press("r")
    sync(page, lambda: server.get("review")["tally"]["reject"] == 1)
    page.keyboard.press("u")
    sync(page, lambda: server.get("review")["tally"]["reject"] == 0)
    assert server.get("review")["tally"]["accept"] == 1


def test_a_field_is_corrected_by_keyboard(window, server):
    _, page = desk(window, server)
    here = claim(page)
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    page.keyboard.press("Tab")
    page.get_by_label("should be").select_option("assessment")
    page.locator(".correct button").press("Enter")
    sync(page, lambda: server.get("review")["tally"]["correct"] == 1)
    row = server.get("judgements")["items"][0]
    assert (row["verb"], row["field"], row["value"]) == ("correct", "type", "assessment")
    assert here


def grouped(page, server, least):
    """Goes on to a claim that is counted with at least so many others; its key and theirs."""
    for _ in range(40):
        key = claim(page)
        incident = next(s for s in server.get("review?limit=200")["items"] if s["key"] == key)["incident"]
        rows = server.get(f"incidents/{incident}")["statements"] if incident else []
        if len(rows) > least:
            return key, {r["key"] for r in rows} - {key}
        page.keyboard.press("j")
        sync(page, lambda key=key: claim(page) != key)
    raise AssertionError("no such claim in the queue")


def incident_of(server, key):
    return next(s for s in server.get("review?limit=200")["items"] if s["key"] == key)["incident"]


def last_verb(server):
    return next((j["verb"] for j in server.get("judgements?limit=1")["items"]), None)


def counted_with(server, key):
    """All that the incident of a claim has, without the claim; nothing where it is in none."""
    incident = incident_of(server, key)
    return {r["key"] for r in server.get(f"incidents/{incident}")["statements"]} - {key} if incident else set()


def test_incidents_are_merged_and_split_by_hand(window, server):
    w, page = desk(window, server)
    key, mine = grouped(page, server, 0)
    page.locator(".group summary").click()
    page.locator(".group option").nth(1).wait_for(state="attached")
    other = page.locator(".group option").nth(1).get_attribute("value")
    theirs = {r["key"] for r in server.get(f"incidents/{other}")["statements"]}
    page.evaluate(SLOW_ANSWERS, "GET")  # what the page shows is older than the record when the claim is split off
    page.get_by_label("Merge with").select_option(other)
    page.get_by_role("button", name="Merge", exact=True).click()
    sync(page, lambda: last_verb(server) == "merge")
    assert counted_with(server, key) >= mine | theirs
    page.get_by_role("button", name="Split this claim off").click()
    sync(page, lambda: last_verb(server) == "split")
    assert not counted_with(server, key) & theirs  # a copy's same words go where the claim goes
    assert claim(page) == key
    assert w.wrong == []


def test_the_claim_in_view_stays_when_the_queue_is_in_another_order(window, server):
    _, page = desk(window, server)
    first = claim(page)
    last = server.get("review?limit=200&sort=doubt")["items"][-1]["key"]
    page.evaluate(
        """last => {
          const ask = window.fetch;
          window.fetch = async (...asked) => {
            const answer = await ask(...asked);
            if (!String(asked[0]).includes("/review?")) return answer;
            const told = await answer.json();
            const at = told.items.findIndex((s) => s.key === last);
            return Response.json({ ...told, items: [...told.items.splice(at, 1), ...told.items] });
          };
        }""",
        last,
    )
    server.post("judgements", {"verb": "note", "author": "ada", "claim": last, "reason": "looked up"})
    page.locator(".claim", has_text="2 of ").wait_for()
    assert claim(page) == first


def test_two_windows_do_not_overwrite_each_other(window, server):
    (_, one), (_, two) = desk(window, server), desk(window, server)
    two.get_by_label("You are").fill("ben")
    two.locator("h1").click()
    assert claim(one) == claim(two)
    shared = claim(one)
    one.keyboard.press("a")
    sync(one, lambda: claim(one) != shared)
    # the second window is told of it by the live stream, and moves on by itself
    sync(two, lambda: claim(two) != shared)
    assert claim(one) == claim(two)


def test_news_arrives_while_reports_come_in(window, server):
    w, page = desk(window, server)
    other = window().open("/reports")
    before = server.get("meta")["reports"]
    text = b"Outlet: Harbour Wire\nDate: 2024-11-30\n\nShells killed at least 11 people in Hama on Saturday, residents said.\n"
    page.get_by_text("Add reports").click()
    page.locator("input[type=file]").set_input_files({"name": "new.txt", "mimeType": "text/plain", "buffer": text})
    sync(other, lambda: other.get_by_text(f"{before + 1} reports").count() == 1, 600)
    sync(other, lambda: other.locator(".live").count() == 1)
    assert w.wrong == []


def test_a_missed_claim_is_added_by_marking_words(window, server):
    w, page = desk(window, server)
    row = server.get("reports?limit=1")["items"][0]
    page.evaluate(
        "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }",
        f"/report/{row['key'][:12]}",
    )
    page.wait_for_selector("[data-text]")
    page.evaluate(
        """() => {
            const node = document.querySelector('[data-text] .piece').firstChild;
            const range = document.createRange();
            range.setStart(node, 0); range.setEnd(node, Math.min(12, node.length));
            getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    page.wait_for_selector(".missed")
    page.get_by_label("Place", exact=True).fill("Idlib")
    page.locator(".missed button", has_text="Add").click()
    sync(page, lambda: "add" in {j["verb"] for j in server.get("judgements")["items"]})
    assert w.wrong == []


def test_hostile_markup_lies_still_and_arabic_reads_from_the_right(window, server):
    store = open_store(server.db)
    for name, text in (("hostile", HOSTILE), ("arabic", ARABIC)):
        report = Report(
            name, text, outlet='<i>Bad</i> "Wire"', published="2024-11-29", title=f"<svg onload=alert(1)> {name}"
        )
        for reading in run.readings([report], 1):
            store.add(report, reading.claims, (), "test")
    store.close()
    hostile = next(r for r in _reports(server) if r["title"].endswith("hostile"))
    w = window()
    for path in (f"/report/{hostile['key'][:12]}", "/reports", "/search?q=idlib", "/sources", "/situation", "/"):
        page = w.open(path)
        page.wait_for_timeout(300)
        assert page.evaluate("() => window.hacked === undefined")
        assert page.locator("main script, main svg[onload], main img, main b[onclick], main i").count() == 0
    assert not [u for u in w.asked if "evil.example" in u]
    assert not [e for e in w.wrong if "hacked" in e]

    arabic = next(r for r in _reports(server) if r["title"].endswith("arabic"))
    page = window().open(f"/report/{arabic['key'][:12]}")
    assert "قتل ستة أشخاص" in page.locator("[data-text]").inner_text()
    assert page.locator("[data-text] p").first.get_attribute("dir") == "auto"


def _reports(server):
    for _ in range(100):
        rows = server.get("reports?limit=200")["items"]
        if sum("onload" in r["title"] for r in rows) == 2:
            return rows
    return rows


def test_keyboard_alone_reaches_the_incident(window):
    page = window().open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.locator(".side .lines a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/incident/"))
    page.wait_for_selector(".account, .state")
