"""The label of a sample: its address as a QR code, to print and to scan."""

from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathFillImage


def _code(address: str) -> qrcode.QRCode:
    # Level Q still reads when a quarter of a label is smeared or torn.
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=4)
    code.add_data(address)
    code.make(fit=True)
    return code


def label_svg(address: str) -> bytes:
    """Return the code as SVG on white ground, so that a dark page leaves it readable."""
    drawn: bytes = _code(address).make_image(image_factory=SvgPathFillImage).to_string()
    return drawn


def label_png(address: str) -> bytes:
    """Return the code as a black and white PNG, ten pixels a module."""
    kept = BytesIO()
    _code(address).make_image().save(kept)
    return kept.getvalue()
