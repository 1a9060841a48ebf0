"""Writes src/still/glyphs.ts: outlines of DejaVu Sans for the letters that figures use.

Run with `python make_glyphs.py DejaVuSans.ttf`; needs fontTools. A thousand units are one em.
"""

import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

characters = (
    [chr(c) for c in range(0x20, 0x7F)]
    + [chr(c) for c in range(0xA1, 0x100)]
    + [chr(c) for c in range(0x391, 0x3CA) if c != 0x3A2]
    + list("–—‘’“”„•…‰′″€⁰⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
    + list("←↑→↓↔⇒⇔∀∂∃∅∆∇∈∉∏∑−√∝∞∠∥∧∨∩∪∫∼≈≠≡≤≥≪≫⊂⊃⊕⊗⊙⋅■□▲△▶▼◀●○★✓✗ℓℝ▁▂▃▄▅▆▇█")
)


class Outline(BasePen):
    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.parts = []

    def add(self, letter, *points):
        self.parts.append(letter + " ".join(f"{round(v * scale)}" for p in points for v in p))

    def _moveTo(self, p):
        self.add("M", p)

    def _lineTo(self, p):
        self.add("L", p)

    def _qCurveToOne(self, control, p):
        self.add("Q", control, p)


font = TTFont(sys.argv[1])
scale = 1000 / font["head"].unitsPerEm
names, glyphs = font.getBestCmap(), font.getGlyphSet()
rows = []
for character in characters:
    if ord(character) not in names:
        sys.exit(f"{character} is not in the font")
    glyph = glyphs[names[ord(character)]]
    pen = Outline(glyphs)
    glyph.draw(pen)
    key = f"\\u{ord(character):04x}" if character in '"\\' else character
    rows.append(f'  "{key}": [{round(glyph.width * scale)}, "{"".join(pen.parts)}"],')
head = """/**
 * Outlines of DejaVu Sans 2.37, written by scripts/make_glyphs.py: the width of each letter, and
 * its path with y upwards, in thousandths of an em. Copyright (c) 2003 by Bitstream, Inc.; DejaVu
 * changes are in the public domain. Its licence is in ATTRIBUTION.md.
 */
export const glyphs: Readonly<Record<string, readonly [width: number, outline: string]>> = {
"""
target = Path(__file__).parent.parent / "src/still/glyphs.ts"
target.write_text(head + "\n".join(rows) + "\n};\n")
