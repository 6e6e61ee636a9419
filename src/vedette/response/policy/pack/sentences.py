"""The sentences of the first page, built from counts."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vedette.response.policy.board import UNKNOWN
from vedette.response.policy.pack.contents import Pack
from vedette.response.policy.pack.speech import Speech

MOST_NAMED = 12


def opening(pack: Pack, say: Speech) -> list[str]:
    """Return three to five sentences: how it stands, what moved, what is late, who is silent."""
    found = [standing(pack, say), moved(pack, say), late(pack, say), answers(pack, say)]
    return [*(one for one in found if one), *filter(None, [silence(pack, say)])]


def standing(pack: Pack, say: Speech) -> str:
    """Say how many promises are done, known and unknown."""
    total = len(pack.promises)
    done = sum(pack.is_done(one.status) for one in pack.promises)
    unknown = sum(one.status == UNKNOWN for one in pack.promises)
    return ngettext(
        "One promise is followed: %(done)s done, %(open)s known and not done, %(unknown)s unknown.",
        "%(n)s promises are followed: %(done)s done, %(open)s known and not done, "
        "%(unknown)s unknown.",
        total,
    ) % {"n": say.number(total), "done": say.number(done), "unknown": say.number(unknown),
         "open": say.number(total - done - unknown)}  # fmt: skip


def moved(pack: Pack, say: Speech) -> str:
    """Say how many statuses changed in the half-year, and to what."""
    counted = Counter(one.status for one in pack.promises if one.has_moved)
    since = say.day(pack.since.date())
    if not counted:
        return _("Since %(day)s, no status has changed.") % {"day": since}
    known = [key for key in (*pack.statuses, UNKNOWN) if key in counted]
    known += [key for key in counted if key not in known]
    what = say.listed(
        _("%(n)s now “%(status)s”") % {"n": say.number(counted[key]), "status": say.word(key)}
        for key in known
    )
    return ngettext(
        "Since %(day)s, one status has changed: %(what)s.",
        "Since %(day)s, %(n)s statuses have changed: %(what)s.",
        counted.total(),
    ) % {"n": say.number(counted.total()), "day": since, "what": what}


def late(pack: Pack, say: Speech) -> str:
    """Say what is overdue, and how many milestones were missed."""
    codes = [one.code for one in pack.promises if one.is_overdue]
    missed = sum(step.state == "missed" for one in pack.promises for step in one.milestones)
    if codes:
        said = ngettext(
            "One promise is overdue: %(which)s.", "%(n)s promises are overdue: %(which)s.",
            len(codes),
        ) % {"n": say.number(len(codes)), "which": named(codes, say)}  # fmt: skip
    else:
        said = _("No promise is overdue.")
    if not missed:
        return said
    more = ngettext("One milestone was missed.", "%(n)s milestones were missed.", missed)
    return f"{said} {more % {'n': say.number(missed)}}"


def answers(pack: Pack, say: Speech) -> str:
    """Say how many of the answers asked of countries are known."""
    asked = sum(one.asked for one in pack.promises)
    given = sum(len(one.answers) for one in pack.promises)
    if not asked:
        return ""
    return ngettext(
        "Countries were asked for one answer; %(given)s is known.",
        "Countries were asked for %(n)s answers; %(given)s are known (%(share)s). The others are "
        "unknown, which is not the same as no.",
        asked,
    ) % {"n": say.number(asked), "given": say.number(given), "share": say.share(given / asked)}


def silence(pack: Pack, say: Speech) -> str:
    """Say who gave no answer in the newest round."""
    asked = pack.newest_round
    if asked is None:
        return _("No reporting round has been opened.")
    said = {"round": asked.title, "complete": say.number(asked.complete),
            "asked": say.number(asked.asked)}  # fmt: skip
    if not asked.silent:
        return (
            _(
                "In the newest round, %(round)s, %(complete)s of %(asked)s answered everything, "
                "and nobody stayed silent."
            )
            % said
        )
    who = named([say.country(one) for one in asked.silent], say)
    return ngettext(
        "In the newest round, %(round)s, %(complete)s of %(asked)s answered everything; one gave "
        "no answer at all: %(who)s.",
        "In the newest round, %(round)s, %(complete)s of %(asked)s answered everything; %(n)s gave "
        "no answer at all: %(who)s.",
        len(asked.silent),
    ) % {**said, "n": say.number(len(asked.silent)), "who": who}  # fmt: skip


def named(names: list[str], say: Speech) -> str:
    """Return names as a list, the first dozen and how many more."""
    if len(names) <= MOST_NAMED:
        return say.listed(names)
    more = len(names) - MOST_NAMED
    return say.listed([
        *names[:MOST_NAMED],
        ngettext("one more", "%(n)s more", more) % {"n": say.number(more)},
    ])  # fmt: skip
