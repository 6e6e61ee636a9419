"""Say as what the goods of a sample were declared."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused, check_may
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories.rules import check_acts_for
from vedette.catalogue.tariffs.codes import read_code
from vedette.catalogue.tariffs.registers import read_register
from vedette.evidence.customs.models import Declaration, Flow
from vedette.evidence.observations.models import Context
from vedette.evidence.samples.models import Sample


@transaction.atomic
def declare(
    *, sample: Sample, code: str, year: int, goods: str, flow: str = "", by: User, at: datetime
) -> Declaration:
    """Keep what papers said of the goods of a sample; said once, by who registered it.

    Raises
    ------
    TariffCodeMalformed
        If the code or its year has another form.
    Refused
        If the kind of goods is not known, it was said already, or the person acts for
        another laboratory.
    """
    check_may(by, "handle_samples")
    check_acts_for(by, sample.custody.select_related("holder__body").order_by("number")[0].holder)
    if sample.context != Context.SEIZURE:
        raise Refused("goods are declared of what was seized; this sample comes from elsewhere")
    read = read_code(code, year=year, latest=at.year + 1)
    if goods not in (known := read_register(Path(settings.VEDETTE_HOME)).goods):
        raise Refused(f"{goods!r} is no kind of goods; one of {', '.join(known)}")
    if flow not in Flow.values:
        raise Refused(f"{flow!r} is no movement of goods; one of {', '.join(filter(None, Flow))}")
    try:
        with transaction.atomic():
            row = Declaration.objects.create(
                sample=sample, tariff_code=read.digits, tariff_year=read.year, goods=goods,
                flow=flow, at=at, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("the declaration of this sample is kept already") from None
    journal.record("sample.declared", subject=sample, by=by, at=at, code=str(read), goods=goods)
    return row
