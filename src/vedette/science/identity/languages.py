"""Words that stand beside names in laboratory results and certificates, language by language.

Each list is written in the language itself; accents are dropped when it is read. Only words that do
the same work in every language belong here: "de" and "van" join, whoever writes them.
"""

from vedette.science.identity.text import normalise


def _words(lists: dict[str, str]) -> frozenset[str]:
    return frozenset(normalise(word) for text in lists.values() for word in text.split())


# Between two substances of which both are there.
AND = _words(
    {
        "bg": "и с плюс както", "cs": "a s se spolu", "da": "og med samt plus",
        "de": "und mit sowie bzw nebst", "el": "και με μαζί", "es": "y e con más junto",
        "et": "ja ning koos", "fi": "ja sekä kanssa", "fr": "et avec plus ainsi", "ga": "agus le",
        "hr": "i s sa te uz", "hu": "és illetve valamint", "it": "e ed con più nonché",
        "lt": "ir bei su", "lv": "un ar kā", "mt": "u ma", "nl": "en met plus alsmede",
        "no": "og med samt", "pl": "i oraz z ze wraz", "pt": "e com mais junto",
        "ro": "și cu plus precum", "ru": "и с со плюс", "sk": "a s so spolu",
        "sl": "in s z ter skupaj", "sv": "och med samt jämte", "tr": "ve ile", "uk": "та і й з",
    }
)  # fmt: skip
# Between two of which only one is there, and nobody knows which.
OR = _words(
    {
        "bg": "или", "cs": "nebo či anebo", "da": "eller", "de": "oder", "el": "ή είτε",
        "et": "või", "fi": "tai", "fr": "ou", "hr": "ili", "hu": "vagy", "it": "oppure",
        "lt": "arba", "lv": "vai", "mt": "jew", "no": "eller", "pl": "lub albo bądź", "pt": "ou",
        "ro": "sau ori", "ru": "или либо", "sk": "alebo", "sl": "ali", "sv": "eller",
        "tr": "veya", "uk": "або чи",
    }
)  # fmt: skip
# These mean "or" only between two names: "of" is also English, "o" a locant.
OR_BETWEEN_NAMES = frozenset({"of", "o"})

