"""A warning on one page of paper: PDF with selectable, tagged text and a code to scan."""

import io
import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import qrcode
import typst
from qrcode.image.svg import SvgPathFillImage

from vedette.errors import VedetteError
from vedette.response.alerts.composing import Composition
from vedette.response.alerts.phrases import say

SIZES = (14, 13, 12, 11, 10, 9)  # points; the largest that fits one page is taken


class FlyerTooLong(VedetteError):
    """A warning that does not fit one page even in the smallest type."""


def flyer(composition: Composition, *, issuer: str, address: str) -> bytes:
    """Return a warning as one page of tagged PDF (PDF/UA-1).

    Parameters
    ----------
    composition : Composition
        In one language, for one audience.
    address : str
        Where its full text and later changes stand; printed, and as a code.

    Raises
    ------
    FlyerTooLong
        If it does not fit one page; shorten what was added by hand.
    """
    qr = _qr(address)
    for size in SIZES:
        data = json.dumps(_data(composition, issuer, address, size), ensure_ascii=False)
        inputs = {"data": data, "qr": qr}
        if _pages(inputs) == 1:
            pdf = typst.compile(_template(), sys_inputs=inputs, pdf_standards="ua-1")
            return bytes(pdf)
    raise FlyerTooLong("the warning does not fit one page; shorten what was added by hand")


def _data(one: Composition, issuer: str, address: str, size: float) -> dict[str, Any]:
    return {
        "language": one.language, "headline": one.headline, "marks": list(one.marks),
        "audience": say(one.language, f"audience-{one.audience}"), "issuer": issuer,
        "address": address, "size": size, "follow": say(one.language, "follow"),
        "feedback": say(one.language, "feedback"),
        "parts": [
            {"key": p.key, "label": p.label, "lines": list(p.lines), "by_hand": p.by_hand}
            for p in one.parts if p.lines
        ],
    }  # fmt: skip


def _pages(inputs: dict[str, str]) -> int:
    found = json.loads(typst.query(_template(), "<pages>", field="value", sys_inputs=inputs))
    return int(found[0])


@lru_cache(maxsize=1)
def _template() -> bytes:
    return Path(str(files("vedette.response.alerts") / "flyer.typ")).read_bytes()


@lru_cache(maxsize=64)
def _qr(address: str) -> str:
    code = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    drawn = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage).save(drawn)
    return drawn.getvalue().decode()
