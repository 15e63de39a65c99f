"""Makes the fonts of the papers from the design's split variable woff2 files.

    apt install python3-fonttools python3-brotli fonts-noto-core
    python3 make-fonts.py WOFF2_DIR NOTO_SANS_REGULAR_TTF NOTO_SANS_BOLD_TTF

Writes golos-paper-WEIGHT.ttf, one file for all alphabets, and noto-paper-WEIGHT.ttf for the Latin letters Golos Text
does not have. Run once; the results are committed because a paper embeds plain TrueType fonts only.
"""
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
PARTS = ['golos-text-latin', 'golos-text-latin-ext', 'golos-text-cyrillic', 'golos-text-cyrillic-ext']
WEIGHTS = [400, 600]
DROPPED = ['STAT', 'HVAR', 'VVAR', 'vhea', 'vmtx', 'GSUB']
FALLBACK = [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B9, 0x2C0), *range(0x300, 0x370),
            *range(0x400, 0x530), *range(0x1E00, 0x1F00), *range(0x2010, 0x2027), 0x20B4, 0x2116]


def rename(font, family, weight):
    font['OS/2'].usWeightClass = weight
    for record in list(font['name'].names):
        if record.nameID in (1, 16):
            record.string = family
        elif record.nameID in (4, 6):
            record.string = family.replace(' ', '') + f'-{weight}'
        elif record.nameID not in (0, 2, 5, 13, 14):
            font['name'].removeNames(nameID=record.nameID)


def golos(folder, weight):
    parts = []
    for name in PARTS:
        font = TTFont(folder / f'{name}.woff2')
        instantiateVariableFont(font, {'wght': weight}, inplace=True)
        for tag in DROPPED:
            if tag in font:
                del font[tag]
        font.flavor = None
        path = HERE / f'{name}.{weight}.part'
        font.save(path)
        parts.append(path)
    merged = Merger().merge([str(path) for path in parts])
    for path in parts:
        path.unlink()
    rename(merged, 'Golos Paper', weight)
    finish(merged, HERE / f'golos-paper-{weight}.ttf')


def noto(path, weight):
    font = TTFont(path)
    options = Options()
    options.hinting = False
    options.layout_features = ['ccmp', 'mark', 'mkmk', 'kern', 'locl']
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=FALLBACK)
    subsetter.subset(font)
    rename(font, 'Noto Paper', weight)
    finish(font, HERE / f'noto-paper-{weight}.ttf')


def finish(font, path):
    font['head'].created = font['head'].modified = 3_786_912_000  # fixed, so that the files come out the same
    font.recalcTimestamp = False
    font.save(path)
    print(path.name, path.stat().st_size, len(font.getBestCmap()))


if __name__ == '__main__':
    for each in WEIGHTS:
        golos(Path(sys.argv[1]), each)
    noto(Path(sys.argv[2]), 400)
    noto(Path(sys.argv[3]), 600)