# Say no to the name that follows, and with a word of finding to the one before.
NOT = _words(
    {
        "bg": "не без няма", "cs": "ne bez není nebyl nebyla nebylo nebyly žádný žádné",
        "da": "ikke ingen intet uden ej", "de": "kein keine keinen keinerlei nicht ohne weder",
        "el": "δεν χωρίς όχι ουδέν", "en": "no not non without neither nor",
        "es": "sin ningún ninguna", "et": "ei ilma mitte", "fi": "ei eikä ilman eivät",
        "fr": "sans aucun aucune pas ni", "hr": "nije bez nisu", "hu": "nem sem nincs",
        "it": "senza nessun nessuna", "lt": "ne nėra be nebuvo",
        "lv": "nav bez netika netiek nebija",
        "nl": "geen niet zonder noch", "no": "ikke ingen uten intet", "pl": "nie bez brak żadnych",
        "pt": "sem não nenhum nenhuma", "ro": "fără nici", "ru": "не без нет",
        "sk": "nie nebol nebola nebolo neboli bez žiadny", "sl": "brez niso",
        "sv": "ej inte ingen inga inget utan icke", "tr": "değil yok", "uk": "не без",
    }
)  # fmt: skip
# Say no only together with a word of finding; alone they are other words ("nu" is also "now").
NOT_IF_FOUND = _words(
    {"ro": "nu", "mt": "ma", "sl": "ni", "es": "no", "it": "non", "fr": "non", "de": "net"}
)
FOUND = _words(
    {
        "bg": "установен установена установено установени открит открита открито открити доказан "
        "доказана намерен",
        "cs": "prokázán prokázána prokázáno prokázány zjištěn zjištěna zjištěno zjištěny nalezen "
        "nalezena detekován detekována přítomen identifikován",
        "da": "påvist fundet detekteret identificeret konstateret tilstede",
        "de": "nachgewiesen nachgewiesenen nachweisbar gefunden festgestellt detektiert enthalten "
        "identifiziert vorhanden nachweis",
        "el": "ανιχνεύθηκε ανιχνεύτηκε ανιχνεύθηκαν ανιχνεύτηκαν εντοπίστηκε εντοπίστηκαν βρέθηκε "
        "βρέθηκαν ταυτοποιήθηκε διαπιστώθηκε",
        "en": "detected found present identified confirmed seen observed detectable",
        "es": "detectado detectada detectados detectadas detectó detectaron detecta encontrado "
        "encontrada encontró identificado identificada identificó hallado presente",
        "et": "tuvastatud tuvastati leitud avastatud leidu",
        "fi": "todettu havaittu löydetty löytynyt tunnistettu osoitettu havaita todeta",
        "fr": "détecté détectée détectés détectées trouvé trouvée trouvés retrouvé identifié "
        "identifiée identifiés décelé décelée présent",
        "hr": "dokazan dokazana dokazano dokazani otkriven otkrivena pronađen pronađena utvrđen "
        "utvrđena detektiran detektirana identificiran",
        "hu": "mutattak mutatott mutattuk találtak talált kimutatható kimutatva kimutatott "
        "kimutatták található igazolható azonosítható "
        "mutatható azonosított",
        "it": "rilevato rilevata rilevati rilevate trovato trovata trovati riscontrato riscontrata "
        "identificato identificata individuato presente",
        "lt": "nustatyta nustatytas rasta rastas aptikta aptiktas",
        "lv": "konstatēts konstatēta konstatēti atrasts atrasta noteikts identificēts",
        "mt": "nstab nstabx instab instabx misjub misjuba",
        "nl": "aangetoond aangetroffen gevonden gedetecteerd vastgesteld geïdentificeerd "
        "aantoonbaar aanwezig",
        "no": "påvist funnet detektert identifisert",
        "pl": "wykryto wykryty wykryta wykryte wykrywa stwierdzono stwierdzony znaleziono "
        "ujawniono "
        "zidentyfikowano obecny obecna potwierdzono",
        "pt": "detetado detetada detetados detetadas detectado detectada detectados encontrado "
        "encontrada identificado identificada presente detetou detectou",
        "ro": "detectat detectată detectate detectați găsit găsită identificat identificată "
        "depistat evidențiat",
        "ru": "обнаружен обнаружена обнаружено обнаружены выявлен выявлена выявлено найден найдено "
        "установлен",
        "sk": "zistený zistená zistené zistili preukázaný preukázaná preukázané dokázaný nájdený "
        "detegovaný prítomný identifikovaný",
        "sl": "zaznan zaznana zaznano zaznani dokazan dokazana najden najdena ugotovljen "
        "ugotovljena odkrit",
        "sv": "påvisad påvisat påvisade påvisats hittad hittat funnen detekterad detekterat "
        "identifierad konstaterad",
        "tr": "saptandı bulundu edildi",
        "uk": "виявлено виявлений знайдено",
    }
)  # fmt: skip
# "Not further specified" says how much is known, not that a thing was missing.
FURTHER = _words(
    {
        "cs": "blíže", "da": "nærmere specificeret", "de": "näher weiter spezifiziert bestimmt",
        "en": "further specified only otherwise", "es": "especificado especificada más",
        "fi": "tarkemmin", "fr": "précisé précisée spécifié davantage",
        "hu": "közelebbről", "it": "specificato specificata ulteriormente meglio",
        "nl": "nader gespecificeerd verder", "pl": "bliżej określona określony",
        "pt": "especificado especificada", "ro": "specificat specificată", "sv": "närmare",
    }
)  # fmt: skip
# One word that says no by itself, in the forms it takes.
DENIED = _words(
    {
        "bg": "неустановен неустановена недоказан неоткрит",
        "cs": "neprokázán neprokázána neprokázáno neprokázány nezjištěn nezjištěna nezjištěno "
        "nezjištěny nenalezen nenalezena nenalezeno nedetekován nepřítomen",
        "da": "fraværende", "de": "abwesend unauffällig", "el": "απών απουσία αρνητικό αρνητική",
        "en": "absent undetected undetectable neg",
        "es": "ausente ausencia descartado descartada", "et": "puudub puuduvad",
        "fi": "puuttuu poissa", "fr": "absent absente absence indétectable",
        "hr": "nedokazan neotkriven", "hu": "kizárható hiányzik",
        "it": "assente assenti assenza", "lt": "nerasta nenustatyta neaptikta nerastas "
        "nenustatytas neaptiktas", "lv": "nekonstatē neatrada", "nl": "afwezig afwezigheid",
        "pl": "niewykryty niewykryta nieobecny nieobecna", "pt": "ausente ausência",
        "ro": "nedetectat nedetectată nedetectate nedetectabil absent absentă absența",
        "ru": "отсутствует отсутствуют", "sk": "nezistený nezistená nezistené nepreukázaný "
        "nepreukázaná", "sl": "nezaznan", "sv": "saknas frånvarande",
        "tr": "saptanmadı bulunmadı edilmedi",
    }
)  # fmt: skip
# "Neither x nor y": the whole list is denied.
NEITHER = _words(
    {
        "bg": "нито", "cs": "ani", "da": "hverken", "de": "weder", "el": "ούτε", "en": "neither",
        "et": "ega", "hr": "niti", "it": "né",
        "nl": "noch", "no": "verken", "pl": "ani", "ro": "nici", "ru": "ни",
        "sk": "ani", "sl": "niti", "sv": "varken", "es": "tampoco",
    }
)  # fmt: skip
CONTAINS = _words(
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
NOT_CONTAINING = _words(
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
POSITIVE = (
    "positiv", "positief", "positie", "pozitiv", "pozytyw", "dodatni", "teigiam", "θετικ",
    "положит", "позитив", "positiiv",
)  # fmt: skip
NEGATIVE = (
    "negativ", "negatief", "negatie", "negatyw", "ujemn", "neigiam", "отрицател", "негатив",
    "αρνητικ", "negatiiv",
)  # fmt: skip
FREE_OF = frozenset({"free", "frei", "vrij", "fri", "fritt", "libre", "vaba", "mentes", "vrije"})
OF = _words(
    {
        "bg": "на от", "da": "af for", "de": "von vom des", "el": "της του από", "en": "of from",
        "es": "de del la", "fi": "josta", "fr": "de du des d la", "it": "di del della dal",
        "nl": "van", "pl": "od", "pt": "de da do", "ro": "de al a", "sv": "av från", "hr": "od",
    }
)  # fmt: skip
FOR = _words(
    {
        "bg": "за на", "cs": "na pro", "da": "for", "de": "für auf", "el": "για σε", "en": "for",
        "es": "para a", "et": "suhtes", "fr": "pour à aux", "hr": "na za", "hu": "kokainra",
        "it": "per a alla", "lv": "uz", "nl": "voor op", "pl": "na dla", "pt": "para a",
        "ro": "pentru la", "ru": "на", "sk": "na", "sl": "na za", "sv": "för på",
    }
)  # fmt: skip

TRACE = _words(
    {
        "bg": "следи следово", "cs": "stopy stopové stopově", "da": "spor sporstof",
        "de": "spuren spur spurenweise", "el": "ίχνη ίχνος", "es": "trazas traza restos",
        "et": "jäljed", "fi": "jäämiä jäämä jälkiä", "fr": "traces trace", "hr": "tragovi tragova",
        "hu": "nyomokban nyomnyi", "it": "tracce traccia", "lt": "pėdsakai pėdsakų",
        "lv": "pēdas", "nl": "spoor sporen spoortje", "no": "spor",
        "pl": "ślady śladowe śladowa śladowo śladowych", "pt": "vestígios vestígio traços",
        "ro": "urme urmă", "ru": "следы следовые", "sk": "stopy stopové", "sl": "sledi sled",
        "sv": "spår", "tr": "eser",
    }
)  # fmt: skip
MAJOR = _words(
    {
        "da": "hovedbestanddel hovedindhold", "de": "hauptbestandteil hauptsächlich überwiegend",
        "es": "principal mayoritario", "fi": "pääasiassa pääaine", "fr": "majoritaire principal",
        "it": "principale prevalente", "nl": "hoofdbestanddeel hoofdzakelijk", "pl": "głównie",
        "pt": "principal maioritário", "sv": "huvudsakligen huvudsubstans", "cs": "hlavní",
    }
)  # fmt: skip
MINOR = _words(
    {
        "da": "bibestanddel", "de": "nebenbestandteil geringfügig", "es": "minoritario",
        "fr": "minoritaire", "it": "minoritario", "nl": "bijbestanddeel", "pt": "minoritário",
    }
)  # fmt: skip
POSSIBLE = _words(
    {
        "bg": "вероятно възможно", "cs": "možná pravděpodobně podezření", "da": "muligvis mistanke",
        "de": "möglicherweise vermutlich verdacht mutmaßlich", "el": "πιθανώς πιθανή",
        "es": "posible posiblemente sospecha", "et": "võimalik", "fi": "mahdollisesti epäily",
        "fr": "possible suspicion", "hr": "moguće sumnja", "hu": "feltehetően gyanú",
        "it": "sospetto sospetta possibile", "lt": "galimai", "lv": "iespējams",
        "nl": "mogelijk vermoedelijk verdenking", "pl": "prawdopodobnie podejrzenie możliwe",
        "pt": "possível suspeita", "ro": "posibil suspiciune", "sk": "možno podozrenie",
        "sl": "morda sum", "sv": "möjligen misstänkt misstanke",
    }
)  # fmt: skip

METABOLITE = _words(
    {
        "bg": "метаболит метаболити", "cs": "metabolit metabolity", "da": "metabolit metabolitter",
        "de": "metabolit metabolite metaboliten abbauprodukt", "el": "μεταβολίτης μεταβολίτες",
        "en": "metabolite metabolites", "es": "metabolito metabolitos", "et": "metaboliit",
        "fi": "metaboliitti aineenvaihduntatuote", "fr": "métabolite métabolites",
        "hr": "metabolit metaboliti", "hu": "metabolit metabolitja", "it": "metabolita metaboliti",
        "lt": "metabolitas", "lv": "metabolīts", "nl": "metaboliet metabolieten",
        "pl": "metabolit metabolity", "pt": "metabolito metabolitos", "ro": "metabolit metaboliți",
        "sv": "metabolit metaboliter", "ru": "метаболит",
    }
)  # fmt: skip
ANALOGUE = _words(
    {
        "bg": "аналог аналози", "cs": "analog analogy derivát deriváty", "da": "analog analoger",
        "de": "analogon analoga derivat derivate verwandte", "el": "ανάλογο ανάλογα παράγωγο",
        "en": "analog analogs analogue analogues analogon derivative derivatives isomer isomers "
        "variant type related precursor precursors",
        "es": "análogo análogos derivado derivados isómero", "et": "analoog analoogid",
        "fi": "johdannainen johdannaiset analogi", "fr": "analogue analogues dérivé dérivés "
        "isomère", "hr": "analog analozi", "hu": "analóg származék",
        "it": "analogo analoghi derivato derivati isomero", "lv": "analogs analogi",
        "lt": "analogas analogai", "nl": "analoog analogen derivaat isomeer",
        "pl": "analog analogi pochodna pochodne izomer", "pt": "análogo análogos isómero",
        "ro": "analog analogi derivat", "sv": "analog analoger derivat isomer",
        "ru": "аналог аналоги",
    }
)  # fmt: skip

# Salts, hydrates and physical forms: they never change which substance is meant.
FORMS = _words(
    {
        "xx": "jarabe xarope syrop sirup siirappi szirup sirop sciroppo stroop siroop saft "
        "acid acids säure acide acides acido acidi ácido ácidos kwas zuur syre syra kyselina "
        "kiselina kislina sav happo hape οξύ киселина кислота rūgštis skābe",
        "bg": "хидрохлорид сулфат таблетка таблетки капсули прах течност разтвор кристали хапче",
        "cs": "hydrochlorid síran sulfát tableta tablety tablet prášek kapsle roztok krystal "
        "krystaly kapky sušina",
        "da": "hydrochlorid klorid sulfat pulver pille piller tablet tabletten tabletter kapsel "
        "kapsler opløsning krystal krystaller væske plaster dråber base joints",
        "de": "hydrochlorid hydrobromid sulfat phosphat citrat tartrat fumarat maleat acetat "
        "pulver pille pillen tablette tabletten kapsel kapseln lösung kristall kristalle "
        "tropfen pflaster ampulle ampullen spray blüten harz öl flüssigkeit zigarette papier "
        "retard base",
        "el": "υδροχλωρική υδροχλωρίδιο θειική χάπι χάπια δισκίο δισκία σκόνη κάψουλες διάλυμα "
        "κρύσταλλοι αλάτι",
        "en": "sr xr er mr cr lp la retard depot amp amps iv im po hydrochlorides sulphates "
        "pamoate decanoate hydrogen monosodium disodium hemisulfate hemisulphate napsylate "
        "stearate edisylate mucate camsylate esilate pill's powdered solid syringe syringes "
        "residue strip strips shards shard rolled joint joints baggie baggies bottle bottles",
        "es": "clorhidrato hidrocloruro sulfato fosfato citrato tartrato pastilla pastillas "
        "comprimido comprimidos cápsula cápsulas polvo cristal cristales gotas solución "
        "líquido líquida parche ampolla ampollas secante",
        "et": "vesinikkloriid sulfaat tablett tabletid tabletis pulber kapslid lahus kristallid",
        "fi": "hydrokloridi sulfaatti tabletti tabletit tabletissa tablettia tabletteja pilleri "
        "pillerit jauhe kapseli kapselit liuos kiteet kide neste laastari",
        "fr": "chlorhydrate bromhydrate sulfate phosphate citrate tartrate comprimé comprimés "
        "cachet cachets gélule gélules poudre cristal cristaux gouttes solution liquide ampoule "
        "patch sirop buvard buvards résine",
        "hr": "hidroklorid sulfat tableta tablete prah kapsule otopina kristali",
        "hu": "hidroklorid szulfát tabletta tabletták por kapszula oldat kristály kristályos "
        "folyadék",
        "it": "cloridrato bromidrato solfato fosfato citrato compressa compresse pastiglia "
        "pastiglie capsula capsule polvere polveri cristalli gocce soluzione fiala fiale cerotto "
        "liquido",
        "lt": "hidrochloridas sulfatas tabletės tablečių milteliai kapsulės tirpalas kristalai",
        "lv": "hidrohlorīds sulfāts tabletes pulveris kapsulas šķīdums kristāli",
        "nl": "hydrochloride sulfaat fosfaat citraat pil pillen tablet tabletten poeder poeders "
        "capsule capsules kristal kristallen druppels oplossing vloeistof pleister ampul",
        "no": "hydroklorid sulfat pulver tabletter kapsler væske krystaller",
        "pl": "chlorowodorek siarczan fosforan cytrynian tabletka tabletki tabletek proszek "
        "proszku "
        "kapsułka kapsułki roztwór kryształy krople susz ciecz",
        "pt": "cloridrato sulfato fosfato citrato comprimido comprimidos cápsula cápsulas pó "
        "cristal cristais gotas solução líquido ampola pastilhas selo selos",
        "ro": "clorhidrat sulfat fosfat comprimat comprimate tabletă tablete praf pulbere capsule "
        "cristale soluție fiolă fiole",
        "ru": "гидрохлорид сульфат таблетка таблетки таблеток порошок капсулы раствор кристаллы "
        "соль основание",
        "sk": "hydrochlorid síran tableta tablety prášok kapsuly roztok kryštály",
        "sl": "hidroklorid sulfat tableta tablete prašek kapsule raztopina kristali",
        "sv": "hydroklorid sulfat pulver tablett tabletter tabletterna kapsel kapslar lösning "
        "kristall kristaller vätska plåster droppar",
        "tr": "hidroklorür sülfat tablet toz kapsül",
    }
)  # fmt: skip

# Words of certificates, labels and findings.
FILLERS = _words(
    {
        "bg": "смърт смъртта остро остра отравяне отравяния предозиране причина поради от "
        "интоксикация "
        "проба пробата анализ положителен положителна резултат неизвестен неизвестно вещество смес "
        "установяване концентрация наличие съдържа съдържащи фалшиви сини бял син комбинирано "
        "наркотик",
        "cs": "smrt úmrtí otrava otravy předávkování akutní smíšená příčina následkem vzorek "
        "vzorku "
        "pozitivní směs obsahuje obsahující padělané padělaná falešné modré bílý látka látky nález "
        "koncentrace užití intoxikace přítomnost prodávané jako",
        "da": "død døde dødsfald dødsårsag forgiftning forgiftet følge af som efter akut blandet "
        "blandingsforgiftning overdosis indtagelse prøve prøven indhold indholdt indeholder "
        "indeholdt positiv men blanding falske falsk solgt stof stoffer rusmiddel fund mistænkt "
        "ved i på en et til blå hvid hvidt brun kombination",
        "de": "tod tödlich tödliche todesursache todesfall verstorben vergiftung intoxikation "
        "mischintoxikation mischvergiftung polytoxikomanie überdosis überdosierung akut akute "
        "akuter akutes durch infolge nach von vom im am der die das den dem des ein eine einer "
        "einem konsum konsumiert einnahme missbrauch gebrauch probe proben asservat enthält "
        "enthielt enthalten statt anstelle als verkauft gefälscht gefälschte positiv jedoch aber "
        "sondern sowie gemisch mischung gemischt versetzt besprüht wirkstoff "
        "wirkstoffe gehalt konzentration blut urin substanz stoff stoffe droge drogen weiß weißes "
        "braun blau blaue atemdepression herzstillstand ergebnis befund kombinierte kombiniert "
        "sonstige andere auf bei zu zur zum nur",
        "el": "θάνατος θανάτου δηλητηρίαση οξεία υπερδοσολογία υπερβολική δόση λόγω από αιτία "
        "μίγμα "
        "μείγμα χάπια δείγμα θετικό θετική ουσία περιέχει περιέχουν κατανάλωση χρήση συγκέντρωση "
        "του της το τα των στο στη την η ο παρουσία παραποιημένα μπλε λευκή",
        "en": "cause causes death dead deaths died fatal accidental accident sample tested test "
        "lab laboratory result results analysis analysed analyzed presence its their his her it "
        "they off on out but not only mainly mostly approximately about approx around each per "
        "plus over under postmortem blood urine vitreous femoral cardiac liver hair serum plasma "
        "respiratory depression hypoxia arrest failure suicide suicidal undetermined natural "
        "injury contribute contributing contributory contributors significant other others "
        "spectrum full pressed blend strain strains bag sold bought containing contaminated "
        "laced adulterated cut mixed combined consistent following given taken ingested smoked "
        "snorted isolate novel designer synthetic newly second first third type unspecified "
        "isomer unresolved tm oral bottle card reference standard quality premium best top grade "
        "original genuine "
        "authentic shipping free uncut free worldwide discount sale price cheap",
        "es": "muerte muertes fallecimiento causa causas debido debida por del de la el los las un "
        "una intoxicación aguda agudo mixta mixto sobredosis consumo uso abuso ingesta muestra "
        "muestras contiene contenía contienen vendido vendida vendidas falsas falsos falso "
        "positivo positiva resultado resultados mezcla mezclado adulterado sustancia "
        "sustancias droga drogas concentración presencia se identificó identificaron confirmó "
        "azul azules blanco blanca tóxico tóxica toxicidad combinada parada análisis",
        "et": "surm surma mürgistus mürgistuse üledoos üledoosi põhjus proov proovis sisaldas "
        "sisaldab segu aine ained positiivne võltsitud tabletid äge kontsentratsioon",
        "fi": "kuolema kuolemansyy kuoli myrkytys myrkytyksen myrkytyskuolema sekamyrkytys "
        "yliannostus yliannostuksen akuutti aiheuttama näyte näytteessä sisälsi sisälsivät "
        "sisältää seos aine aineet positiivinen väärennetyt väärennetty löydös pitoisuus käyttö "
        "johtuva liittyvä",
        "fr": "mort décès cause causes suite dû due dus à au aux du des de la le les l d un une "
        "intoxication intoxications aiguë aigue aigu surdose surdosage médicamenteuse mixte poly "
        "polyintoxication consommation prise usage abus échantillon échantillons contient "
        "contenait contenant contenaient vendu vendus vendue vendues comme faux falsifiés positif "
        "positive résultat mélange mélangé coupé produit produits substance substances drogue "
        "concentration présence toxicité combinée arrêt laboratoire confirme dans sous forme "
        "bleus blanc blanche isomère précisé synthèse par sur recherche",
        "hr": "smrt trovanje predoziranje akutno uzrok uslijed zbog uzorak sadrži smjesa tvar "
        "pozitivan krivotvorene lažne koncentracija nalaz od",
        "hu": "halál halála mérgezés mérgezése túladagolás túladagolása heveny akut oka miatt "
        "okozta minta tartalmaz tartalmazott keverék anyag pozitív hamis eredmény koncentráció a "
        "az",
        "it": "morte decesso causa dovuta dovuto per di da del della dei delle il la lo gli un una "
        "intossicazione acuta mista avvelenamento overdose sovradosaggio assunzione uso abuso "
        "campione campioni contiene contenente contenenti conteneva venduto venduta venduti "
        "false falsi falso positivo positiva risultato miscela tagliata taglio sostanza sostanze "
        "droga concentrazione presenza tossicità combinata bianca bianco blu arresto analisi",
        "lt": "mirtis mirties apsinuodijimas apsinuodijimo perdozavimas perdozavimo priežastis "
        "mėginys mėginyje rasta mišinys medžiaga teigiamas suklastotos ūmus",
        "lv": "nāve nāves saindēšanās pārdozēšana cēlonis paraugs satur maisījums viela pozitīvs "
        "viltotas akūta tabletes",
        "mt": "mewt kawża tossikoloġija",
        "nl": "dood overleden overlijden doodsoorzaak door gevolg als ten van vergiftiging "
        "intoxicatie mengintoxicatie overdosis acute acuut gecombineerde gebruik misbruik inname "
        "monster monsters bevat bevatte bevatten verkocht vervalste vals valse positief uitslag "
        "mengsel gemengd versneden versnijding stof stoffen middel middelen drug drugs gehalte "
        "concentratie blauwe witte wit nader bepaald maar wel in op bij de het een der",
        "no": "død dødsfall forgiftning akutt overdose årsak prøve inneholder inneholdt positiv "
        "blanding stoff falske funn av som",
        "pl": "śmierć śmierci zgon zgonu przyczyna powodu zatrucie zatrucia ostre przedawkowanie "
        "przedawkowania wskutek próbka próbce zawiera zawierał zawierające zawierała dodatni "
        "wynik mieszanina mieszanka substancja substancji substancje fałszywe podrobione stężenie "
        "obecność oznaczono sprzedawane jako niebieskie biały",
        "pt": "morte óbito causa devido devida por de da do das dos o a os as um uma intoxicação "
        "aguda mista sobredosagem overdose consumo uso abuso ingestão amostra amostras contém "
        "continha vendido vendidos falsos falso positivo positiva resultado mistura misturado "
        "cortada substância substâncias droga concentração presença toxicidade combinada foi "
        "azul branco",
        "ro": "moarte deces decesul cauza cauzat prin din cu de la intoxicație intoxicația acută "
        "acut mixtă supradoză supradoza consum probă probe conține amestec substanță substanța "
        "pozitiv rezultat falsificate concentrație prezența s a",
        "ru": "смерть смерти отравление отравления передозировка передозировки острое причина от "
        "вследствие проба образец содержит смесь вещество положительный результат",
        "sk": "smrť úmrtie otrava predávkovanie akútna príčina následkom vzorka obsahuje zmes "
        "látka "
        "pozitívny falošné koncentrácia nález",
        "sl": "smrt zastrupitev predoziranje akutna vzrok vzorec vsebuje zmes snov pozitiven "
        "ponarejene bil bila bilo zaradi od",
        "sv": "död dödsfall dödsorsak avled förgiftning förgiftad blandförgiftning överdos följd "
        "av "
        "till akut intag missbruk prov provet innehåll innehåller innehöll såldes såld positiv "
        "positivt men blandning falska substans ämne ämnen drog fynd koncentration blå vit vitt "
        "kombination",
        "tr": "ölüm zehirlenme zehirlenmesi aşırı doz nedeniyle örnek madde pozitif karışım",
        "xx": "sus su suoi sue ihre seine ses son seus suas hans deres hun haar zijn jeho jejich "
        "jej ich ez ennek dens nende niiden "
        "menge mengen mængde mængder mängd mängder mengde hoeveelheid hoeveelheden quantité "
        "quantités cantidad cantidades quantità quantidade quantidades množství množstvo količina "
        "količine määrä määriä kogus kogused mennyiség cantitate cantități ποσότητα ποσότητες "
        "количество количества ilość ilości kiekis daudzums chat gpt jeg ik ich je moi "
        "ha há han két gol parola sablon șablon şablon det mal dom doi bod nap den er har "
        "is was were been has have had are not be being she he we you this that these those there "
        "then than when while who which what where how all any some most more less very "
        "este esta esto estas estos hay fue ser era son está están muy sobre entre sin hasta "
        "cette ce ces cet est sont était être dans chez avec après avant pendant contre "
        "sono era stato stata questo questa quello anche molto dopo prima "
        "ist war sind waren wird wurde wurden werden sein hat haben nach vor über unter "
        "zijn was werd werden wordt worden heeft hebben dit deze die dat ook nog "
        "var blev bliver været være havde denne dette disse også "
        "är var blev blivit varit vara hade denna detta dessa också "
        "jest są był była było były być został została oraz także tego tej tym "
        "je jsou byl byla bylo byly být také toho této tento tato "
        "on oli olivat olla ovat myös tämä nämä joka "
        "van volt voltak lesz ez ezek is hogy vagy mint "
        "este sunt era fost fi acest această și pe pentru sau "
        "είναι ήταν αυτό αυτή αυτά που να θα όπως "
        "е са беше бяха този тази това тези който която "
        "nada all det",
        "uk": "смерть отруєння передозування зразок речовина суміш",
    }
)  # fmt: skip

# What a compound word may end in after a name: "Methadonvergiftung", "amfetamiinisulfaatti".
TAILS = tuple(
    sorted(
        _words(
            {
                "da": "hydroklorid sulfat tartrat base tabletter piller pulver forgiftning "
                "blanding koncentration indhold misbrug",
                "de": "hydrochlorid hydrobromid sulfat phosphat tartrat citrat base tablette "
                "tabletten pille pillen pulver paste vergiftung intoxikation überdosis "
                "überdosierung mischung konsum missbrauch gebrauch kristalle kristallen spuren "
                "tropfen pflaster lösung nachweis konzentration gehalt anteil spiegel haltig "
                "haltige haltiges",
                "et": "mürgistus",
                "fi": "sulfaatti tabletti tabletit yliannostus myrkytys pitoisuus",
                "nl": "hydrochloride sulfaat fosfaat pillen poeder pasta vergiftiging intoxicatie "
                "overdosis mengsel gebruik misbruik pleister concentratie gehalte",
                "sv": "hydroklorid sulfat fosfat tablett pulver förgiftning överdos överdosering "
                "missbruk plåster halt innehåll",
            }
        )
    )
)  # fmt: skip

# After these a denial no longer holds.
BUT = _words(
    {
        "bg": "но", "cs": "ale avšak", "da": "men dog", "de": "aber jedoch sondern", "el": "αλλά",
        "en": "but however except", "es": "pero sino", "et": "kuid aga", "fi": "mutta vaan",
        "fr": "mais", "hr": "ali nego", "hu": "hanem", "it": "però bensì", "lt": "bet tačiau",
        "lv": "bet", "nl": "maar wel", "pl": "ale lecz", "pt": "mas", "ro": "dar ci", "ru": "но",
        "sk": "ale", "sl": "ampak vendar", "sv": "men", "tr": "ama",
    }
)  # fmt: skip
