"""Words that a name is joined to in one word, and salts in the cases they stand in.

German, Dutch, the Nordic languages, Finnish, Estonian and Hungarian write a name and what is said
of it in one word: "Kokainvergiftung", "namaakoxycodontabletten", "alkoholmérgezés". No word that
makes another substance of a name ("-säure", "-derivat", "-ester", "-ersatz") may stand here.
"""

from collections.abc import Iterator, Mapping

from vedette.science.identity import languages
from vedette.science.identity.text import WordSet, word_set

SHORTEST_STEM = 5
SHORTEST_BEHIND = 6  # letters of a name behind a word such as "nep-", which is short itself
_JOINTS = ("", "s", "e", "n", "i", "en", "es")  # letters that join the parts of a compound
_LEAST = 3  # letters by which the last part is looked up; none is shorter


def _inflected(lists: Mapping[str, str]) -> WordSet:
    """Words with their endings: "pill/e/en" is pill, pille and pillen."""
    return word_set({language: " ".join(_endings(text)) for language, text in lists.items()})


def _endings(text: str) -> Iterator[str]:
    for word in text.split():
        stem, *endings = word.split("/")
        yield from (stem + ending for ending in ("", *endings))


SALTS = _inflected(
    {
        "bg": "хидрохлорид/а/ът хидробромид/а сулфат/а фосфат/а тартрат/а цитрат/а хлорид/а",
        "cs": "hydrochlorid/u/em hydrobromid/u/em sulfát/u/em síran/u/em fosfát/u/em "
        "chlorid/u/em fosforečnan/u vinan/u tartrát/u citrát/u fumarát/u",
        "da": "hydrochlorid/et/ets hydroklorid/et/ets hydrobromid/et sulfat/et fosfat/et klorid/et",
        "de": "hydrochlorid/s/e/es/en hydrobromid/s/e sulfat/s/es/e phosphat/s/es/e tartrat/s/es "
        "citrat/s/es fumarat/s oxalat/s chlorid/s/es",
        "el": "υδροχλωρική/ς υδροχλωρικό/ύ υδροχλωρικού υδροβρωμική/ς υδροβρωμικό θειική/ς "
        "θειικό θειικού φωσφορική/ς φωσφορικό τρυγική/ς τρυγικό κιτρική/ς κιτρικό "
        "υδροχλωρίδιο",
        "es": "clorhidrato/s bromhidrato/s sulfato/s fosfato/s tartrato/s citrato/s hidrocloruro",
        "et": "vesinikkloriid/i/iga hüdrokloriid/i/iga vesinikbromiid/i sulfaat sulfaadi fosfaat "
        "fosfaadi tartraat tartraadi kloriid/i",
        "fi": "hydrokloridi/a/n/ssa/na hydrobromidi/a/n sulfaatti/a sulfaatin fosfaatti/a "
        "fosfaatin tartraatti/a tartraatin sitraatti/a sitraatin kloridi/a/n",
        "fr": "chlorhydrate/s bromhydrate/s sulfate/s phosphate/s tartrate/s citrate/s",
        "hr": "hidroklorid/a/u/om hidrobromid/a/om sulfat/a/u/om fosfat/a/om tartarat/a "
        "klorid/a/om citrat/a",
        "hu": "hidroklorid/ot/ja/dal/ban hidrobromid/ot szulfát/ot foszfát/ot tartarát/ot "
        "citrát/ot klorid/ot/ja",
        "it": "cloridrato bromidrato solfato fosfato tartrato citrato",
        "lt": "hidrochloridas/o hidrochlorido hidrochloridą hidrochloridu hidrobromidas "
        "hidrobromido sulfatas sulfato sulfatą fosfatas fosfato tartratas tartrato "
        "chloridas chlorido",
        "lv": "hidrohlorīds hidrohlorīda hidrohlorīdu hidrobromīds hidrobromīda sulfāts sulfāta "
        "sulfātu fosfāts fosfāta tartrāts tartrāta hlorīds hlorīda",
        "no": "hydroklorid/et hydrobromid/et sulfat/et fosfat/et tartrat/et klorid/et",
        "pl": "chlorowodorek chlorowodorku chlorowodorkiem chlorowodorki bromowodorek "
        "bromowodorku siarczan/u/em fosforan/u/em winian/u cytrynian/u fumaran/u "
        "szczawian/u chlorek chlorku",
        "pt": "cloridrato/s bromidrato sulfato fosfato tartarato citrato",
        "ro": "clorhidrat/ul/ului bromhidrat/ul/ului sulfat/ul/ului fosfat/ul/ului tartrat/ul",
        "ru": "гидрохлорид/а/ом/у гидробромид/а сульфат/а/ом фосфат/а тартрат/а цитрат/а хлорид/а",
        "sk": "hydrochlorid/u/om hydrobromid/u síran/u fosfát/u chlorid/u/om vínan/u citrát/u",
        "sl": "hidroklorid/a/u/om hidrobromid/a sulfat/a/u fosfat/a tartrat/a klorid/a/u/om",
        "sv": "hydroklorid/en/er hydrobromid/en sulfat/en/et fosfat/en tartrat/en klorid/en",
    }
)
# The last parts of compounds, joined to a name or behind a hyphen.
PARTS = frozenset(languages.TAILS) | _inflected(
    {
        "da": "behandling/en pose/r laboratorium lab hydrochlorid/et hydroklorid/et tabletterne "
        "tabletten pillerne pulveret forgiftning/en/er/erne overdosis/er "
        "koncentration/en/er misbrug/et forbrug/et brug/en indtag indtagelse/n "
        "afhængighed/en påvirket påvirkede beslag/et fund/et prøve/r/n/rne rester spor "
        "handel smugling holdig/t/e opløsning/en kapsel kapsler krystal/ler plaster "
        "plastre væske væsker dødsfald død",
        "de": "substitution behandlung/en programm/e therapie/n abhängig/e/er/en/em spritze/n "
        "beutel teststreifen sirup hustensaft pflanze/n infusion/en labor/e/s kurier/e "
        "kauf verkauf schmuggler besitzes hydrochlorid/s/e hydrobromid/s vergiftung/en "
        "intoxikation/en überdosierung/en konsums abhängigkeit sucht entzug probe/n handel "
        "schmuggel rückstand rückstände/n fund/e/es sicherstellung/en beschlagnahme/n "
        "besitz einnahme aufnahme anhaftung/en haltigen haltiger haltigem gehalte gehalts "
        "spiegels konzentration/en tablettchen kapsel kristall injektion/en lösung/en tod "
        "tote toten todesfall todesfälle/n positiv/e/en/er wert/e/en spur ampulle/n "
        "ampullen pflastern nasenspray/s paste/n block blöcke steine stein rausch "
        "injektionslösung saft verdacht beimengung/en",
        "et": "vesinikkloriid/i/iga hüdrokloriid/i mürgistus/e/t/ed üledoos/i/id sisaldus/e/t "
        "tabletti/de tabletid/e pulbri/t/s lahus/e/t kapsel kapslid kapsli tarvitamine "
        "tarvitamise kasutamine sõltuvus/e/t proov/i jääk jäägid kontsentratsioon/i surm "
        "surma joove joobes",
        "fi": "korvaushoito/a korvaushoidon hoito/a hoidon hoidossa pussi/a/t patruuna/t "
        "laboratorio hydrokloridi/a/n hydrobromidi/a sulfaattia tabletin tablettia "
        "tabletteja tabletteina tableteissa tableteista tablettien myrkytyksen myrkytystä "
        "myrkytykset myrkytykseen myrkytyksiä myrkytyskuolema/n/t pitoisuuden pitoisuudet "
        "pitoisuutta pitoisuuksia jauheen jauheet jauheesta jauheessa yliannostuksen "
        "yliannostusta käyttö käytön käyttöä käyttöön käyttäjä/t riippuvuus riippuvuuden "
        "riippuvuutta näyte näytteen näytteet näytteessä kuolema/n/t/an pitoinen pitoista "
        "pitoisia pitoiset pitoisessa jäämä/t/ä jäämiä löydös löydökset kauppa erä "
        "valmiste valmisteet pilleri pillerit pillereitä kapseli liuosta liuoksen "
        "päihtymys takavarikko",
        "hu": "patron/ok tapasszal laboratórium kezelés hidroklorid/ot/dal/ja "
        "mérgezés/t/ek/ben/sel/e/ét/éből túladagolás/t/ok/ban tabletta tabletták tablettát "
        "tablettákat tablettában por/t/ban/ból/ok tartalmú tartalom tartalma tartalmat "
        "koncentráció/t/ja szint/je függőség/et/ben fogyasztás/t/a/ából használat/a/át "
        "kapszula kapszulák oldat/ot injekció/t teszt/et minta minták mintát mintában "
        "maradvány/ok kimutatás/a kereskedelem csempészet birtoklás/a hatás alapú "
        "intoxikáció kristály/ok tapasz/ok ampulla ampullák",
        "nl": "behandeling/en zakje/s lab labo laboratorium wasserij siroop infuus strip/s "
        "hydrochloride vergiftigingen intoxicaties poeders gebruiker/s gebruikt verslaving "
        "afhankelijkheid monster/s handel smokkel resten sporen houdend/e tablet/ten "
        "capsule/s kristal/len overdosering/en inname consumptie concentraties spiegel/s "
        "pleisters oplossing/en injectie/s vondst/en vangst/en partij/en bezit productie "
        "waarde/n doden dode druppels positief positieve",
        "no": "behandling/en pose/r laboratorium hydroklorid/et tabletter/ne pillen/e pulveret "
        "forgiftning/er/en/ene overdose/r/n konsentrasjon/en/er misbruk/et bruk/et "
        "inntak/et avhengighet påvirket påvirkede beslag/et funn/et prøve/r/n rester spor "
        "holdig/e løsning/en kapsel kapsler krystall/er plaster plastre dødsfall rus "
        "lapp/er",
        "sv": "behandling/en program påse/ar påsar tub/er testremsor testremsa laboratorium lab "
        "labb hydroklorid/en tabletter/na tabletten tabletters pulvret "
        "förgiftning/en/ar/arna överdoser överdosen överdosering/ar missbruk/et intag/et "
        "bruk/et beroende/t påverkad påverkade påverkan beslag/et fynd/et prov/et "
        "halter/na halten haltig/a/t koncentration koncentrationer rester spår handel "
        "smuggling kapsel kapslar lösning/en kristall/er plåstret dödsfall rus spolning",
    }
)
# What is not genuine, or sold on the street, before a name.
_HEADS = tuple(
    sorted(
        _inflected(
            {
                "da": "kopi falsk pirat gade",
                "de": "fake falsch schein straßen schwarzmarkt roh",
                "en": "fake street",
                "et": "võlts",
                "fi": "väärennös katu",
                "nl": "namaak nep vals straat",
                "no": "gate",
                "sv": "falsk fusk gatu pirat",
            }
        ),
        key=len,
        reverse=True,
    )
)


