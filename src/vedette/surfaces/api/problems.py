"""Every refusal in one form: which error is which status, said once."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from vedette.base.accounts.rules import Refused
from vedette.catalogue.laboratories.rules import (
    FactRefused,
    LaboratoryUnknown,
    RequestUnknown,
)
from vedette.catalogue.laboratories.rules import Overtaken as LaboratoryMoved
from vedette.catalogue.laboratories.tables import TableRefused, TableUnread
from vedette.catalogue.practice.rules import PracticeUnfit, PracticeUnknown
from vedette.catalogue.spectra.rules import (
    LibraryRefused,
    LibraryUnknown,
    OfferRefused,
    OpinionUnknown,
    SightingUnknown,
    SpectrumRefused,
    SpectrumUnknown,
)
from vedette.catalogue.substances.errors import (
    FactUnfit,
    FileUnfit,
    ProposalUnfit,
    QueryUnfit,
)
from vedette.catalogue.substances.errors import Overtaken as ProposalMoved
from vedette.catalogue.tariffs.codes import TariffCodeMalformed
from vedette.catalogue.working_groups.rules import GroupUnfit, GroupUnknown
from vedette.errors import VedetteError
from vedette.evidence.cases.completeness import DefinitionUnfit
from vedette.evidence.cases.rules import CaseUnknown, LinkUnknown, PartRefused
from vedette.evidence.cases.rules import Overtaken as CaseMoved
from vedette.evidence.ingest.actions import AlreadyMoved as RowMoved
from vedette.evidence.ingest.errors import FileRefused, SourceUnknown
from vedette.evidence.reference_analyses.rules import AnalysisUnknown
from vedette.evidence.reference_analyses.rules import Overtaken as AnalysisMoved
from vedette.evidence.samples.rules import Overtaken as SampleMoved
from vedette.evidence.samples.rules import SampleUnknown
from vedette.judgement.assessments.definitions import KindUnknown
from vedette.judgement.assessments.errors import (
    AssessmentUnknown,
    EntryUnfit,
    NotReady,
    RoundClosed,
    RoundUnknown,
    StepUnfit,
    TextFixed,
)
from vedette.judgement.assessments.errors import Overtaken as AssessmentMoved
from vedette.judgement.deadlines.calendars import CalendarUnknown
from vedette.judgement.deadlines.counting import PeriodRefused
from vedette.judgement.deadlines.definitions import RuleUnknown
from vedette.judgement.deadlines.rules import DeadlineUnknown
from vedette.judgement.deadlines.rules import Overtaken as ClockMoved
from vedette.judgement.drills.rules import DrillEnded, DrillUnknown
from vedette.judgement.signals.desk_rules import RuleMalformed
from vedette.judgement.signals.rule_rows import RuleEnded
from vedette.response.alerts.rules import ActUnfit, RestsOnKept, SignerGone
from vedette.response.alerts.rules import AlreadyMoved as AlertMoved
from vedette.response.guidelines.errors import GuidelineUnfit, GuidelineUnknown, VersionKept
from vedette.response.guidelines.errors import Overtaken as AnswerMoved
from vedette.response.indicators.errors import FiguresUnread, IndicatorUnknown
from vedette.response.policy.errors import (
    DecisionOvertaken,
    EntryUnknown,
    KeptAlready,
    KeyTaken,
    PromiseUnfit,
)
from vedette.response.policy.pack.errors import (
    CeilingClosed,
    DayAhead,
    FormUnknown,
    LanguageUnknown,
)
from vedette.response.policy.statuses import StatusUnknown
from vedette.science.identification import TechniqueUnknown


class Problem(Schema):
    """Why something was refused, as a sentence."""

    title: str
    detail: str


# The nearest class of an error decides; the order does not matter.
STATUS: dict[type[Exception], int] = {
    SourceUnknown: 404,
    LaboratoryUnknown: 404,
    RequestUnknown: 404,
    SampleUnknown: 404,
    CaseUnknown: 404,
    LinkUnknown: 404,
    PartRefused: 422,
    CaseMoved: 409,
    DefinitionUnfit: 409,
    GuidelineUnknown: 404,
    GuidelineUnfit: 422,
    VersionKept: 409,
    AnswerMoved: 409,
    AnalysisUnknown: 404,
    AnalysisMoved: 409,
    LibraryUnknown: 404,
    SpectrumUnknown: 404,
    OpinionUnknown: 404,
    SightingUnknown: 404,
    LibraryRefused: 422,
    SpectrumRefused: 422,
    OfferRefused: 409,
    DeadlineUnknown: 404,
    IndicatorUnknown: 404,
    FiguresUnread: 422,
    AssessmentUnknown: 404,
    KindUnknown: 404,
    EntryUnfit: 422,
    AssessmentMoved: 409,
    NotReady: 409,
    StepUnfit: 409,
    TextFixed: 409,
    RoundClosed: 409,
    RoundUnknown: 404,
    DrillUnknown: 404,
    DrillEnded: 409,
    RuleUnknown: 404,
    CalendarUnknown: 422,
    PeriodRefused: 422,
    ClockMoved: 409,
    FactRefused: 422,
    TechniqueUnknown: 422,
    TariffCodeMalformed: 422,
    TableRefused: 422,
    TableUnread: 422,
    PracticeUnfit: 422,
    PracticeUnknown: 404,
    GroupUnfit: 422,
    GroupUnknown: 404,
    FactUnfit: 422,
    ProposalUnfit: 422,
    QueryUnfit: 422,
    FileUnfit: 422,
    ProposalMoved: 409,
    LaboratoryMoved: 409,
    SampleMoved: 409,
    FileRefused: 422,
    RuleMalformed: 422,
    RuleEnded: 409,
    EntryUnknown: 404,
    DecisionOvertaken: 409,
    KeptAlready: 409,
    KeyTaken: 409,
    PromiseUnfit: 422,
    StatusUnknown: 422,
    DayAhead: 422,
    CeilingClosed: 403,
    LanguageUnknown: 422,
    FormUnknown: 422,
    RowMoved: 409,
    AlertMoved: 409,
    RestsOnKept: 409,
    ActUnfit: 409,
    SignerGone: 409,
    Refused: 403,
    VedetteError: 400,
}
REFUSED = frozenset({400, 401, 403, 404, 409, 422})


def status_of(error: Exception) -> int:
    """Return the status of an error by its nearest listed class."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def register(api: NinjaAPI) -> None:
    """Give every error its form."""

    def say(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
        return api.create_response(request, {"title": title, "detail": detail}, status=status)

    @api.exception_handler(VedetteError)
    def refused(request: HttpRequest, error: VedetteError) -> HttpResponse:
        return say(request, status_of(error), "refused", str(error))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return say(request, 404, "not found", "there is nothing here that you may see")

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return say(request, 401, "not signed in", "send a token: Authorization: Bearer …")

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0] if error.errors else {}
        where = ".".join(str(part) for part in first.get("loc", ()))
        return say(request, 422, "malformed", f"{where}: {first.get('msg', 'cannot be read')}")
