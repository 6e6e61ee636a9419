"""A picture drawn anew: what a camera wrote about place, time and owner stays behind."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from vedette.evidence.tellings.errors import TellingRefused

LARGEST = 8 * 1024 * 1024  # bytes
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1_600  # pixels; enough to see a logo, too little to read a face in the back
FORMATS = ("JPEG", "PNG", "WEBP")


def without_metadata(body: bytes) -> bytes:
    """Return a picture as a JPEG of its pixels alone, the right way up and no larger than needed.

    Raises
    ------
    TellingRefused
        If it is too large, or no picture of a kind that can be drawn.
    """
    if len(body) > LARGEST:
        raise TellingRefused("the picture is larger than 8 MB; send a smaller one")
    try:
        with Image.open(io.BytesIO(body), formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise TellingRefused("the picture has too many pixels; send a smaller one")
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise TellingRefused("this is no picture; send a JPEG, PNG or WebP file") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    drawn = io.BytesIO()
    bare.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()
