#!/usr/bin/env python3
"""Checks the chain of an exported log without any of Parvis's own code (README.md, "The log").

  verify_log.py LOG                   LOG: what GET …/log returns, NDJSON, from the first row on
  verify_log.py LOG --votes FILE      also writes the votes that count, as `parvis rank` reads them

Exit code 0 if every row follows from the one before it, 1 with the first that doesn't, 2 if LOG can't be read, or
does not say which votes count: of fewer than five people's set aside only the members' log does.
"""
import csv
import hashlib
import json
import re
import sys
from decimal import Decimal

PUBLIC = "seq kind left right outcome counted weight supersedes idea texts_digest state linked_to settings commitment".split()
PRIVATE = "pair_id participant member event strategy reason response_ms time votes".split()


def canonical(value):
    """RFC 8785: members in order of their UTF-16 names, no white space, numbers as JavaScript writes them."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) and 1e-6 <= abs(value) < 1e21:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, float):
        return "0" if value == 0 else re.sub(r"(\.0)?e([+-])0?", r"e\2", repr(value))
    return json.dumps(value, ensure_ascii=False)


def part(row, names):
    return {name: row[name] for name in names if row.get(name) is not None}


def verify(rows):
    """Returns the last hash and how many private parts fitted; raises ValueError at the first bad row."""
    hashed, fitted = None, 0
    for number, row in enumerate(rows, 1):
        if row["seq"] != number:
            raise ValueError(f"{number}: the next row has the number {row['seq']}")
        if number == 1:
            hashed = hashlib.sha256(row["settings"]["consultation"].encode()).digest()
        hashed = hashlib.sha256(hashed + canonical(part(row, PUBLIC)).encode()).digest()
        if hashed.hex() != row["hash"]:
            raise ValueError(f"{number}: the hash does not follow")
        if row.get("salt"):
            private = bytes.fromhex(row["salt"]) + canonical(part(row, PRIVATE)).encode()
            if hashlib.sha256(private).hexdigest() != row["commitment"]:
                raise ValueError(f"{number}: the private part does not fit its commitment")
            fitted += 1
    return hashed, fitted


def set_aside(rows):
    """Numbers of votes that are set aside at the end of the log; raises ValueError where it does not name them."""
    aside, withheld = {}, set()
    for row in rows:
        settings = row.get("settings") or {}
        said = settings.get("set_aside") or settings.get("put_back")
        if not said:
            continue
        spans = said.get("votes", row.get("votes"))
        if spans is None:
            (withheld.add if "set_aside" in settings else withheld.discard)(said["id"])
        for first, last in spans or []:
            for vote in range(first, last + 1):
                if "set_aside" in settings:
                    aside.setdefault(vote, said["id"])
                elif aside.get(vote) == said["id"]:
                    del aside[vote]
    if withheld:
        raise ValueError("the log does not say which votes are set aside: read it as a member")
    return set(aside)


def votes(rows):
    """Counted votes that stand, under the ideas that theirs are linked to."""
    left_out = {row["supersedes"] for row in rows if row["kind"] == "undo"} | set_aside(rows)
    target = {row["idea"]: row.get("linked_to") for row in rows if row["kind"] == "idea"}

    def end(idea):
        while target.get(idea):
            idea = target[idea]
        return idea

    for row in rows:
        if row["kind"] == "vote" and row["counted"] and row["seq"] not in left_out:
            left, right = end(row["left"]), end(row["right"])
            if left != right:
                yield left, right, row["outcome"], row["weight"]


def main(log, votes_to=None):
    try:
        with open(log, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        print(f"{log}: {error}", file=sys.stderr)
        return 2
    try:
        hashed, fitted = verify(rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{log}: row {error}", file=sys.stderr)
        return 1
    print(f"{len(rows)} rows, {fitted} private parts, last hash {hashed.hex() if hashed else None}")
    if votes_to:
        try:
            counted = list(votes(rows))
        except ValueError as error:
            print(f"{log}: {error}", file=sys.stderr)
            return 2
        with open(votes_to, "w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([("left", "right", "outcome", "weight"), *counted])
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) == 3 and arguments[1] == "--votes":
        sys.exit(main(arguments[0], arguments[2]))
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(arguments[0]))
