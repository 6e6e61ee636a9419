"""Words that stand beside names in laboratory results and certificates, language by language.

Each list is written in the language itself; accents are dropped when it is read. Only words that do
the same work in every language belong here: "de" and "van" join, whoever writes them.
"""

from vedette.science.identity import ordinary
from vedette.science.identity.text import word_set

# Between two substances of which both are there.
AND = word_set(
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
OR = word_set(
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
NOT = word_set(
    {
        "bg": "не без няма нямаше никакъв никаква никакви",
        "cs": "ne nikoli nikoliv bez není nebyl nebyla nebylo nebyly žádný žádné žádná",
        "da": "ikke ingen intet uden ej aldrig",
        "de": "kein keine keinen keiner keinerlei nicht nie niemals ohne weder",
        "el": "δεν δε χωρίς όχι ουδέν καμία κανένα κανένας",
        "en": "no not non never without neither nor",
        "es": "nada sin ni nunca ningún ninguno ninguna", "et": "ei ilma mitte",
        "fi": "emme enkä eivätkä ei eikä ilman eivät",
        "fr": "sans aucun aucune pas ni jamais", "ga": "gan níl ní níor",
        "hr": "ne nema nismo nisam nisu nisi niste nije bez ni nikakav nikakve",
        "hu": "nem sem nincs soha", "it": "senza nessun nessuno nessuna",
        "lt": "ne nėra be nebuvo", "lv": "ne nav nevis bez netika netiek nebija",
        "mt": "mhux mhumiex mhuwiex mingħajr ebda", "nl": "geen niet zonder noch nooit evenmin",
        "no": "ikke ingen uten intet inga aldri", "pl": "nie bez brak żadnych żadne żadnej nigdy",
        "pt": "sem não nem nunca nenhum nenhuma", "ro": "nicio niciun fără nici niciodată",
        "ru": "не без нет", "sk": "nie nebol nebola nebolo neboli bez žiadny žiadne žiadna nikdy",
        "sl": "ne nismo nisem nisi nista nisva nikoli brez niso noben nobena",
        "sv": "ej inte ingen inga inget utan icke aldrig", "tr": "değil yok", "uk": "не без",
    }
)  # fmt: skip
# Say no only together with a word of finding; alone they are other words ("nu" is also "now").
NOT_IF_FOUND = word_set(
    {"ro": "nu", "mt": "ma", "sl": "ni", "es": "no", "it": "non", "fr": "non", "de": "net"}
)
FOUND = word_set(
    {
        "bg": "открихме намерихме установихме доказахме потвърдихме откри намери установи "
        "намерена намерено намерени "
        "потвърден потвърдена потвърдено "
        "установен установена установено установени открит открита открито открити доказан "
        "доказана намерен",
        "cs": "našli našla našel prokázali zjistili zjistila zjistil detekovali potvrdili "
        "identifikovali "
        "nalezeny nalezeno detekovány detekováno "
        "potvrzen potvrzena potvrzeno potvrdil "
        "prokázán prokázána prokázáno prokázány zjištěn zjištěna zjištěno zjištěny nalezen "
        "nalezena detekován detekována přítomen identifikován",
        "da": "påvises påvistes findes fandtes bekræftes identificeres detekteres "
        "bekræftet "
        "påvist fundet detekteret identificeret konstateret tilstede",
        "de": "nachweisen "
        "bestätigt bestätigte ermittelt "
        "nachgewiesen nachgewiesenen nachweisbar gefunden festgestellt detektiert enthalten "
        "identifiziert vorhanden nachweis",
        "el": "βρήκαμε εντοπίσαμε ανιχνεύσαμε "
        "ανευρέθηκε ανευρέθηκαν "
        "επιβεβαιώθηκε επιβεβαιώθηκαν "
        "ανιχνεύθηκε ανιχνεύτηκε ανιχνεύθηκαν ανιχνεύτηκαν εντοπίστηκε εντοπίστηκαν βρέθηκε "
        "βρέθηκαν ταυτοποιήθηκε διαπιστώθηκε",
        "en": "detected found present identified confirmed seen observed detectable",
        "es": "detectamos hallamos encontramos identificamos confirmamos encontraron identificaron "
        "hallada hallados halladas "
        "confirmado confirmada confirmó confirma halló hallaron "
        "detectado detectada detectados detectadas detectó detectaron detecta encontrado "
        "encontrada encontró identificado identificada identificó hallado presente",
        "et": "leidnud leidsime tuvastanud tuvastasime leitud "
        "leia tuvastata "
        "kinnitatud "
        "tuvastatud tuvastati leitud avastatud leidu",
        "fi": "vahvistaa tunnistaa "
        "löytäneet havainneet todenneet todennut havainnut osoittaneet todetu löytyneitä "
        "löydy löydetty löytyneet "
        "vahvistettu löytyi löydettiin "
        "todettu havaittu löydetty löytynyt tunnistettu osoitettu havaita todeta",
        "fr": "retrouvée retrouvées retrouvés détecter "
        "confirmé confirmée confirmés confirmées "
        "détecté détectée détectés détectées trouvé trouvée trouvés retrouvé identifié "
        "identifiée identifiés décelé décelée présent",
        "hr": "dokazali dokazala pronašli pronašla pronašao našli našla našao utvrdili otkrili "
        "otkrila potvrdili detektirali "
        "pronađeno utvrđeno nađeni "
        "potvrđen potvrđena potvrđeno nađen nađena nađeno "
        "dokazan dokazana dokazano dokazani otkriven otkrivena pronađen pronađena utvrđen "
        "utvrđena detektiran detektirana identificiran",
        "hu": "találtunk kimutattunk mutattunk azonosítottunk találtuk azonosítottuk igazoltunk "
        "igazolt "
        "találtunk kimutatni "
        "megerősített megerősítve "
        "mutattak mutatott mutattuk találtak talált kimutatható kimutatva kimutatott "
        "kimutatták található igazolható azonosítható "
        "mutatható azonosított",
        "it": "rinvenuto rinvenuta rinvenuti rileva "
        "confermato confermata confermati "
        "rilevato rilevata rilevati rilevate trovato trovata trovati riscontrato riscontrata "
        "identificato identificata individuato presente",
        "lt": "radome nustatėme aptikome rado aptiko nustatė "
        "aptikti nustatyti "
        "patvirtintas patvirtinta rasti "
        "nustatyta nustatytas rasta rastas aptikta aptiktas",
        "lv": "atradām konstatējām atrada konstatēja "
        "atrastas atrasti "
        "apstiprināts apstiprināta "
        "konstatēts konstatēta konstatēti atrasts atrasta noteikts identificēts",
        "mt": "sabu sab sabx "
        "nstabet nstabu instabet instabu "
        "nstab nstabx instab instabx misjub misjuba",
        "nl": "waargenomen teruggevonden "
        "bevestigd "
        "aangetoond aangetroffen gevonden gedetecteerd vastgesteld geïdentificeerd "
        "aantoonbaar aanwezig",
        "no": "påvises påvistes fantes påviste bekreftes identifiseres detekteres "
        "bekreftet "
        "påvist funnet detektert identifisert",
        "pl": "wykryliśmy wykryli wykryła stwierdziliśmy stwierdził stwierdziła znaleźliśmy "
        "znaleziono znaleziona potwierdziliśmy potwierdziła oznaczyliśmy oznaczono "
        "wykazano wykazała "
        "potwierdzony potwierdzone potwierdzono "
        "wykryto wykryty wykryta wykryte wykrywa stwierdzono stwierdzony znaleziono "
        "ujawniono "
        "zidentyfikowano obecny obecna potwierdzono",
        "pt": "detetámos encontrámos detectamos encontramos identificámos detetaram encontraram "
        "encontradas encontrados "
        "confirmado confirmada "
        "detetado detetada detetados detetadas detectado detectada detectados encontrado "
        "encontrada identificado identificada presente detetou detectou",
        "ro": "prezent prezentă găsit găsim găsește detectăm depistată confirmă identificate "
        "găsite găsiți depistate "
        "confirmat confirmată confirmate "
        "detectat detectată detectate detectați găsit găsită identificat identificată "
        "depistat evidențiat",
        "ru": "нашли обнаружили выявили установили подтвердили найдена найдены доказан доказано "
        "подтверждён подтвержден подтверждено "
        "обнаружен обнаружена обнаружено обнаружены выявлен выявлена выявлено найден найдено "
        "установлен",
        "sk": "našli našla našiel preukázali zistil zachytili potvrdili identifikovali detegovali "
        "nájdená nájdené zistila "
        "potvrdený potvrdená zistil "
        "zistený zistená zistené zistili preukázaný preukázaná preukázané dokázaný nájdený "
        "detegovaný prítomný identifikovaný",
        "sl": "dokazali dokazala dokazal našli našla našel zaznali zaznala odkrili odkrila "
        "ugotovili potrdili potrdila "
        "najdeno najdeni "
        "potrjen potrjena potrjeno ugotovljeno "
        "zaznan zaznana zaznano zaznani dokazan dokazana najden najdena ugotovljen "
        "ugotovljena odkrit",
        "sv": "påvisades påvisas hittades fanns detekterades bekräftas identifieras detekteras "
        "bekräftad bekräftat "
        "påvisad påvisat påvisade påvisats hittad hittat funnen detekterad detekterat "
        "identifierad konstaterad",
        "tr": "saptandı bulundu edildi",
        "uk": "знайшли виявили виявлена виявлені "
        "виявлено виявлений знайдено",
    }
)  # fmt: skip
# One word that says no by itself, in the forms it takes.
DENIED = word_set(
    {
        "bg": "липсва липсват недоказана недоказано неоткрита неоткрито непотвърден "
        "неустановен неустановена недоказан неоткрит",
        "cs": "nenašli nenašla nenašel neprokázali nezjistili nezjistila nezjistil nedetekovali "
        "nepotvrdili nepotvrdilo nepotvrdil nepotvrdila vyvráceno vyvrácen vyvrácena nepotvrzen "
        "nepotvrzena nepotvrzeno neobjevili "
        "neprokázán neprokázána neprokázáno neprokázány nezjištěn nezjištěna nezjištěno "
        "nezjištěny nenalezen nenalezena nenalezeno nedetekován nepřítomen",
        "da": "fraværende afkræftet", "de": "abwesend unauffällig widerlegt",
        "el": "απών απουσία αρνητικό αρνητική διαψεύστηκε",
        "en": "absent undetected undetectable artefact artifact artefacts artifacts "
        "disproved disproven refuted rebutted",
        "es": "ausente ausencia desmentido desmentida", "et": "puudub puuduvad",
        "fi": "puuttuu poissa", "fr": "absent absente absence indétectable",
        "hr": "neutvrđen neutvrđena "
        "nedokazan neotkriven", "hu": "hiányzik",
        "it": "assente assenti assenza smentito smentita",
        "lt": "neradome nerado nenustatėme nenustatė neaptikome "
        "neaptiko nerasti nenustatyti neaptikti nepatvirtinta nepatvirtintas "
        "nerasta nenustatyta neaptikta nerastas "
        "nenustatytas neaptiktas", "lv": "neatradām neatrod nekonstatējām nekonstatēja neatklāja "
        "nekonstatē neatrada", "nl": "afwezig afwezigheid weerlegd ontkracht",
        "pl": "niepotwierdzony niepotwierdzona niepotwierdzono niewykryty niewykryta nieobecny "
        "nieobecna", "pt": "ausente ausência",
        "ro": "nedetectat nedetectată nedetectate nedetectabil absent absentă absența",
        "ru": "отсутствует отсутствуют", "sk": "nenašli nenašla nenašiel nenájdený nenájdená "
        "nepreukázali nezistili nezistila nezistil nepotvrdili nepotvrdilo nepotvrdila nepotvrdil "
        "vyvrátené nepotvrdený nepotvrdená "
        "nedetegovaný "
        "nezistený nezistená nezistené nepreukázaný "
        "nepreukázaná", "sl": "nezaznan",
        "sv": "saknas frånvarande avskriven avskrivits motbevisat",
        "tr": "saptanmadı bulunmadı edilmedi",
    }
)  # fmt: skip
# "X excluded": says no, but with a "not" beside it that nobody knows.
EXCLUDED = word_set(
    {
        "bg": "изключен изключена изключено изключени",
        "cs": "vyloučen vyloučena vyloučeno vyloučeny vyloučili",
        "da": "udelukket udelukkede udelukkes", "de": "ausgeschlossen auszuschließen",
        "el": "αποκλείστηκε αποκλείστηκαν αποκλείεται αποκλεισθεί",
        "en": "excl "
        "excluded excludes excluding exclude",
        "es": "excluido excluida excluidos excluidas excluyó excluye descartado descartada "
        "descartados descartadas descartó descarta",
        "et": "välistatud välistati", "fi": "poissuljettu",
        "fr": "exclu exclue exclus exclues exclut écarté écartée écartés écartées",
        "ga": "eisiata", "hr": "isključen isključena isključeno isključeni",
        "hu": "kizárt kizártuk kizárták kizárva kizárható",
        "it": "escluso esclusa esclusi escluse esclude", "lt": "atmestas atmesta atmesti paneigtas",
        "lv": "izslēgts izslēgta izslēgti", "mt": "eskluż eskluża esklużi",
        "nl": "uitgesloten", "no": "utelukket utelukkes",
        "pl": "wykluczono wykluczony wykluczona wykluczone wyklucza",
        "pt": "excluído excluída excluídos excluídas descartado descartada descartados descartadas",
        "ro": "exclus exclusă exclude excluse excluși", "ru": "исключен исключена исключено",
        "sk": "vylúčený vylúčená vylúčené vylúčili",
        "sl": "izključen izključena izključeno izključeni", "sv": "utesluten uteslutet uteslutits "
        "uteslutna uteslöts", "tr": "dışlandı", "uk": "виключено",
    }
)  # fmt: skip
POSITIVE = (
    "positiv", "positief", "positie", "pozitiv", "pozytyw", "dodatni", "teigiam", "θετικ",
    "положит", "позитив", "positiiv", "pozittiv", "deimhneach",
)  # fmt: skip
NEGATIVE = (
    "negativ", "negatief", "negatie", "negatyw", "ujemn", "neigiam", "отрицател", "негатив",
    "αρνητικ", "negatiiv", "negattiv", "diultach",
)  # fmt: skip
OF = word_set(
    {
        "bg": "на от", "da": "af for", "de": "von vom des", "el": "της του από", "en": "of from",
        "es": "de del la", "fi": "josta", "fr": "de du des d la", "it": "di del della dal",
        "nl": "van", "pl": "od", "pt": "de da do", "ro": "de al a", "sv": "av från", "hr": "od",
    }
)  # fmt: skip
FOR = word_set(
    {
        "bg": "за на", "cs": "na pro", "da": "for", "de": "für auf", "el": "για σε", "en": "for",
        "es": "para a", "et": "suhtes", "fr": "pour à aux", "hr": "na za", "hu": "kokainra",
        "it": "per a alla", "ga": "do", "lv": "uz", "mt": "għal", "nl": "voor op", "pl": "na dla",
        "pt": "para a",
        "ro": "pentru la", "ru": "на", "sk": "na", "sl": "na za", "sv": "för på",
    }
)  # fmt: skip

TRACE = word_set(
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
MAJOR = word_set(
    {
        "da": "hovedbestanddel hovedindhold", "de": "hauptbestandteil hauptsächlich überwiegend",
        "es": "principal mayoritario", "fi": "pääasiassa pääaine", "fr": "majoritaire principal",
        "it": "principale prevalente", "nl": "hoofdbestanddeel hoofdzakelijk", "pl": "głównie",
        "pt": "principal maioritário", "sv": "huvudsakligen huvudsubstans", "cs": "hlavní",
    }
)  # fmt: skip
MINOR = word_set(
    {
        "da": "bibestanddel", "de": "nebenbestandteil geringfügig", "es": "minoritario",
        "fr": "minoritaire", "it": "minoritario", "nl": "bijbestanddeel", "pt": "minoritário",
    }
)  # fmt: skip
POSSIBLE = word_set(
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

METABOLITE = word_set(
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
ANALOGUE = word_set(
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
FORMS = word_set(
    {
        "xx": "jarabe xarope syrop sirup siirappi szirup sirop sciroppo stroop siroop saft acid "
        "acids säure acide acides acido acidi ácido ácidos kwas zuur syre syra kyselina "
        "kiselina kislina sav happo hape οξύ киселина кислота rūgštis skābe",
        "bg": "таблетка таблетки капсули прах течност разтвор кристали хапче",
        "cs": "tableta tablety tablet prášek kapsle roztok krystal krystaly kapky sušina",
        "da": "pulver pille piller tablet tabletten tabletter kapsel kapsler opløsning krystal "
        "krystaller væske plaster dråber base joints",
        "de": "maleat acetat pulver pille pillen tablette tabletten kapsel kapseln lösung "
        "kristall kristalle tropfen pflaster ampulle ampullen spray blüten harz öl "
        "flüssigkeit zigarette papier retard base",
        "el": "χάπι χάπια δισκίο δισκία σκόνη κάψουλες διάλυμα κρύσταλλοι αλάτι",
        "en": "sr xr er mr cr lp la retard depot amp amps iv im po hydrochlorides sulphates "
        "pamoate decanoate hydrogen monosodium disodium hemisulfate hemisulphate napsylate "
        "stearate edisylate mucate camsylate esilate pill's powdered solid syringe syringes "
        "residue strip strips shards shard rolled joint joints baggie baggies bottle "
        "bottles",
        "es": "pastilla pastillas comprimido comprimidos cápsula cápsulas polvo cristal cristales "
        "gotas solución líquido líquida parche ampolla ampollas secante",
        "et": "tablett tabletid tabletis pulber kapslid lahus kristallid",
        "fi": "tabletti tabletit tabletissa tablettia tabletteja pilleri pillerit jauhe kapseli "
        "kapselit liuos kiteet kide neste laastari lappuja",
        "fr": "comprimé comprimés cachet cachets gélule gélules poudre cristal cristaux gouttes "
        "solution liquide ampoule patch sirop buvard buvards résine",
        "hr": "tableta tablete prah kapsule otopina kristali",
        "hu": "tabletta tabletták por kapszula oldat kristály kristályos folyadék",
        "it": "compressa compresse pastiglia pastiglie capsula capsule polvere polveri cristalli "
        "gocce soluzione fiala fiale cerotto liquido",
        "lt": "tabletės tablečių milteliai kapsulės tirpalas kristalai",
        "lv": "tabletes pulveris kapsulas šķīdums kristāli",
        "nl": "hydrochloride sulfaat fosfaat citraat pil pillen tablet tabletten poeder poeders "
        "capsule capsules kristal kristallen druppels oplossing vloeistof pleister ampul",
        "no": "pulver tabletter kapsler væske krystaller",
        "pl": "tabletka tabletki tabletek proszek proszku kapsułka kapsułki roztwór kryształy "
        "krople susz ciecz",
        "pt": "comprimido comprimidos cápsula cápsulas pó cristal cristais gotas solução líquido "
        "ampola pastilhas selo selos",
        "ro": "comprimat comprimate tabletă tablete praf pulbere capsule cristale soluție fiolă "
        "fiole",
        "ru": "таблетка таблетки таблеток порошок капсулы раствор кристаллы соль основание",
        "sk": "tableta tablety prášok kapsuly roztok kryštály",
        "sl": "tableta tablete prašek kapsule raztopina kristali",
        "sv": "pulver tablett tabletter tabletterna kapsel kapslar lösning kristall kristaller "
        "vätska plåster droppar",
        "tr": "hidroklorür sülfat tablet toz kapsül",
    }
)  # fmt: skip

# Words of certificates, labels and findings.
FILLERS = word_set(ordinary.CERTIFICATES)

# Endings that grammar sets after a hyphen, colon or apostrophe: "GHB-d", "MDMA:ta", "LSD-t".
CASE_ENDINGS = word_set(
    {
        "et": "d t i ga st s le ks ta te sse ni na lt l", "fi": "n a ä ta tä tta ttä sta stä lla "
        "llä lle ksi ssa ssä in on en lta ltä",
        "hu": "t ot et at val vel ban ben nak nek ra re hoz hez ról ről tól től ból ből nál nél ig "
        "ért ja je os es as on",
        "xx": "u om em ie y ów ami mi ov ovi e ju jem ja jom ul ului uri ului in s er ui am us",
        "tr": "dan den da de nin nın",
    }
)  # fmt: skip

REPORTS = word_set(ordinary.REPORTS)

# What a compound word may end in after a name: "Methadonvergiftung", "amfetamiinisulfaatti".
TAILS = tuple(
    sorted(
        word_set(
            {
                "da": "spray næsespray test tests depotplaster "
                "hydroklorid sulfat tartrat base tabletter piller pulver forgiftning "
                "blanding koncentration indhold misbrug "
                "flaske flasker patron patroner pille",
                "de": "test tests schnelltest spray nasenspray tropfens amp injektion "
                "hydrochlorid hydrobromid sulfat phosphat tartrat citrat base tablette "
                "tabletten pille pillen pulver paste vergiftung intoxikation überdosis "
                "überdosierung mischung konsum missbrauch gebrauch kristalle kristallen spuren "
                "flasche flaschen ballon ballons kapseln trips joint joints tropfen pflaster "
                "lösung nachweis konzentration gehalt anteil spiegel haltig haltige haltiges",
                "et": "tablette plaaster plaastrid test testi "
                "mürgistus tabletid tablett pulber",
                "fi": "testi testit testissä lappuja lappu laastari laastarit tablettia "
                "tabletteja tablettien tabletteista sumute sumutetta jauhe jauhetta liuos "
                "kapselit kapseleita myrkytykseen "
                "sulfaatti tabletti tabletit yliannostus myrkytys pitoisuus",
                "nl": "test tests sneltest spray neusspray "
                "hydrochloride sulfaat fosfaat pillen poeder pasta vergiftiging intoxicatie "
                "overdosis mengsel gebruik misbruik fles flessen cilinder "
                "cilinders ballon ballonnen pil tabletten pleister concentratie gehalte",
                "sv": "test tester spray nässpray tabletterna lapp lappar "
                "hydroklorid sulfat fosfat tablett pulver förgiftning överdos överdosering "
                "missbruk plåster halt innehåll",
            }
        )
    )
)  # fmt: skip

# Limit what is said to what follows: "no heroin, only caffeine".
ONLY = word_set(
    {
        "bg": "само", "cs": "pouze jen jenom", "da": "kun", "de": "nur lediglich ausschließlich",
        "el": "μόνο", "en": "only just solely", "es": "solo sólo solamente únicamente",
        "et": "ainult vaid", "fi": "vain ainoastaan", "fr": "seulement uniquement seul",
        "ga": "amháin", "hr": "samo", "hu": "csak csupán", "it": "solo soltanto solamente",
        "lt": "tik", "lv": "tikai", "mt": "biss", "nl": "alleen slechts enkel", "no": "kun bare",
        "pl": "tylko jedynie wyłącznie", "pt": "só somente apenas", "ro": "doar numai",
        "ru": "только", "sk": "iba len", "sl": "samo", "sv": "bara endast enbart", "uk": "тільки",
    }
)  # fmt: skip

# After these a denial no longer holds.
BUT = word_set(
    {
        "bg": "но", "cs": "ale avšak", "da": "men dog", "de": "aber jedoch sondern", "el": "αλλά",
        "en": "but however except", "es": "pero sino", "et": "kuid aga", "fi": "mutta vaan",
        "fr": "mais", "hr": "ali nego", "hu": "hanem", "it": "però bensì ma", "lt": "bet tačiau",
        "lv": "bet", "nl": "maar wel", "pl": "ale lecz", "pt": "mas", "ro": "dar ci", "ru": "но",
        "sk": "ale", "sl": "ampak vendar", "sv": "men", "tr": "ama",
    }
)  # fmt: skip
