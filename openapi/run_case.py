#!/usr/bin/env python3
"""Runs a whole case by the API alone, from an empty consultation to published guidelines.

It needs Python 3.9 and nothing else, and a service with a member who may make consultations:

    parvis demo                       # prints an address, an e-mail and a password
    BASE=http://127.0.0.1:8080 EMAIL=organiser@parvis.example PASSWORD=… python3 openapi/run_case.py

Its votes are made by a program: the consultation says so wherever it shows them. What it does, in order: background,
timeline and an event; evidence with a table; a group question; members in each role; people who come through the
event, choose between pairs and propose; moderation; a snapshot; two guidelines; comments; a second round that tests
them; adoption; what became of the ideas; a report; and a check of the log.
"""

import datetime
import json
import os
import random
import sys
import urllib.error
import urllib.request

from verify_log import verify

BASE = os.environ.get("BASE", "http://127.0.0.1:8080")
PASSWORD = os.environ["PASSWORD"]
SLUG = os.environ.get("SLUG", "case-by-api")
C = f"/consultations/{SLUG}"


def call(method, path, body=None, token=None, accept=(200, 201, 204), raw=None):
    """The answer of a call as JSON, text for other media; anything that was not expected ends the program."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    data = raw
    if body is not None:
        headers["content-type"], data = "application/json", json.dumps(body).encode()
    address = path if path.startswith("http") else f"{BASE}/api/v1{path}"
    request = urllib.request.Request(address, data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            content, media, status = answer.read(), answer.headers.get_content_type(), answer.status
    except urllib.error.HTTPError as error:
        content, media, status = error.read(), error.headers.get_content_type(), error.code
    if status not in accept:
        sys.exit(f"{method} {path}: {status} {content.decode(errors='replace')}")
    if not content:
        return None
    return json.loads(content) if media == "application/json" else content


def both(fi, sv):
    return {"fi": fi, "sv": sv}


def say(what):
    print(what, flush=True)


# The secretary makes the consultation and what stands around it.
email = os.environ.get("EMAIL", "organiser@parvis.example")
me = call("POST", "/sessions", {"email": email, "password": PASSWORD})["token"]
call("POST", "/consultations", {
    "slug": SLUG, "languages": ["fi", "sv"], "results": "always", "simulated": True, "minimum_comparisons": 3,
    "owner": both("Virasto", "Ämbetsverket"), "zone": "Europe/Helsinki",
    "question": both("Missä valtion pitäisi palvella?", "Var ska staten ge service?"),
}, me)
call("PUT", f"{C}/background", {
    "mandate": both("Tehtävä alkaa **nyt**.", "Uppdraget börjar **nu**."),
    "organisation": [{"name": both("Valmisteluryhmä", "Beredningsgruppen"), "does": both("Valmistelee.", "Bereder.")}],
}, me)
now = datetime.datetime.now(datetime.timezone.utc)
stamp = lambda hours: (now + datetime.timedelta(hours=hours)).isoformat(timespec="seconds")
call("POST", f"{C}/timeline", {"title": both("Linjaukset valmiit", "Riktlinjerna klara"), "starts_at": stamp(720)}, me)
event = call("POST", f"{C}/events", {
    "name": both("Vaasan tilaisuus", "Evenemanget i Vasa"), "place": both("Vaasa", "Vasa"),
    "starts_at": stamp(-1), "ends_at": stamp(3), "languages": ["sv", "fi"],
}, me)
call("POST", f"{C}/groups", {
    "id": "region", "question": both("Missä asut?", "Var bor du?"),
    "choices": [{"id": "coast", "label": both("Rannikko", "Kusten")}, {"id": "inland", "label": both("Sisämaa", "Inlandet")}],
}, me)
source = call("POST", f"{C}/evidence", {
    "title": both("Matkat lähimpään toimipisteeseen", "Resorna till närmaste kontor"), "simulated": True,
    "publisher": both("Virasto", "Ämbetsverket"), "date": "2020-01", "licence": "CC BY 4.0",
    "figures": [{"label": both("Yli tunnin matka", "Över en timmes resa"), "value": both("38 kuntaa", "38 kommuner")}],
}, me)
call("PUT", f"{C}/evidence/{source['id']}/table?lang=fi", token=me, raw="Kunta;Minuutteja\nVaasa;12,5\nUtsjoki;190\n".encode())
IDEAS = [
    both("Yhteinen palvelupiste joka seudulle", "Ett gemensamt servicekontor i varje region"),
    both("Palvelu molemmilla kielillä kaikkialla", "Service på båda språken överallt"),
    both("Työpaikat auki ilman paikkakuntaa", "Lediga jobb utan ortskrav"),
    both("Palvelut kirjastoihin", "Tjänsterna till biblioteken"),
    both("Kaikki verkkoon", "Allt på webben"),
]
for texts in IDEAS:
    call("POST", f"{C}/ideas", {"texts": texts}, me)
call("PATCH", C, {"state": "open"}, me)


def member(role):
    """A member who took their invitation: the token of their session."""
    invited = call("POST", f"{C}/members", {"email": f"{role}-{SLUG}@example.org", "role": role}, me)
    return call("POST", f"{C}/members/accepted", {"token": invited["token"], "password": PASSWORD})["token"]


coordinator, preparer, expert = (member(role) for role in ("coordinator", "preparer", "expert"))
say(f"made {SLUG}, its event's code is {event['code']}")

# People come through the event and choose. A program chooses for them, by a taste that is the same for all but some luck.
chance = random.Random(2020)


def takes_part(slug, order, code=None, groups=None, proposes=None):
    joined = call("POST", f"/consultations/{slug}/participants", {"code": code, "groups": groups or {}, "language": "sv"})
    token = joined["token"]
    if proposes:
        call("POST", f"/consultations/{slug}/ideas", {"texts": proposes}, token)
    pairs = call("GET", f"/consultations/{slug}/pairs?count=10&lang=fi", token=token)["items"]
    votes = []
    for pair in pairs:
        left, right = (order.get(pair[side]["text"], 2) + chance.gauss(0, 1.2) for side in ("left", "right"))
        votes.append({"pair": pair["token"], "outcome": "left" if left < right else "right"})
    recorded = call("POST", f"/consultations/{slug}/votes", {"votes": votes}, token)["recorded"]
    return len(recorded)


taste = {texts["fi"]: place for place, texts in enumerate(IDEAS)}
votes = sum(
    takes_part(SLUG, taste, event["code"], {"region": chance.choice(["coast", "inland"])},
               {"sv": "En servicebuss till byarna"} if person == 0 else None)
    for person in range(14)
)
waiting = call("GET", f"{C}/ideas?state=pending", token=me)["items"]
call("PATCH", f"{C}/ideas/{waiting[0]['id']}", {"state": "active", "texts": {**waiting[0]["texts"], "fi": "Palvelubussi kyliin"}}, me)
say(f"{votes} votes of 14 people, {len(waiting)} idea approved")
ranking = call("GET", f"{C}/ranking?lang=fi", token=me)
best = [item["id"] for item in ranking["items"][:2]]
snapshot = call("POST", f"{C}/snapshots", token=me)
say(f"first is {ranking['items'][0]['text']!r}; frozen at number {snapshot['seq']}")

# The preparatory group drafts guidelines out of them, experts comment, and both go into a second round.
drafts = []
for idea, title in zip(best, (both("Palvelut samassa pisteessä.", "Tjänsterna på samma ställe."), both("Molemmat kielet kaikkialla.", "Båda språken överallt."))):
    draft = call("POST", f"{C}/guidelines", {
        "title": title, "text": both("Mitä se tarkoittaa.", "Vad det innebär."), "reasons": both("Moni pyysi.", "Många bad om det."),
        "ideas": [idea], "evidence": [{"source": source["id"], "passage": both("Sivu 4", "Sidan 4")}],
    }, preparer)
    comments = call("POST", f"{C}/guidelines/{draft['id']}/comments", {"text": "Entä saame?"}, expert)["items"]
    call("PATCH", f"{C}/guidelines/{draft['id']}/comments/{comments[0]['id']}", {"resolved": True}, preparer)
    call("PATCH", f"{C}/guidelines/{draft['id']}", {"state": "proposed"}, preparer)
    drafts.append(draft["id"])
second = call("POST", f"{C}/second-round", {"slug": f"{SLUG}-2"}, me)["slug"]
call("PATCH", f"/consultations/{second}", {"state": "open", "results": "always", "minimum_comparisons": 1}, me)
for _ in range(6):
    takes_part(second, {"Palvelut samassa pisteessä.": 0, "Molemmat kielet kaikkialla.": 1})
call("PATCH", f"/consultations/{second}", {"state": "closed"}, me)

# The coordination group adopts, and it is told what became of the ideas.
call("PUT", f"{C}/guidelines/{drafts[0]}/adoption", token=me, accept=(403,))
for draft in drafts:
    call("PUT", f"{C}/guidelines/{draft}/adoption", token=coordinator)
for idea, draft in zip(best, drafts):
    decision = {"outcome": "taken", "reason": both("Siitä tuli linjaus.", "Den blev en riktlinje."), "guidelines": [draft]}
    call("PUT", f"{C}/ideas/{idea}/decision", decision, preparer)
published = call("GET", f"{C}/guidelines")["items"]
say(f"published: {', '.join(one['title']['sv'] for one in published)}")

# The work is done: the consultation closes, and all of its log can be read.
call("PATCH", C, {"state": "closed"}, me)
# Anybody takes the report, and checks that the log leads to the digest that the guideline names.
report = call("GET", f"{BASE}/c/{SLUG}/report.html?lang=sv").decode()
named = call("GET", f"{C}/snapshots/{published[0]['snapshot']}")
log = [json.loads(line) for line in call("GET", f"{C}/log?whole=true").decode().splitlines()]
digest, _ = verify(log[: named["seq"]])
if digest.hex() != named["hash"] or published[0]["title"]["sv"] not in report:
    sys.exit("the guideline's digest is not that of the log")
say(f"the log leads to the digest {digest.hex()[:16]}…")
