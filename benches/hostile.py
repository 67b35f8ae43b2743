#!/usr/bin/env python3
"""Time and memory of factlock on input that no editor wrote, beside prose of the same size: hostile.py FACTLOCK [FOLDER]

Each text is judged by every command that reads drafts. A ratio is processor time per byte over that of prose with the same
command; more than 3 fails. Texts have 10 MB for `facts` and `check`, and less for commands that try every figure many times over.
Claim files have a time each, and packages must be refused or read with little memory. Needs Python 3 and nothing else.
"""
import os
import pathlib
import random
import resource
import subprocess
import sys
import time
import zipfile

LIMIT = 3.0
MB = 1_000_000
# Seconds after which a run is stopped and counts as failed.
PATIENCE = 300

CLAIMS = """\
written: 2024-11-29
claims:
  - {id: cost, about: [plant, cost], money: "$10 billion", where: [reactor]}
  - {id: visit, about: [visit, president], date: 27 November 2024}
  - {id: fuel, about: jet fuel, quantity: "450,000 tonnes"}
  - {id: guests, about: summit, attendees: {present: [Belarus, Armenia], only: true}}
  - {id: bidders, about: bid, list: [China, France]}
  - {id: deal, about: agreement, states_not: [signed]}
  - {id: words, about: minister, quote: artificial entity}
  - {id: pattern, about: ['/[a-z]+ly/'], text: '/(a+)+b/'}
"""

# A piece, repeated: one token, punctuation, marks, number words, nested markup.
TEXTS = {
    "one token": ("txt", "a"),
    "digits": ("txt", "7"),
    "commas": ("txt", ","),
    "digits and commas": ("txt", "7,"),
    "brackets": ("txt", "("),
    "brackets, closed": ("txt", "(a) "),
    "combining marks": ("txt", "\u0301"),
    "letters with marks": ("txt", "e\u0301 "),
    "quotation marks": ("txt", "\u201c"),
    "straight quotation marks": ("txt", '"a '),
    "months": ("txt", "May "),
    "months, no spaces": ("txt", "May"),
    "number words": ("txt", "two hundred "),
    "and": ("txt", "one and "),
    "hyphens": ("txt", "-"),
    "hyphenated": ("txt", "two-"),
    "dots": ("txt", "."),
    "abbreviations": ("txt", "U.S. "),
    "newlines": ("txt", "\n"),
    "carriage returns": ("txt", "\r"),
    "spaces": ("txt", " "),
    "narrow spaces": ("txt", "1\u202f"),
    "one line": ("txt", "The cost of the plant rose to $10 billion in May, "),
    "capitals": ("txt", "Cost Plant "),
    "right to left": ("txt", "\u05d0\u05d1 \u202e12 "),
    "list items": ("txt", "- a\n"),
    "dollars": ("txt", "$"),
    "slashes": ("txt", "1/"),
    "colons": ("txt", "1:"),
    "ranges": ("txt", "5\u201310 to "),
    "negations": ("txt", "not "),
    "terms": ("txt", "plant cost "),
    "members": ("txt", "summit Belarus, Armenia and "),
    "quotations": ("txt", "\u201cminister said\u201d "),
    "block quotes": ("md", "> "),
    "nested lists": ("md", "- "),
    "nested emphasis": ("md", "*a _b "),
    "links": ("md", "[a]("),
    "brackets of links": ("md", "["),
    "table pipes": ("md", "|"),
    "table rows": ("md", "a|b\n-|-\n"),
    "footnotes": ("md", "[^1]: "),
    "entities": ("md", "&amp;"),
    "backticks": ("md", "`a ``"),
    "nested divisions": ("html", "<div>"),
    "nested tables": ("html", "<table><tr><td>"),
    "wide cells": ("html", "<td rowspan=9999 colspan=9999>"),
    "nested quotations": ("html", "<blockquote>a"),
    "open tags": ("html", "<b"),
    "comments": ("html", "<!--"),
    "ampersands": ("html", "&"),
    "lists in lists": ("html", "<ul><li>1 "),
}

# Command, bytes of the text, arguments.
COMMANDS = {
    "facts": (10 * MB, ["facts", "DRAFT", "--kind", "ordinal", "--format", "jsonl"]),
    "check": (10 * MB, ["check", "DRAFT", "-c", "CLAIMS", "--format", "json", "--jobs", "1", "--today", "2025-06-30"]),
    "cover": (2 * MB, ["cover", "DRAFT", "-c", "CLAIMS", "--today", "2025-06-30"]),
    "diff": (2 * MB, ["diff", "DRAFT", "OTHER", "--format", "json"]),
    "init": (20_000, ["init", "DRAFT"]),
    "mutate": (200_000, ["mutate", "DRAFT", "-c", "CLAIMS", "--limit", "20", "--jobs", "1", "--today", "2025-06-30"]),
}


