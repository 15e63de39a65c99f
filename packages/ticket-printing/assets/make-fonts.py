"""Makes the ticket's fonts from the design's split variable woff2 files.

    apt install python3-fonttools python3-brotli fonts-noto-core
    python3 make-fonts.py WOFF2_DIR NOTO_SANS_BOLD_TTF

Writes golos-ticket-WEIGHT.ttf for each weight in use, one file for all alphabets, with figures of one width as
the default ones, and noto-ticket.ttf for the Latin letters Golos Text does not have. Run once; the results are
committed because neither Node nor the printer needs the variable originals.
"""
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
PARTS = ['golos-text-latin', 'golos-text-latin-ext', 'golos-text-cyrillic', 'golos-text-cyrillic-ext']
WEIGHTS = [600, 700, 800]
DROPPED = ['STAT', 'HVAR', 'VVAR', 'vhea', 'vmtx', 'GSUB']
USE_MY_METRICS = 0x200
FALLBACK = [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B9, 0x2C0), *range(0x300, 0x370),
            *range(0x1E00, 0x1F00), 0x2019]


def tabular(font):
    """Makes the figures of one width (feature tnum) the default: a canvas has no way to ask for them.

    Golos Text 2.004 builds most of them as composites that take over the width of the ordinary figure
    (USE_MY_METRICS), so they are not of one width after all: here they get it, and stand in its middle.
    """
    gsub = font['GSUB'].table
    lookups = [i for f in gsub.FeatureList.FeatureRecord if f.FeatureTag == 'tnum' for i in f.Feature.LookupListIndex]
    swaps = {}
    for index in lookups:
        for sub in gsub.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(sub, 'ExtSubTable', sub).mapping)
    for table in font['cmap'].tables:
        for code in range(0x30, 0x3A):
            table.cmap[code] = swaps.get(table.cmap[code], table.cmap[code])
    width = font['hmtx'].metrics[swaps['zero']][0]
    for name in swaps.values():
        glyph = font['glyf'][name]
        advance, bearing = font['hmtx'].metrics[name]
        shift = (width - advance) // 2
        if glyph.isComposite():
            for part in glyph.components:
                part.flags &= ~USE_MY_METRICS
                part.x += shift
        elif shift != 0:
            raise ValueError(f'{name} is {advance} wide, not {width}')
        font['hmtx'].metrics[name] = (width, bearing + shift)
    return len(swaps)


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
        if name == 'golos-text-latin':
            assert tabular(font) > 0
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
    rename(merged, 'Golos Ticket', weight)
    finish(merged, HERE / f'golos-ticket-{weight}.ttf')


def finish(font, path):
    font['head'].created = font['head'].modified = 3_786_912_000  # fixed, so that the files come out the same
    font.recalcTimestamp = False
    font.save(path)
    print(path.name, path.stat().st_size, len(font.getBestCmap()))


def noto(path):
    font = TTFont(path)
    options = Options()
    options.hinting = False
    options.layout_features = ['ccmp', 'mark', 'mkmk', 'kern', 'locl']
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=FALLBACK)
    subsetter.subset(font)
    rename(font, 'Noto Ticket', 700)
    finish(font, HERE / 'noto-ticket.ttf')


if __name__ == '__main__':
    for each in WEIGHTS:
        golos(Path(sys.argv[1]), each)
    noto(Path(sys.argv[2]))
