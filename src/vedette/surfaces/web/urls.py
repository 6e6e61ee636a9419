"""The addresses of the pages."""

from django.urls import path, register_converter
from django.views.i18n import set_language

from vedette.surfaces.web.codes import LaboratoryCode
from vedette.surfaces.web.pages import (
    account,
    administration,
    alert_texts,
    alerts,
    assessments,
    deadlines,
    desk_rules,
    divide,
    families,
    find,
    imports,
    indicators,
    journal,
    judgements,
    laboratories,
    law,
    queue,
    register_files,
    registry,
    replays,
    reports,
    samples,
    signals,
    situation,
    spectra,
    spectrum_libraries,
    subscriptions,
    substances,
    warnings,
)

register_converter(LaboratoryCode, "laboratory")

urlpatterns = [
    path("", situation.situation, name="situation"),
    path("sign-in/", account.SignIn.as_view(), name="sign-in"),
    path("sign-out/", account.SignOut.as_view(), name="sign-out"),
    path("language/", set_language, name="set_language"),
    path("find/", find.find, name="find"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.send, name="import-new"),
    path("imports/<int:submission_id>/", imports.submission, name="import"),
    path("imports/<int:submission_id>/stop/", imports.stop, name="import-stop"),
    path("imports/<int:submission_id>/resume/", imports.resume, name="import-resume"),
    path("imports/<int:submission_id>/report.csv", imports.report_as_csv, name="import-csv"),
    path("imports/<int:submission_id>/report.json", imports.report_as_json, name="import-json"),
    path("queue/", queue.queue, name="queue"),
    path("queue/rows/<int:row_id>/", queue.decide_row, name="queue-decide"),
    path("queue/names/<int:question_id>/", queue.question, name="question"),
    path("reports/", reports.reports, name="reports"),
    path("reports/list.csv", reports.reports_csv, name="reports-csv"),
    path("reports/views/", reports.save_view, name="saved-views"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/retract/", reports.retract, name="report-retract"),
    path("substances/", substances.substances, name="substances"),
    path("substances/structures/", registry.structure_search, name="structure-search"),
    path("substances/unnamed/", registry.unnamed, name="unnamed"),
    path("substances/register.<str:form>", register_files.export, name="register-export"),
    path("substances/import/", register_files.take_in, name="register-import"),
    path("substances/proposals/accept/", registry.accept_file, name="proposals-accept"),
    path("substances/proposals/", registry.proposals_page, name="proposals"),
    path("substances/proposals/<int:number>/", registry.proposal, name="proposal"),
    path("substances/families/", families.families, name="families"),
    path("substances/families/<str:key>/", families.family, name="family"),
    path("substances/families/<str:key>/list.csv", families.family_csv, name="family-csv"),
    path("substances/families/<str:key>/watch/", families.watch, name="family-watch"),
    path("substances/<str:key>/propose/", registry.propose_change, name="propose"),
    path("substances/<str:key>/divide/", divide.divide, name="substance-divide"),
    path("substances/<str:key>/split/", registry.split, name="substance-split"),
    path("substances/<str:key>/match.svg", registry.structure_match, name="structure-match"),
    path("substances/<str:key>/structure.svg", substances.structure, name="structure"),
    path("substances/<str:key>/", substances.substance, name="substance"),
    path("spectra/", spectra.spectra, name="spectra"),
    path("spectra/new/", spectra.send, name="spectrum-new"),
    path("spectra/unknowns/", spectra.unknowns, name="spectrum-unknowns"),
    path(
        "spectra/unknowns/sightings/<int:sighting_id>/out/", spectra.take_out, name="sighting-out"
    ),
    path("spectra/libraries/", spectrum_libraries.libraries, name="spectrum-libraries"),
    path("spectra/libraries/new/", spectrum_libraries.send, name="spectrum-library-new"),
    path(
        "spectra/libraries/<int:library_id>/",
        spectrum_libraries.one_library,
        name="spectrum-library",
    ),
    path(
        "spectra/libraries/<int:library_id>/retire/",
        spectrum_libraries.retire,
        name="spectrum-library-retire",
    ),
    path(
        "spectra/libraries/<int:library_id>/export.msp",
        spectrum_libraries.export,
        name="spectrum-library-export",
    ),
    path("spectra/<int:number>/", spectra.spectrum, name="spectrum"),
    path("spectra/<int:number>/finding/", spectra.record, name="spectrum-finding"),
    path("spectra/<int:number>/offer/", spectra.offer, name="spectrum-offer"),
    path("spectra/<int:number>/withdraw/", spectra.withdraw, name="spectrum-withdraw"),
    path("spectra/<int:number>/say/", spectra.say, name="spectrum-say"),
    path(
        "spectra/<int:number>/opinions/<int:opinion_id>/back/",
        spectra.take_back,
        name="opinion-back",
    ),
    path("law/", law.law, name="law"),
    path("law/<str:key>/", law.definition, name="law-definition"),
    path("law/<str:key>/drawing.svg", law.drawing, name="law-drawing"),
    path("laboratories/", laboratories.laboratories, name="laboratories"),
    path("laboratories/enter/", laboratories.enter, name="laboratory-enter"),
    path("laboratories/rounds/", laboratories.rounds, name="rounds"),
    path("laboratories/requests/<int:number>/", laboratories.step, name="request-step"),
    path("laboratories/<laboratory:code>/", laboratories.laboratory, name="laboratory"),
    *(
        path(
            f"laboratories/<laboratory:code>/{what}/",
            laboratories.change,
            {"what": what},
            name=f"laboratory-{what}",
        )
        for what in ("role", "method", "standard", "request")
    ),
    path("samples/", samples.samples, name="samples"),
    path("samples/register/", samples.register, name="sample-register"),
    path("samples/<str:token>/", samples.sample, name="sample"),
    path("samples/<str:token>/move/", samples.move, name="sample-move"),
    path("samples/<str:token>/say/", samples.say, name="sample-say"),
    path("samples/<str:token>/label/", samples.label, name="sample-label"),
    *(
        path(
            f"samples/<str:token>/label.{ending}",
            samples.label_image,
            {"ending": ending},
            name=f"sample-label-{ending}",
        )
        for ending in ("svg", "png")
    ),
    path("signals/", signals.signals, name="signals"),
    path("signals/policy/", signals.policy, name="signals-policy"),
    path("signals/rules/", desk_rules.rules, name="rules"),
    path("signals/rules/make/", desk_rules.make, name="rule-make"),
    path("signals/rules/<int:rule_id>/end/", desk_rules.end, name="rule-end"),
    path("signals/look/", signals.look, name="signals-look"),
    path("signals/<int:signal_id>/", signals.signal, name="signal"),
    path("signals/<int:signal_id>/series.csv", signals.signal_csv, name="signal-csv"),
    path("signals/<int:signal_id>/decide/", signals.decide, name="signal-decide"),
    path("replays/", replays.replays, name="replays"),
    path("replays/new/", replays.ask, name="replay-new"),
    path("replays/<int:replay_id>/", replays.replay, name="replay"),
    path("replays/<int:replay_id>/again/", replays.again, name="replay-again"),
    path("replays/<int:replay_id>/shown.csv", replays.shown_csv, name="replay-csv"),
    path(
        "replays/<int:replay_id>/substances.csv", replays.substances_csv, name="replay-substances"
    ),
    path("replays/<int:replay_id>/known-dates.csv", replays.truth_csv, name="replay-truth"),
    path("assessments/", assessments.assessments, name="assessments"),
    path("assessments/<int:assessment_id>/", assessments.assessment, name="assessment"),
    path("assessments/<int:assessment_id>/write/", assessments.write, name="assessment-write"),
    path("assessments/<int:assessment_id>/alert/", alerts.draft, name="alert-draft"),
    path("assessments/begin/", judgements.begin, name="assessment-begin"),
    path("assessments/<int:assessment_id>/pdf/", judgements.pdf, name="assessment-pdf"),
    path("assessments/<int:assessment_id>/docx/", judgements.word_file, name="assessment-docx"),
    *(
        path(
            f"assessments/<int:assessment_id>/{part}/",
            judgements.act,
            {"part": part},
            name=f"assessment-{part}",
        )
        for part in judgements.PARTS
    ),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/start/", deadlines.start, name="deadline-start"),
    path("deadlines/rules/", deadlines.rules, name="deadline-rules"),
    path("deadlines/rules/days/", deadlines.enter_day, name="calendar-day"),
    path("deadlines/kept/", deadlines.kept, name="deadlines-kept"),
    path("deadlines/feed/<str:signed>.ics", deadlines.calendar_feed, name="deadlines-feed"),
    path("deadlines/<int:number>/", deadlines.deadline, name="deadline"),
    *(
        path(
            f"deadlines/<int:number>/{step}/",
            deadlines.act,
            {"step": step},
            name=f"deadline-{step}",
        )
        for step in deadlines.STEPS
    ),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/<int:alert_id>/", alerts.alert, name="alert"),
    path("alerts/<int:alert_id>/flyer.pdf", alert_texts.draft_flyer, name="alert-flyer"),
    *(
        path(f"alerts/<int:alert_id>/{step}/", alerts.act, {"step": step}, name=f"alert-{step}")
        for step in alerts.STEPS
    ),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/compute/", indicators.compute, name="indicators-compute"),
    path("indicators/figures/", indicators.figures, name="indicator-figures"),
    *(
        path(
            f"indicators/catalogue.{ending}",
            indicators.catalogue,
            {"ending": ending},
            name=f"indicators-{ending}",
        )
        for ending in indicators.CATALOGUES
    ),
    path("indicators/countries/<str:code>/", indicators.country, name="indicators-country"),
    path("indicators/<str:key>/", indicators.indicator, name="indicator"),
    *(
        path(
            f"indicators/<str:key>/{file}",
            indicators.export,
            {"file": file},
            name=f"indicator-{file.replace('.', '-')}",
        )
        for file in indicators.FILES
    ),
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/subscribe/", subscriptions.subscribe, name="subscribe"),
    path("warnings/confirm/<str:token>/", subscriptions.confirm, name="subscription-confirm"),
    path("warnings/leave/<str:token>/", subscriptions.leave, name="subscription-leave"),
    path(
        "warnings/answer/<str:token>/<int:delivery>/", subscriptions.answer, name="warning-answer"
    ),
    path("warnings/atom.xml", warnings.warnings_atom, name="warnings-atom"),
    path("warnings/<str:number>.cap.xml", warnings.warning_cap, name="warning-cap"),
    path("warnings/<str:number>.json", warnings.warning_json, name="warning-json"),
    path(
        "warnings/<str:number>/<str:language>/<str:audience>.pdf",
        warnings.warning_flyer,
        name="warning-flyer",
    ),
    path("warnings/<str:number>/", warnings.warning, name="warning"),
    path("journal/", journal.journal, name="journal"),
    path("administration/", administration.administration, name="administration"),
    path("administration/accounts/", administration.open_account, name="account-open"),
    path(
        "administration/accounts/<int:user_id>/",
        administration.change_account,
        name="account-change",
    ),
    path("administration/tokens/", administration.issue_token, name="token-issue"),
    path(
        "administration/tokens/<int:token_id>/revoke/",
        administration.revoke_token,
        name="token-revoke",
    ),
]