def prose(size):
    """Sentences of an article, their words and figures drawn anew each time."""
    draw = random.Random(1)
    nouns = "plant reactor visit president summit bid agreement minister fuel cost report harbour ministry council".split()
    verbs = "rose fell opened said approved signed refused delayed announced reached".split()
    names = "Vega Lund Okafor Belarus Armenia France China Moss".split()
    out, length = [], 0
    while length < size:
        figure = draw.choice([f"${draw.randint(1, 99)} billion", f"{draw.randint(1, 999)},{draw.randint(100, 999)} tonnes",
                              f"{draw.randint(1, 28)} November {draw.randint(1990, 2030)}", f"{draw.randint(1, 99)}%",
                              f"about {draw.randint(2, 900)} people"])
        words = [draw.choice(nouns) for _ in range(4)]
        line = (f"The {words[0]} of the {words[1]} {draw.choice(verbs)} to {figure}, {draw.choice(names)} {draw.choice(verbs)}, "
                f"and the {words[2]} near {draw.choice(names)} had not {draw.choice(verbs)} before the {words[3]}.")
        line += draw.choice([" ", " ", " ", "\n\n"])
        out.append(line)
        length += len(line)
    return "".join(out)[:size]


def other(text):
    """A second draft: the first with its halves exchanged and a few words changed."""
    half = len(text) // 2
    return text[half:] + " The plant did not open in June. " + text[:half]


def repeated(piece, size):
    return piece * (size // len(piece.encode()))


def run(arguments):
    """Processor seconds, megabytes and exit status of a run; None for the time where it was stopped."""
    start = time.time()
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE)))
    words = child.stderr.read(2000).decode(errors="replace")
    child.stderr.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, words


class Table:
    def __init__(self):
        self.failed = []

    def row(self, command, name, seconds, base, memory, status, words=""):
        ratio = seconds / base if base else 0
        bad = status not in (0, 1, 2) or ratio > LIMIT
        if bad:
            self.failed.append(f"{command} on {name}")
        print(f"{command:7} {name:26} {seconds:8.2f} s {ratio:7.2f} {memory:7.0f} MB  exit {status}{'  FAILS ' + words[:80] if bad else ''}",
              flush=True)


def texts(factlock, folder, table, commands, names):
    claims = folder / "claims.yaml"
    claims.write_text(CLAIMS)
    for command in commands:
        size, arguments = COMMANDS[command]
        for name in ["prose", *names]:
            ending, text = ("txt", prose(size)) if name == "prose" else (TEXTS[name][0], repeated(TEXTS[name][1], size))
            draft, second = folder / f"draft.{ending}", folder / f"other.{ending}"
            draft.write_bytes(text.encode())
            second.write_bytes(other(text).encode())
            places = {"DRAFT": draft, "OTHER": second, "CLAIMS": claims}
            seconds, memory, status, words = run([factlock, *[str(places.get(argument, argument)) for argument in arguments]])
            if name == "prose":
                # A start of the program is no part of the bar.
                base = max(seconds, 0.02)
            table.row(command, name, seconds, base, memory, status, words)
            draft.unlink()
            second.unlink()


