"""Words that only serve to read what a text denies, language by language.

The words of "not" and "found" themselves, which other readings need too, stand with the languages.
"""

from vedette.science.identity import languages
from vedette.science.identity.text import word_set

# After these the Latvian "no" is "from": "nāve no fentanila".
_FROM = word_set({"lv": "nāve nāves miris mirusi saindēšanās saindējies cieta pārdozēšana izņemts"})
# ... and after these the Lithuanian "be" is the English verb: "said to be cocaine".
_TO = word_set({"en": "to may might could would should will can must shall not likely"})
OTHER_WORDS = frozenset({("no", word) for word in _FROM} | {("be", word) for word in _TO})
# With a "not" they leave open which of several names is meant.
TOLD_APART = word_set(
    {
        "da": "adskilt skelnet",
        "de": "unterschieden unterscheidbar getrennt differenziert",
        "en": "resolved distinguished distinguishable differentiated separated resolvable "
        "differentiate distinguish discriminate",
        "es": "diferenciado diferenciados distinguible distinguibles",
        "fi": "erotettu",
        "fr": "différencié différenciés distingué distingués distinguables",
        "hu": "megkülönböztethető",
        "it": "distinguibile distinguibili differenziato",
        "nl": "onderscheiden gescheiden",
        "pl": "rozróżniono rozróżnialne",
        "pt": "diferenciado distinguível",
        "sv": "särskilda skilda åtskilda",
        "cs": "rozlišeno",
    }
)  # fmt: skip
# Beside a "nothing": "sonst nichts", "nothing else".
ELSE = word_set(
    "sonst weiter else anders verder andet annet annat ytterligare muuta inne innego jiného iného "
    "autre otro altro altceva drugo mást kito citu muud άλλο друго"
)
NOTHING = word_set(
    "nichts niets nothing rien nada niente ingenting intet inget nic nimic ništa nič semmi mitään "
    "midagi nieko nekas nekā τίποτα нищо ничего"
)
# With a word of finding: "never before detected", "not previously seen" tell of the first time.
EARLIER = word_set(
    "before previously earlier hitherto zuvor bisher vorher früher eerder voorheen tidligere "
    "tidigare förut auparavant précédemment antes anteriormente previamente prima anterior "
    "wcześniej dotąd dříve dosud predtým doteraz ranije dosad prej doslej korábban eddig "
    "aiemmin varem agrāk iepriekš anksčiau преди досега προηγουμένως"
)
# The same as a noun: "eine Unterscheidung gelang nicht".
DISTINCTION = word_set(
    {
        "cs": "rozlišení", "da": "adskillelse skelnen", "de": "unterscheidung trennung",
        "en": "differentiation distinction discrimination", "es": "diferenciación distinción",
        "fr": "distinction différenciation", "it": "distinzione differenziazione",
        "nl": "onderscheid", "pl": "rozróżnienie", "pt": "diferenciação distinção",
        "sv": "särskiljning",
    }
)  # fmt: skip
# Those of them that compare; "separated" things are both there.
DISTINGUISHED = word_set(
    "distinguished differentiated unterschieden onderscheiden distingué distinguée diferenciado "
    "differenziato"
)
# What a sample is taken from: Spanish and French "en" is "in" before these, and no Dutch "and".
TAKEN_FROM = word_set(
    "orina sangre pelo saliva suero cabello urine bloed haar speeksel sang cheveux salive sérum"
)
# After a word of telling apart: "distinguished from MDPHP".
APART_FROM = word_set("from von van fra från od de da di des du")
# "Not further specified" says how much is known, not that a thing was missing.
FURTHER = word_set(
    {
        "cs": "blíže", "da": "nærmere specificeret", "de": "näher weiter spezifiziert bestimmt",
        "en": "further specified only otherwise", "es": "especificado especificada más",
        "fi": "tarkemmin", "fr": "précisé précisée spécifié davantage",
        "hu": "közelebbről", "it": "specificato specificata ulteriormente meglio",
        "nl": "nader gespecificeerd verder", "pl": "bliżej określona określony",
        "pt": "especificado especificada", "ro": "specificat specificată", "sv": "närmare",
    }
)  # fmt: skip
# Between "not" and a name: "non è cocaina".
BEING = word_set(
    {
        "xx": "è é es era fue foi est is ist war was är er je jest este esti este e huwa on oli ir",
    }
)  # fmt: skip
# Of a family these say that the member is unknown, of a substance that it was not found.
UNIDENTIFIED = frozenset(
    {
        "notidentified", "nichtidentifiziert", "nonidentifie", "ikkeidentificeret",
        "noidentificado", "nonidentificato", "ejidentifierad", "ejidentifierat",
        "naoidentificado", "neidentifikovano",
    }
)  # fmt: skip
UNABLE = frozenset({"cannot", "can't", "couldn't", "unable", "impossible"})
# Somebody says it is not so: "denies heroin", "Kokain wird verneint".
DISPUTED = word_set(
    {
        "bg": "отрича отрече", "cs": "popírá popřel popřela neguje negoval negovala",
        "da": "benægter benægtede benægtet nægter nægtede", "de": "verneint verneinte verneinen "
        "bestreitet bestritt bestritten", "el": "αρνείται αρνήθηκε",
        "en": "denies denied denying disputes", "es": "niega negó negado negaba",
        "et": "eitab eitas eitanud", "fi": "kiistää kiisti kieltää kielsi kiistänyt",
        "fr": "nié niée réfute", "ga": "shéan séanann",
        "hr": "poriče negira negirao negirala niječe", "hu": "tagadja tagadta tagadott",
        "it": "nega negato negata negava", "lt": "neigia neigė", "lv": "noliedz noliedza",
        "mt": "jiċħad ċaħad", "nl": "ontkent ontkende ontkend", "no": "benekter benektet nekter",
        "pl": "zaprzecza zaprzeczył zaprzeczyła neguje", "pt": "nega negou negado",
        "ro": "neagă negat", "ru": "отрицает отрицал", "sk": "popiera poprel poprela neguje",
        "sl": "zanika zanikal zanikala", "sv": "förnekar förnekade förnekat nekar",
        "tr": "reddetti", "uk": "заперечує",
    }
)  # fmt: skip
# Below one of these, a method does not see a substance.
LIMITS = word_set(
    {
        "cs": "mez meze",
        "da": "detektionsgrænse detektionsgrænsen cutoffgrænsen",
        "de": "nachweisgrenze nwg cutoffwert entscheidungsgrenze",
        "en": "lod lld mdl cutoff cut detection reporting threshold",
        "es": "ldd",
        "fr": "ld seuil",
        "nl": "detectiegrens detectielimiet",
        "no": "deteksjonsgrense deteksjonsgrensen",
        "sv": "detektionsgräns detektionsgränsen rapporteringsgräns rapporteringsgränsen",
        "et": "piirmäär piirmäära avastamispiir",
        "fi": "toteamisraja toteamisrajan",
    }
)  # fmt: skip
# What comes after arises in the sample or the method only.
DECAYS = word_set(
    {
        "de": "zerfällt", "en": "degrades decomposes breaks pyrolyses pyrolyzes degrading",
        "es": "degrada", "fr": "dégrade", "it": "degrada", "nl": "ontleedt", "pt": "degrada",
        "sv": "sönderfaller", "da": "nedbrydes", "pl": "rozkłada",
    }
)  # fmt: skip
# "Neither x nor y": the whole list is denied.
NEITHER = word_set(
    {
        "bg": "нито", "cs": "ani", "da": "hverken", "de": "weder", "el": "ούτε", "en": "neither",
        "et": "ega", "hr": "niti", "it": "né",
        "nl": "noch", "no": "verken", "pl": "ani", "ro": "nici", "ru": "ни",
        "sk": "ani", "sl": "niti", "sv": "varken", "es": "tampoco",
    }
)  # fmt: skip
CONTAINS = word_set(
    {
        "bg": "съдържа съдържаше съдържат", "cs": "obsahuje obsahoval obsahovala obsahovaly",
        "da": "indeholder indeholdt", "de": "enthält enthielt enthalten enthielten",
        "el": "περιέχει περιείχε περιέχουν", "en": "contain contains contained",
        "es": "contiene contenía contienen contenían", "et": "sisalda sisaldab sisaldanud",
        "fi": "sisällä sisältänyt sisältää", "fr": "contient contenait contiennent contenaient",
        "hr": "sadrži sadržavao sadrže", "hu": "tartalmaz tartalmazott",
        "it": "contiene conteneva contengono", "lt": "turi", "lv": "satur saturēja",
        "nl": "bevat bevatte bevatten", "no": "inneholder inneholdt",
        "pl": "zawiera zawierał zawierała zawierają zawierało", "pt": "contém continha contêm",
        "ro": "conține conținea conțin", "ru": "содержит содержал содержат",
        "sk": "obsahuje obsahoval obsahovala", "sl": "vsebuje vseboval vsebujejo",
        "sv": "innehåller innehöll",
    }
)  # fmt: skip
NOT_CONTAINING = word_set(
    {
        "cs": "neobsahuje neobsahoval neobsahovala neobsahovaly", "lt": "neturi neturėjo",
        "lv": "nesatur nesaturēja", "sk": "neobsahuje neobsahoval neobsahovala",
    }
)  # fmt: skip
# Of a family this verb says only that its member is unknown.
IDENTIFIED = (
    "identif", "geidentif", "zidentyf", "tunnist", "ταυτοπ", "identific", "azonosit", "tuvast",
    "bestimm", "identi",
)  # fmt: skip
FREE_OF = word_set(
    "free frei vrij fri fritt libre vaba mentes vrije wolny wolna wolne livre exempt exempte privo "
    "priva"
)
# Where or how it was looked for; in a bracket with a denial these are no substance of their own.
SPECIMENS = word_set(
    {
        "da": "hjerne lever nyre kontrol", "de": "niere hirn lunge galle kontrolle gegenprobe",
        "en": "kidney fluid testing triage spleen brain lung liver bile vomit plasma swab sweat "
        "nails analysis retest retesting repeat confirmation spectrometry chromatography",
        "es": "hígado riñón cerebro contraanálisis", "fr": "foie rein cerveau contrôle",
        "it": "fegato rene cervello controllo", "nl": "hersenen lever controle hertest",
        "pl": "wątroba nerka kontrola", "pt": "fígado cérebro controlo", "sv": "hjärna kontroll",
    }
)  # fmt: skip
# With a "not" or "no" before them: "did not feature", "was not among", "played no role".
PART = word_set(
    {
        "da": "rolle målelig måleligt givet", "de": "rolle vor dabei drin beigemischt messbar "
        "gegeben verabreicht",
        "en": "feature features featured among role part measurable given administered",
        "es": "papel medible administrado", "fr": "rôle parmi mesurable administré administrée",
        "it": "ruolo misurabile somministrato somministrata", "nl": "rol meetbaar toegediend "
        "gegeven", "no": "rolle målbar gitt", "fi": "mitattavissa annettu", "et": "mõõdetav antud",
        "cs": "měřitelný podán podána podáno", "pl": "mierzalny podano podany",
        "pt": "papel mensurável dado dada administrado administrada",
        "sv": "roll mätbar mätbart given",
    }
)  # fmt: skip
# These stand behind the one name they deny: Hungarian "kokain nélkül".
BEHIND = word_set({"hu": "nélkül"})


def is_negative(word: str) -> bool:
    """Whether it is "negative" in one of its forms."""
    return word.startswith(languages.NEGATIVE) or word == "neg"
