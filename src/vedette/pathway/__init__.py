"""The stages in order: the one place that sets them in motion.

receive → read → identify → record → freeze → notice → judge → warn. Each step reads rows an
earlier one left and leaves its own; what is unfinished is found by looking.
"""

from vedette.pathway.asking import (
    ask_experts,
    close_expert_round,
    open_reporting_round,
    remind_of_rounds,
)
from vedette.pathway.casework import (
    PartsTaken,
    link_cases,
    take_in_parts,
    tell_part,
    undo_link,
    withdraw_part,
)
from vedette.pathway.drilling import clocks_of, end_drill
from vedette.pathway.examining import report_on_sample
from vedette.pathway.forgetting import Forgotten, keep_no_longer, kept_too_long
from vedette.pathway.intake import (
    Intake,
    accept_held_row,
    answer_name,
    check_columns,
    find_sources,
    receive,
    rehearse,
    row_reader,
    seldom_collecting,
    silent,
    simulated_source,
    take_in,
)
from vedette.pathway.judging import (
    answer_request,
    ask_body,
    begin,
    conclude,
    move,
    remind,
    take_up,
)
from vedette.pathway.noticing import (
    detect,
    detect_weekly,
    freeze,
    noticed,
)
from vedette.pathway.referencing import answer_reference, ask_reference, confirm_reference
from vedette.pathway.registering import (
    Reach,
    decide_name_anew,
    divide,
    divisions_of,
    reach_of,
    reach_of_proposal,
    undivide,
)
from vedette.pathway.replays import (
    ask_replay,
    past,
    replay,
    rules_then,
    run_replay,
)
from vedette.pathway.sharing import (
    judge_spectrum,
    offer_spectrum,
    record_identification,
    take_opinion_back,
    take_out_sighting,
    withdraw_spectrum,
)
from vedette.pathway.telling import Said, forget_tellings, tell
from vedette.pathway.warning import ask_again, end_release, grant_release, publish, retract

__all__ = [
    "Forgotten",
    "Intake",
    "PartsTaken",
    "Reach",
    "Said",
    "accept_held_row",
    "answer_name",
    "answer_reference",
    "answer_request",
    "ask_again",
    "ask_body",
    "ask_experts",
    "ask_reference",
    "ask_replay",
    "begin",
    "check_columns",
    "clocks_of",
    "close_expert_round",
    "conclude",
    "confirm_reference",
    "decide_name_anew",
    "detect",
    "detect_weekly",
    "divide",
    "divisions_of",
    "end_drill",
    "end_release",
    "find_sources",
    "forget_tellings",
    "freeze",
    "grant_release",
    "judge_spectrum",
    "keep_no_longer",
    "kept_too_long",
    "link_cases",
    "move",
    "noticed",
    "offer_spectrum",
    "open_reporting_round",
    "past",
    "publish",
    "reach_of",
    "reach_of_proposal",
    "receive",
    "record_identification",
    "rehearse",
    "remind",
    "remind_of_rounds",
    "replay",
    "report_on_sample",
    "retract",
    "row_reader",
    "rules_then",
    "run_replay",
    "seldom_collecting",
    "silent",
    "simulated_source",
    "take_in",
    "take_in_parts",
    "take_opinion_back",
    "take_out_sighting",
    "take_up",
    "tell",
    "tell_part",
    "undivide",
    "undo_link",
    "withdraw_part",
    "withdraw_spectrum",
]