def _by_end() -> dict[str, tuple[str, ...]]:
    """The last parts by their last letters, the longest first."""
    found: dict[str, list[str]] = {}
    for tail in sorted(PARTS | SALTS, key=len, reverse=True):
        if len(tail) >= _LEAST:
            found.setdefault(tail[-_LEAST:], []).append(tail)
    return {end: tuple(tails) for end, tails in found.items()}


_BY_END = _by_end()


def stems(word: str) -> Iterator[str]:
    """What a compound may be a compound of, the most likely first; nothing if it is none.

    Words that end like one with every letter left in place come before those from which a joining
    letter is taken, for "bromadolin" is another substance than "bromadol".
    """
    if word[-_LEAST:] not in _BY_END and not word.startswith(_HEADS):
        return  # as most words
    for head in heads_of(word):
        yield from _joined(head)
        for inner in heads_of(head):  # "Kokainhydrochloridpulver"
            yield from _joined(inner)
    if (bare := _without_head(word)) != word:
        yield bare


def heads_of(word: str) -> list[str]:
    """What is left of a word without its last part, if that is one that names are joined to."""
    return [
        word[: -len(tail)]
        for tail in _BY_END.get(word[-_LEAST:], ())
        if word.endswith(tail) and len(word) - len(tail) >= SHORTEST_STEM
    ]


def _joined(head: str) -> Iterator[str]:
    for joint in _JOINTS:
        stem = head.removesuffix(joint) if joint else head
        if (stem != head or not joint) and len(stem) >= SHORTEST_STEM:
            yield stem
            if (bare := _without_head(stem)) != stem:
                yield bare


def _without_head(word: str) -> str:
    """A word without the "nep-" or "namaak-" before it."""
    if not word.startswith(_HEADS):
        return word
    for head in _HEADS:
        if word.startswith(head) and len(word) - len(head) >= SHORTEST_BEHIND:
            return word[len(head) :]
    return word
