"""What belongs to a story that is running, and when several new substances are one story."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from vedette.judgement.signals.candidate import (
    MOST_ROWS,
    NOVELTY,
    WEIGHTS,
    Candidate,
    one_of_each,
    strongest_first,
    whole,
)
from vedette.judgement.signals.records import NODE
from vedette.judgement.signals.rule_effects import is_silenced
from vedette.judgement.signals.thresholds import Catalogue, Policy

ARRIVALS = frozenset({"first_node", "first_country"})
SPREADS = frozenset({"first_region"})
MOST_NAMES = 8  # substances that a sentence lists before it says how many more


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story raised earlier, so that what follows joins its episode.

    ``is_part`` marks a story that was told inside another one: only its further firsts
    belong there, a rise of it is news.
    """

    story: str
    episode: str
    last_week: date
    is_shown: bool = True
    is_part: bool = False


def in_episodes(
    candidates: Sequence[Candidate],
    stories: Sequence[OpenStory],
    today: date,
    policy: Policy,
    catalogue: Catalogue,
) -> tuple[Candidate, ...]:
    """Candidates with the episodes they continue, and arrivals of one family as one story.

    A story that was seen in the last ``episode_weeks`` goes on. Another region of a country
    is a chapter of the arrival there for ``spread_weeks``: that it spreads is what everybody
    waits for. Where ``family_story`` substances of a family are new at once, they
    are one candidate with each of them inside; no first is lost, and each is named.
    """
    running: dict[str, list[OpenStory]] = {}
    for story in stories:
        running.setdefault(story.story, []).append(story)
    joined = [_joined(one, running.get(one.story, []), today, policy) for one in candidates]
    quiet = [one for one in joined if is_silenced(one)]  # what is silenced strengthens nothing
    joined = [one for one in joined if not is_silenced(one)]
    fresh = [one for one in joined if one.episode is None]
    going_on = [one for one in joined if one.episode is not None]
    told = one_of_each(going_on, key=lambda one: one.episode or "")
    told += _family_stories(fresh, policy, catalogue)
    return tuple(sorted(_with_quiet(told, quiet), key=strongest_first))


def _with_quiet(told: list[Candidate], quiet: list[Candidate]) -> list[Candidate]:
    """What is silenced stands inside the story that it belongs to, or by itself."""
    inside = {(one.story, one.episode): [one] for one in told}
    for one in quiet:
        inside.setdefault((one.story, one.episode), []).append(one)
    return [
        replace(first, parts=first.parts + tuple(part for one in rest for part in whole(one)))
        for first, *rest in inside.values()
    ]


def _joined(one: Candidate, stories: Sequence[OpenStory], today: date, policy: Policy) -> Candidate:
    """The candidate in the running story that it continues, its own before another's."""
    weeks = policy.spread_weeks if one.kind in SPREADS else policy.episode_weeks
    # A rise is news, and a silenced part must not silence the whole it was told in.
    may_be_part = one.kind.startswith("first_") and not is_silenced(one)
    running = [
        story
        for story in stories
        if story.last_week >= today - timedelta(weeks=weeks) and (may_be_part or not story.is_part)
    ]
    if not running:
        return one
    story = max(running, key=lambda story: (not story.is_part, story.last_week, story.episode))
    return replace(one, episode=story.episode, is_on_desk=story.is_shown)


def _family_stories(
    fresh: list[Candidate], policy: Policy, catalogue: Catalogue
) -> list[Candidate]:
    arrivals: dict[str, list[Candidate]] = {}
    for one in fresh:
        if one.kind in ARRIVALS and one.family:
            arrivals.setdefault(one.family, []).append(one)
    told, gathered = [], set()
    for family, members in arrivals.items():
        if len({one.subject for one in members}) < policy.family_story:
            continue
        story = _family_story(family, members, policy, catalogue)
        # A rise of the family there is the same story.
        same = [one for one in fresh if one.story == story.story]
        told.append(replace(story, parts=story.parts + tuple(p for s in same for p in whole(s))))
        gathered |= {one.story for one in (*members, *same)}
    return told + [one for one in fresh if one.story not in gathered]


def _family_story(
    family: str, members: list[Candidate], policy: Policy, catalogue: Catalogue
) -> Candidate:
    members = sorted(members, key=strongest_first)
    countries = {one.country for one in members}
    country = countries.pop() if len(countries) == 1 else NODE
    reports = np.unique(np.concatenate([one.reports for one in members]).astype(np.int64))
    cut = any(one.reports_total > len(one.reports) for one in members)
    total = sum(one.reports_total for one in members) if cut else int(reports.size)
    names = list(dict.fromkeys(one.sentence_parameters["substance"] for one in members))
    entry = catalogue.get(family)
    components = {
        name: max(one.components.get(name, 0.0) for one in members) for name in WEIGHTS
    } | {"novelty": NOVELTY["family_firsts"], "strength": min(len(names) / 5, 1.0)}
    return Candidate(
        kind="family_firsts", subject=family, subject_kind="family", family=family,
        place=country, country=country, context="", week=max(one.week for one in members),
        observed=total, detector="first-occurrence",
        parameters={"substances": len(names), "needed_substances": policy.family_story},
        reports=tuple(reports[:MOST_ROWS].tolist()), reports_total=total,
        components=components,
        sentence_parameters={
            "count": str(len(names)), "family": entry[0] if entry else family,
            "place": _place(members, country), "names": _listed(names),
        },
        parts=tuple(part for one in members for part in whole(one)),
    )  # fmt: skip


def _place(members: list[Candidate], country: str) -> str:
    if country == NODE:
        return "the whole network"
    return next(one.sentence_parameters["place"] for one in members)


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" (+{more})" if more > 0 else "")
