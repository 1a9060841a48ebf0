"""Makes textures.png of photographs in PyPI's scikit-image 0.26.0; see ATTRIBUTION.md.

python make-textures.py <scikit-image's skimage/data>    # with Pillow
"""

import sys
from pathlib import Path

from PIL import Image

SIDE = 128
here, source = Path(__file__).parent, Path(sys.argv[1])
tiles = Image.new("RGB", (SIDE, 5 * SIDE))
for place, name in enumerate(["brick", "grass", "gravel", "coffee", "chelsea"]):
    photo = Image.open(source / f"{name}.png").convert("RGB")
    side = min(photo.size)
    left, top = (photo.width - side) // 2, (photo.height - side) // 2
    square = photo.crop((left, top, left + side, top + side))
    tiles.paste(square.resize((SIDE, SIDE), Image.LANCZOS), (0, place * SIDE))
tiles.quantize(96, dither=Image.Dither.NONE).save(here / "textures.png", optimize=True)
