"""The chapters of a pack about promises, countries, what is unknown, and sources."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vedette.response.policy.board import UNKNOWN
from vedette.response.policy.models import PolicyBody
from vedette.response.policy.pack import sentences
from vedette.response.policy.pack.blocks import Part
from vedette.response.policy.pack.contents import Pack, Promise, Shown
from vedette.response.policy.pack.speech import Speech, shortened
from vedette.response.policy.words import LABELS

SHOWN_EVIDENCE, ONE_LINE, LONGEST_HEAD, LONGEST_TITLE, LONGEST_LINE = 3, 78, 64, 80, 110


def summary(pack: Pack, say: Speech) -> Part:
    """The first page: a few sentences, the statuses then and now, what is overdue."""
    part = Part(_("Summary"))
    part.points(sentences.opening(pack, say))
    part.table(
        _("Statuses of promises"),
        [_("Status"), say.short_day(pack.since.date()), say.short_day(pack.day),
         pgettext("between two days", "Change")],
        _then_and_now(pack, say), widths=[4, 2, 2, 2], numbers=[1, 2, 3],
    )  # fmt: skip
    part.table(
        _("Overdue"),
        [pgettext("number of a promise", "No"), _("What was promised"),
         pgettext("of a promise", "Ended"), _("Status"), pgettext("who leads", "Lead")],
        ([one.code, shortened(say.text(one.texts), LONGEST_LINE), say.short_day(one.ends_on),
          say.status(one.status), lead(one, say)] for one in pack.promises if one.is_overdue),
        widths=[1, 6, 2.2, 2.4, 2.2],
    )  # fmt: skip
    return part


def _then_and_now(pack: Pack, say: Speech) -> Iterable[list[str]]:
    now = Counter(one.status for one in pack.promises)
    then = Counter(one.before for one in pack.promises)
    for key in order_of(pack, {*now, *then}):
        gap = now[key] - then[key]
        change = f"+{gap}" if gap > 0 else f"−{-gap}" if gap < 0 else "0"
        yield [say.status(key), say.number(then[key]), say.number(now[key]), change]


def order_of(pack: Pack, keys: Iterable[str]) -> list[str]:
    """Return statuses in the order of the vocabulary, unknown ones last."""
    there = set(keys)
    known = [key for key in pack.statuses if key in there]
    rest = sorted(there - {*known, UNKNOWN})
    return [*known, *rest, *([UNKNOWN] if UNKNOWN in there else [])]


def lead(one: Promise, say: Speech) -> str:
    """Who leads; where nobody was named, the first that the text asks."""
    return say.bodies(one.leads or one.bodies[:1])


def overview(pack: Pack, say: Speech) -> Part:
    """Every promise in one table."""
    part = Part(_("All promises at a glance"), is_wide=True)
    part.say(_("Lead: who was named; where nobody was, the first body that the text asks."))
    part.table(
        _("Promises"),
        [pgettext("number of a promise", "No"), _("What was promised"), _("Status"),
         pgettext("who leads", "Lead"), pgettext("time of a promise", "Period"),
         _("Countries that answered"), _("Newest evidence")],
        ([one.code, shortened(say.text(one.texts), LONGEST_LINE), _late(one, say),
          lead(one, say), say.period(one.starts_on, one.ends_on, ongoing=one.ongoing),
          _share(one, say), evidence(one.evidence[0], say) if one.evidence else "–"]
         for one in pack.promises),
        widths=[1, 7, 2.8, 2.4, 2.2, 2.2, 5],
    )  # fmt: skip
    return part


def _late(one: Promise, say: Speech) -> str:
    said = say.status(one.status)
    return ", ".join([said, _("overdue")]) if one.is_overdue else said


def _share(one: Promise, say: Speech) -> str:
    if not one.asked:
        return _("not asked")
    said = {"n": say.number(len(one.answers)), "of": say.number(one.asked)}
    counted = _("%(n)s of %(of)s") % said
    return f"{counted} ({say.share(one.share)})"


def evidence(one: Shown, say: Speech) -> str:
    """Say what was shown, where, and of which day."""
    kind = str(LABELS["evidence_kind"].get(one.kind, one.kind))
    title = one.title and shortened(one.title, LONGEST_TITLE)
    if title is None:
        title = _("%(kind)s, not named under this marking") % {"kind": kind}
    elif one.kind not in ("document", "link"):
        title = f"{title} [{kind}]"
    where = [say.country(one.country)] if one.country else []
    return f"{title} ({', '.join([*where, say.short_day(one.valid_on)])})"


def details(pack: Pack, say: Speech) -> list[Part]:
    """One chapter for each priority, or one for all recommendations."""
    chapters = [(code, say.text(texts)) for code, texts in pack.priorities]
    found = []
    for number, (code, title) in enumerate(chapters, start=1):
        own = [one for one in pack.promises if one.priority == code]
        if own:
            named = _("Priority %(n)s: %(title)s") % {"n": number, "title": title}
            found.append(_chapter(named, own, pack, say))
    rest = [one for one in pack.promises if one.priority not in {code for code, _t in chapters}]
    if rest:
        title = _("Actions without a priority") if chapters else _("What was promised, one by one")
        found.append(_chapter(title, rest, pack, say))
    return found


def _chapter(title: str, promises: list[Promise], pack: Pack, say: Speech) -> Part:
    part = Part(title)
    for one in promises:
        text = say.text(one.texts)
        # A text that fits one line is its own heading; a longer one follows it whole.
        head = text if len(text) <= ONE_LINE else shortened(text, LONGEST_HEAD)
        part.card(f"{one.code} · {head}", text if head != text else "", _facts(one, pack, say))
    return part


def _facts(one: Promise, pack: Pack, say: Speech) -> list[tuple[str, str]]:
    steps = "; ".join(_step(step.title, say.short_day(step.due_on), step.state)
                      for step in one.milestones)  # fmt: skip
    return [
        (_("Status"), _status(one, say)),
        (_("Asked or responsible"), say.bodies(one.bodies)),
        (pgettext("who leads", "Lead"), say.bodies(one.leads) if one.leads else ""),
        (pgettext("time of a promise", "Period"),
         say.period(one.starts_on, one.ends_on, ongoing=one.ongoing)
         if one.ongoing or one.ends_on or one.starts_on else ""),
        (_("Countries"), _answers(one, pack, say)),
        (pgettext("what shows it", "Evidence"), _evidence(one, say)),
        (_("Milestones"), steps),
        (_("Live records"), ngettext("one bears on it", "%(n)s bear on it", one.ties)
         % {"n": say.number(one.ties)} if one.ties else ""),
    ]  # fmt: skip


def _status(one: Promise, say: Speech) -> str:
    if one.status_since is None:
        return _("%(status)s: nobody has said how far it is") % {"status": say.status(one.status)}
    said = _("%(status)s since %(day)s") % {
        "status": say.status(one.status), "day": say.short_day(one.status_since)
    }  # fmt: skip
    more = [_("validated") if one.is_validated else _("not validated yet")]
    if one.has_moved:
        more.append(_("half a year before: %(status)s") % {"status": say.word(one.before)})
    if one.is_overdue:
        more.append(_("overdue"))
    return "; ".join([said, *more])


def _answers(one: Promise, pack: Pack, say: Speech) -> str:
    if not one.asked:
        return _("none was asked")
    counted = Counter(status for _country, status in one.answers)
    counted[UNKNOWN] = one.asked - len(one.answers)
    said = ", ".join(
        f"{say.number(counted[key])} {say.word(key)}"
        for key in order_of(pack, counted) if counted[key]
    )  # fmt: skip
    return f"{_share(one, say)}: {said}"


def _evidence(one: Promise, say: Speech) -> str:
    if not one.evidence:
        return _("none")
    shown = [evidence(row, say) for row in dict.fromkeys(one.evidence)]
    more = len(shown) - SHOWN_EVIDENCE
    kept = shown[:SHOWN_EVIDENCE]
    if more > 0:
        kept.append(ngettext("one more", "%(n)s more", more) % {"n": say.number(more)})
    return "; ".join(kept)


def _step(title: str, day: str, state: str) -> str:
    words = {**LABELS["milestone"], "missed": pgettext("milestone", "missed")}
    return _("%(title)s, due %(day)s: %(state)s") % {
        "title": title, "day": day, "state": words.get(state, state)
    }  # fmt: skip


def countries(pack: Pack, say: Speech) -> Part:
    """How far each country answered, by status."""
    part = Part(_("Annex: countries"), is_wide=True)
    there = order_of(pack, {key for one in pack.countries for key, _n in one.counts})
    shown = [key for key in there if key != UNKNOWN]
    part.say(_("Counts of promises for which a country was asked or has answered. What is not "
               "answered is unknown, which is not the same as no."))  # fmt: skip
    rows = sorted(pack.countries, key=lambda one: say.country(one.code))
    part.table(
        _("Answers of countries"),
        [_("Country"), pgettext("answers", "Asked"), _("Answered"),
         *(say.status(key) for key in shown), say.status(UNKNOWN)],
        ([say.country(one.code), say.number(one.asked),
          f"{say.number(one.answered)} ({say.share(one.answered / one.asked)})"
          if one.asked else "–",
          *(say.number(dict(one.counts).get(key, 0)) for key in shown),
          say.number(one.asked - one.answered)] for one in rows),
        widths=[3.2, 1.6, 2.4, *(2 for _key in shown), 2],
        numbers=range(1, len(shown) + 4),
    )  # fmt: skip
    return part


def unknown(pack: Pack, say: Speech) -> Part:
    """What nobody has said, counted apart from no."""
    part = Part(_("What is not known"))
    codes = [one.code for one in pack.promises if one.status == UNKNOWN]
    bare = [one.code for one in pack.promises if not one.evidence]
    missing = sum(one.asked - len(one.answers) for one in pack.promises)
    lacking = [one for one in pack.measures if one.newest is None]
    said = []
    if codes:
        said.append(ngettext(
            "Of one promise nobody has said how far it is: %(which)s.",
            "Of %(n)s promises nobody has said how far they are: %(which)s.", len(codes),
        ) % {"n": say.number(len(codes)), "which": say.listed(codes)})  # fmt: skip
    if bare:
        said.append(ngettext(
            "Nothing shows what was done about one promise: %(which)s.",
            "Nothing shows what was done about %(n)s promises: %(which)s.", len(bare),
        ) % {"n": say.number(len(bare)), "which": say.listed(bare)})  # fmt: skip
    if missing:
        said.append(ngettext(
            "One answer that a country was asked for is missing.",
            "%(n)s answers that countries were asked for are missing.", missing,
        ) % {"n": say.number(missing)})  # fmt: skip
    if lacking:
        said.append(ngettext(
            "One indicator has no value.", "%(n)s indicators have no value.", len(lacking)
        ) % {"n": say.number(len(lacking))})  # fmt: skip
    part.points(said or [_("Everything that was asked has been answered.")])
    part.say(_("None of this means that nothing was done: it is unknown."))
    return part


def undecided(pack: Pack, say: Speech) -> list[Part]:
    """What an ending document leaves undone and nobody decided about; no chapter if nothing is."""
    if not pack.undecided:
        return []
    part = Part(_("What becomes of what is not done"))
    part.say(ngettext(
        "This document ends. Of one promise that is not done nobody has decided whether it is "
        "carried over, dropped or replaced.",
        "This document ends. Of %(n)s promises that are not done nobody has decided whether they "
        "are carried over, dropped or replaced.", len(pack.undecided),
    ) % {"n": say.number(len(pack.undecided))})  # fmt: skip
    part.table(
        _("Open decisions"),
        [pgettext("number of a promise", "No"), _("What was promised"),
         pgettext("time of a promise", "Period"), _("Status")],
        ([one.code, shortened(say.text(one.texts), LONGEST_LINE),
          say.period(one.starts_on, one.ends_on, ongoing=one.ongoing), say.status(one.status)]
         for one in pack.promises if one.code in pack.undecided),
        widths=[1, 7, 2.4, 2.4],
    )  # fmt: skip
    return [part]


def sources(pack: Pack, say: Speech) -> Part:
    """The files that were read and the evidence that figures were counted in, by digest."""
    part = Part(_("Sources"), follows=True)
    part.table(
        _("Files of the document"),
        [_("File"), _("Language"), pgettext("of a text", "Revision"), "SHA-256"],
        ([one.file, say.name_of_language(one.language),
          say.number(one.revision), f"{one.content[:32]} {one.content[32:]}"]
         for one in pack.sources),
        widths=[3, 2, 1.6, 6], numbers=[2],
    )  # fmt: skip
    computed = [(one.reading.indicator.key, row) for one in pack.measures
                if (row := one.reading.computation)]  # fmt: skip
    part.table(
        _("Computations of indicators"),
        [_("Indicator"), pgettext("of a text", "Revision"), _("Counted under"),
         _("Digest of the evidence"), _("Digest of the definition")],
        ([key, say.number(row.revision), f"TLP:{row.ceiling}", row.evidence[:16],
          row.definition[:16]] for key, row in computed),
        widths=[3, 1.6, 2.4, 3, 3], numbers=[1],
    )  # fmt: skip
    codes = sorted({code for one in pack.promises for code in (*one.bodies, *one.leads)})
    codes = [code for code in codes if say.body(code) == code]  # the others stand in words
    names = dict(PolicyBody.objects.filter(code__in=codes).values_list("code", "name"))
    written = "; ".join(
        f"{code}: {names[code]}"
        for code in codes
        if names.get(code, code).casefold() != code.casefold()
    )
    if written:
        part.heading(2, _("Abbreviations of bodies"))
        part.say(f"{written}.")
    return part


def method(pack: Pack, say: Speech) -> Part:
    """How it was counted."""
    part = Part(_("How it was counted"), follows=True)
    days = {"day": say.day(pack.day), "since": say.day(pack.since.date()), "tlp": pack.ceiling}
    part.points([
        _("This pack tells what was known on %(day)s and compares it with %(since)s. What was "
          "learnt later is not in it.") % days,
        _("Of each promise and country the newest report counts. One that a second person did not "
          "accept counts no longer."),
        _("A status that means progress rests on evidence. Without an answer a promise is unknown. "
          "Countries that a promise asks nothing of are not counted."),
        _("Overdue is what has an end that is over and a status that does not end it. A milestone "
          "is missed if its day is over and nobody has said that it was met or dropped."),
        _("Figures of indicators are those computed by that day from rows no stricter than "
          "TLP:%(tlp)s. Counts of one to four are hidden, and others with them where they would "
          "give them away."),
        _("The marking of this pack is that of the strictest thing counted or named in it. What "
          "is said of promises is TLP:GREEN at least."),
        _("Records that the marking keeps closed are counted as evidence, without their titles."),
    ])  # fmt: skip
    part.blocks[-1]["items"][4] %= days
    return part