def claim_files():
    """Claim files, each with the most seconds it may take."""
    one = "  - {id: c%d, about: [site%d, [cost, price]], money: $%d million}\n"
    many = "".join(one % (at, at, at + 1) for at in range(20_000))
    bomb = "aliases:\n  a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"  {chr(98 + at)}: &{chr(98 + at)} [*{chr(97 + at)}, *{chr(97 + at)}, *{chr(97 + at)}]\n" for at in range(20))
    return {
        "20,000 claims": ("claims:\n" + many, 5),
        "20,000 wrong claims": ("claims:\n" + many.replace("money", "mony"), 5),
        "20,000 terms of one claim": ("claims:\n  - {id: a, about: [[%s]], number: 5}\n" % ", ".join(f"t{at}" for at in range(20_000)), 5),
        "20,000 aliases": ("aliases:\n" + "".join(f"  a{at}: [b{at}, c{at}]\n" for at in range(20_000)) + "claims:\n" + one % (1, 1, 1), 5),
        "sums of sums": ("claims:\n  - {id: a0, about: plant, number: 5}\n" + "".join(f"  - {{id: a{at}, sum: [a{at - 1}, a{at - 1}], number: 5}}\n" for at in range(1, 2000)), 5),
        "a term of 10,000 letters": ("claims:\n  - {id: a, about: %s, number: 5}\n" % ("x" * 10_000), 1),
        "a term of 10,000 words": ("claims:\n  - {id: a, about: %s, number: 5}\n" % ("x " * 10_000), 1),
        "a value of 100,000 digits": ("claims:\n  - {id: a, about: x, number: %s}\n" % ("9" * 100_000), 1),
        "nested repetition": ("claims:\n  - {id: a, about: x, text: '/(((a{1,99}){1,99}){1,99}){1,99}/'}\n", 1),
        "backtracking": ("claims:\n  - {id: a, about: plant, text: '/(a*)*(a*)*(a|aa)+$/'}\n", 3),
        "1,000 patterns": ("claims:\n" + "".join(f"  - {{id: a{at}, about: ['/[a-z]+{at}/'], text: '/(x+x+)+{at}/'}}\n" for at in range(1000)), 10),
        "a pattern of 10,000 letters": ("claims:\n  - {id: a, about: x, text: /%s/}\n" % ("x" * 10_000), 1),
        "deep brackets": ("claims: " + "[" * 100_000, 1),
        "deep braces": ("claims: " + "{a: " * 100_000, 1),
        "deep dashes": ("claims:\n" + "- " * 100_000, 1),
        "aliases of aliases": (bomb + "claims:\n" + one % (1, 1, 1), 1),
        "one quotation mark": ("claims: '" + "x\n" * 500_000, 1),
        "10 MB of text": ("claims:\n  - {id: a, about: x, number: 5, note: '%s'}\n" % ("y" * 10 * MB), 2),
    }


def claims(factlock, folder, table):
    draft, path = folder / "draft.txt", folder / "claims.yaml"
    draft.write_text(prose(100_000))
    for name, (text, most) in claim_files().items():
        path.write_text(text)
        seconds, memory, status, words = run([factlock, "check", str(draft), "-c", str(path), "--format", "json", "--jobs", "1"])
        # The bar here is a time, not a ratio: its third stands for what prose takes.
        table.row("claims", name, seconds, most / LIMIT, memory, status, words)


def packages(folder):
    """Word files: zip bombs and deep markup."""
    rels = ('<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'officeDocument" Target="word/document.xml"/></Relationships>')
    body = {
        "a bomb in a part": "<w:p><w:r><w:t>" + " " * 500 * MB,
        "a text of 50 MB": "<w:p><w:r><w:t>" + "plant cost $5 " * (50 * MB // 14) + "</w:t></w:r></w:p>",
        "deep elements": "<w:sdt>" * MB,
        "deep tables": "<w:tbl><w:tr><w:tc>" * 200_000,
        "paragraphs": "<w:p/>" * (8 * MB),
        "entities": "<w:p><w:r><w:t>" + "&amp;" * (10 * MB) + "</w:t></w:r></w:p>",
        "attributes": "<w:p " + "".join(f'a{at}="b" ' for at in range(MB)) + "/>",
        "wide cells": "<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>' * 100_000 + "</w:tr></w:tbl>",
    }
    for name, text in body.items():
        path = folder / "draft.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            file.writestr("_rels/.rels", rels)
            file.writestr("word/document.xml", f"<w:document><w:body>{text}</w:body></w:document>")
        yield name, path
    with zipfile.ZipFile(path, "w") as file:
        for at in range(60_000):
            file.writestr(f"{at}", "")
    yield "60,000 parts", path


def bombs(factlock, folder, table):
    for name, path in packages(folder):
        seconds, memory, status, words = run([factlock, "facts", str(path), "--format", "jsonl"])
        # A package may unpack to 60 MB a part: six seconds and a gigabyte are the bar.
        table.row("docx", name, seconds, 6 / LIMIT, memory, status if memory < 1000 else f"{status}, {memory:.0f} MB", words)


def main():
    factlock = str(pathlib.Path(sys.argv[1]).resolve())
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "target/hostile")
    wanted = sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    table = Table()
    print("command text                           time  x prose  memory", flush=True)
    commands = [command for command in COMMANDS if not wanted or command in wanted]
    names = [name for name in wanted if name in TEXTS] or list(TEXTS)
    texts(factlock, folder, table, commands, names)
    if not wanted or "claims" in wanted:
        claims(factlock, folder, table)
    if not wanted or "docx" in wanted:
        bombs(factlock, folder, table)
    print(f"\nabove the bar: {', '.join(table.failed)}" if table.failed else "\nnothing above the bar")
    sys.exit(bool(table.failed))


main()
