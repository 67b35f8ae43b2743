#!/bin/sh
# Makes the files beside it from draft.md and tracked.md with pandoc and LibreOffice (Debian: pandoc, libreoffice-writer).
# The results are committed; run this again only to change them.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

office() { # office FORMAT FILE OUTFOLDER
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to "$1" --outdir "$3" "$2" >/dev/null 2>&1
}

# One draft, as pandoc writes it …
pandoc draft.md -f markdown -o pandoc.docx
pandoc draft.md -f markdown -o pandoc.odt
pandoc draft.md -f markdown -s --metadata title=Draft -o pandoc.html
pandoc draft.md -f markdown -t plain -o pandoc.txt

# … and as LibreOffice does, starting from pandoc's Word file.
mkdir "$work/in" "$work/out"
cp pandoc.docx "$work/in/libreoffice.docx"
for format in docx odt html pdf; do
    office "$format" "$work/in/libreoffice.docx" "$work/out"
done
mv "$work"/out/libreoffice.* .

# Tracked changes and a comment.
pandoc tracked.md -f markdown -o pandoc-tracked.docx
cp pandoc-tracked.docx "$work/in/libreoffice-tracked.docx"
office docx "$work/in/libreoffice-tracked.docx" "$work/out"
office odt "$work/in/libreoffice-tracked.docx" "$work/out"
mv "$work"/out/libreoffice-tracked.* .

# A file protected by a password, and one of the old Word.
office 'doc:MS Word 97' "$work/in/libreoffice-tracked.docx" "$work/out"
mv "$work/out/libreoffice-tracked.doc" old-word.doc
