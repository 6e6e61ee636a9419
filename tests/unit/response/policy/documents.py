"""Documents written for these tests: the genre of official texts, in words of our own."""

from dataclasses import dataclass, field

RECITALS = (
    "Recalling Decision (EU) 2030/17 on shared warning1 and acknowledging that laboratories need"
    " early notice of what others have found.",
    "Noting that Member States differ in how soon a sample reaches a bench, and that the"
    " well-documented delays of earlier years2 have shortened.",
    "Stressing the value of plain language. It reaches people whom tables do not.",
    "Welcoming the report of the EUDA on test-and-learn projects3 and its annexes.",
)
ITEMS = (
    "Invites Member States and the Commission to publish, every year, how long results take.",
    "Calls upon the EUDA, in close cooperation with Europol, to offer a course for newcomers.",
    "Encourages the wider use of reference standards4 in routine work.",
    "Recommends that Member States keep records of refusals, by body and by reason.",
    "Urges the Commission to review Regulation (EU) 2029/311, with due regard to its evaluation.",
)
NOTES = (
    "OJ L, 2030/17, 3.4.2030.",
    "Document 10001/30.",
    "Document 10002/30 ADD 1.",
    "As listed by the network of reference laboratories.",
)
OPENING = "The Council of the European Union"
TITLE = "Council conclusions on shared warning"


@dataclass(frozen=True)
class Setting:
    """How a document is set on its pages."""

    width: int = 90
    between_lines: int = 0
    between_paragraphs: int = 1
    page_breaks: frozenset = field(default=frozenset())  # body lines before which a page turns
    form_feed: bool = True
    splits_words: bool = False
    indent: str = ""


def wrap(text, setting):
    """Fill lines; a hyphen inside a word may end one, and with `splits_words` a soft one too."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > setting.width:
            room = setting.width - len(line) - 2
            cut = word.rfind("-", 1, room)
            if cut > 1 and word[:cut].isalpha():
                line, word = f"{line} {word[: cut + 1]}", word[cut + 1 :]
            elif setting.splits_words and word.isalpha() and len(word) > 8 and room > 4:
                line, word = f"{line} {word[:4]}\u00ad", word[4:]
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def conclusions(setting, recitals=RECITALS, items=ITEMS, notes=NOTES):
    """The whole document as text; notes stand at the foot of the last page."""
    out = [TITLE, "", OPENING]
    count = 0
    for paragraph in (*recitals, *(f"{n}. {text}" for n, text in enumerate(items, start=1))):
        out += [""] * (setting.between_paragraphs + setting.between_lines)
        for index, line in enumerate(wrap(paragraph, setting)):
            if index:
                out += [""] * setting.between_lines
            count += 1
            if count in setting.page_breaks:
                page = len([b for b in setting.page_breaks if b <= count])
                out += ["", f"10003/30    {page}", "ANNEX   EN"]
                line = ("\f" if setting.form_feed else " ") + line
            out.append(setting.indent + line)
    out += [""] * (setting.between_paragraphs + setting.between_lines + 1)
    out += [f"{n} {text}" for n, text in enumerate(notes, start=1)]
    return "\n".join(out) + "\n"


PLAN = (
    ("1", "Map the stock of reference standards: i) by laboratory; ii) by year. Publish the map.",
     "1.1", "Q3 2026 to 2030", "COM, EUDA"),
    ("2", "Train inspectors, including on Directive (EU) 2031/44.", "1.1, 1.2", "2026-2028",
     "Member States / CEPOL"),
    ("3", "Hold a yearly exchange with civil society.", "2.1", "ongoing",
     "Commission; Civil Society Forum on Drugs"),
    ("4", "Report on the results.", "2.1", "by 2030", "EUDA, EMCDDA and Europol"),
)  # fmt: skip


def plan_text():
    """An action plan as lines: one cell a line, as a copied table reads."""
    lines = ["EU plan on shared warning (2026-2030)", "", "A) SEEING EARLY"]
    lines += ["Strategic priority 1. Know what is there", "Actions", "Timetable", "Responsible"]
    for number, text, areas, period, parties in PLAN:
        if number == "3":
            lines += ["", "B) ACTING TOGETHER", "Strategic priority no 2: Share what is known"]
        label = f"Action {number}:" if number == "2" else f"Action no. {number}."
        lines += ["", f"\t{label} {text}", *areas.split(", "), period, *parties.split(", ")]
    lines += [
        "",
        "Governance, implementation and monitoring",
        "Actions",
        "Timetable",
        "Responsible",
    ]
    lines += [
        "Action 5. Review this plan.",
        "2030",
        "Commission",
        "Annex",
        "Performance indicators",
    ]
    lines += ["Indicator 1. Time from sample to result, by laboratory (EUDA, Member States)."]
    lines += ["Overarching indicator 2: Trust in warnings (by age and sex) (Eurobarometer surveys)"]
    return "\n".join(lines) + "\n"
