"""Measures and ways of use, by language: beside one of them a street word is meant as one.

``xx`` holds what is written alike in every language.
"""

from collections.abc import Mapping

from vedette.science.identity.text import word_set

_MEASURES = {
    "xx": "g gr mg kg ug mcg ml cl gram",
    "bg": "грам грама грамове гр кг доза дози плик пликче пликчета линия линии хапче хапчета малко "
    "топче топчета таблетка таблетки половин",
    "cs": "gram gramu gramy gramů kilo lajna lajnu lajny pytlík pytlíku pytlíky psaníčko psaníčka "
    "tableta tablety tablet prášek prášky plato plata půlka půlku půl čtvrtka dávka dávku trochu "
    "trocha kousek čára čáru",
    "da": "gram kilo streg streger bane baner pose poser brev breve pille piller halv halvt lidt "
    "smule klump fix joint portion",
    "de": "gramm kilo line lines linie linien bahn bahnen nase nasen tütchen beutel päckchen "
    "pack pille pillen halbes halbe viertel bisschen bissl bubble bubbles briefchen kapsel "
    "blister schuss streifen platte stück",
    "el": "γραμμάριο γραμμάρια γραμμή γραμμές γρ κιλό κιλά χάπι χάπια σακουλάκι σακουλάκια δόση "
    "δόσεις μισό μισή λίγο λίγη ψιλό",
    "en": "gram grams gramme grammes kilo kilos line lines bag bags baggie baggies pill pills wrap "
    "wraps half bit bump bumps hit hits dab bomb bombs tab tabs ounce oz eighth q teenth rock ball "
    "eightball point points strip strips some lil little key keys rail rails henry quarter deal "
    "bowl joint spliff pipe bong canister canisters ampoule blister",
    "es": "gramo gramos kilo kilos raya rayas línea líneas tiro tiros bolsa bolsas bolsita "
    "bolsitas papelina papelinas pastilla pastillas medio media pollo micra placa bellota "
    "bellotas poco puntita tableta blíster dosis",
    "et": "gramm grammi kilo tripp triip triibu kott kotike tablett pool pisut natuke doos",
    "fi": "gramma grammaa gramman kilo kiloa viiva viivaa viivat pussi pussillinen pussia nappi "
    "nappia puoli puolikas vähän hiukan annos paukku levy levyn liuska",
    "fr": "gramme grammes kilo kilos ligne lignes trace traces rail rails pochon pochons cachet "
    "cachets comprimé comprimés boîte plaquette plaquettes barrette demi peu pointe para parachute "
    "taffe barre dose doses",
    "hr": "gram grama grami kilo lajna lajnu lajne crta crtu crte vrećica vrećicu vrećice paketić "
    "paketića tableta tablete tabletu pola malo doza dozu šteka komad",
    "hu": "gramm grammot grammos kiló csík csíkot zacskó tasak szem szemet tabletta fél negyed kis "
    "kicsi adag doboz levél",
    "it": "grammo grammi etto chilo chili riga righe striscia strisce bustina bustine pezzo pezzi "
    "pasticca pasticche mezzo mezza po dose dosi pallina palline blister tiro tiri botta stecca "
    "scatola pippata",
    "lt": "gramas gramo gramą gramai gramų takelis takelį paketėlis paketėlį maišelis tabletė "
    "tabletes pusė pusę truputį šiek dozė dozę",
    "lv": "grams gramu grami gramus ceļš paciņa paciņu maisiņš tablete tabletes puse pusi nedaudz "
    "mazliet deva devu",
    "nl": "gram grammen kilo lijn lijntje lijntjes lijnen zakje zakjes ponypack pil pillen "
    "pilletje pilletjes halve half halfje beetje snuifje bolletje bolletjes strip strips puntje "
    "sleutel sleuteltje hijs joint bommetje",
    "no": "gram kilo stripe striper linje linjer pose poser pille piller brett halv halvt halvgram "
    "litt lapp skudd femmer",
    "pl": "gram grama gramy gramów gieta giet kreska kreskę kreski kresek krecha krechę worek "
    "woreczek woreczki tabletka tabletkę tabletki tabletek blister blistry blistrów pół połówka "
    "połówkę trochę dilpak działka działkę sztuka sztuki sztuk lufka lufkę paczka listek listki",
    "pt": "grama gramas quilo quilos linha linhas risco riscos carreira carreiras saco sacos "
    "saquinho panfleto quarta comprimido comprimidos meio meia pouco dose doses pedaço cartela "
    "caixa",
    "ro": "gram grame kil linie linii pliculeț pliculețe plic bilă bile pastilă pastile jumătate "
    "jumate puțin puțină doză doze folie bucată",
    "sk": "gram gramu gramy gramov kilo lajna lajnu lajny vrecko vrecka balíček tabletka tabletku "
    "tabletky prášok prášky polka pol trochu dávka dávku skladačka",
    "sl": "gram grama grami gramov kilo črta črto črte vrečka vrečko vrečke tableta tableto "
    "tablete pol polovica malo doza dozo lajna lajno",
    "sv": "gram kilo lina linor påse påsar halva halv halvt lite karta kartor tablett tabletter "
    "piller knapp dos doser kapsyl kapsylbit pase fem hekto bit",
}  # fmt: skip
_USES = {
    "bg": "пуших пуши пушене смърках смърка шмърка инжектира взех друса друсах",
    "cs": "kouřil kouřila kouřím hulil hulím šňupal šňupala šňupu píchal pichl píchá vzal vzala "
    "sjetej sjetý beru bral užívá",
    "da": "røg røget ryger ryge sniffet sniffer sniffede sniffe fixet fixer taget tager tog",
    "de": "geraucht raucht rauche rauchen gekifft gezogen ziehen ziehe gesnieft geschnupft "
    "gespritzt gedrückt geballert konsumiert konsumiere eingeworfen geschmissen nehme nimmt "
    "genommen",
    "el": "κάπνισα κάπνισε καπνίζω καπνίζει σνίφαρε σνιφάρω ρούφηξε τρύπησε ήπια ήπιε πήρα πήρε",
    "en": "smoked smoking smokes smoke snorted snorting snorts snort sniffed sniffing injected "
    "injecting injects slammed slamming booted plugged plugging bombed dabbed dropped dropping "
    "vaped vaping huffed huffing took taken taking takes used using uses",
    "es": "fumado fumando fumó fumo fuma fumar esnifado esnifando esnifó esnifo esnifar inyectado "
    "inyectando pinchado tomado tomó tomo tomar consume consumió metido metió meterse meto",
    "et": "suitsetas suitsetan tõmbas tõmban süstis süstib võttis võtsin võtab",
    "fi": "poltti poltin polttaa polttanut nuuskasi nuuskaa vetänyt veti vetää vedin pistänyt "
    "pisti piikittää käytti käyttää käyttänyt otti otin ottanut",
    "fr": "fumé fume fumer fumait sniffé sniffe sniffer snifé snife shooté shoote injecté injecte "
    "tapé taper tape pris prend consomme consommé prends gobé gobe gober",
    "hr": "pušio pušila puši pušim šmrkao šmrkala šmrče ušmrkao fiksao fiksa uzeo uzela uzima "
    "duvao duva",
    "hu": "szívtam szívott szív szívni szívok felszívtam szippantott szipuzott lőtt belőtte bevett "
    "vettem használ tolta tolok tolt",
    "it": "fumato fumata fumare fumo fuma sniffato sniffata sniffare sniffo pippato pippare pippo "
    "iniettato bucato preso presa prendo usa assunto calato",
    "lt": "rūko rūkė rūkiau uostė uosto uosčiau švirkštė vartoja vartojo",
    "lv": "smēķē pīpē pīpēja šņauc šņauca šņaucu injicē lieto lietoja",
    "nl": "gerookt rookt rookte roken geblowd gesnoven snuift snoof snuiven gespoten spuit genomen "
    "neemt gebruikt gebruik gebruikte gebruiken geslikt slikt",
    "no": "røykt røyker røyka røyke sniffet sniffa sniffer skutt skyter injisert tatt tar tok "
    "bruker",
    "pl": "palił paliła palę palić pali jarał jara wciągał wciągała wciągam wciąga wciągnął "
    "sniffował ćpał ćpam ćpa walił walę wali brał brała biorę wziął zażył bierze",
    "pt": "fumado fumou fumar fumo fuma cheirado cheirou cheirar cheiro injetado injetou tomou "
    "tomado tomar consome consumiu snifou snifado",
    "ro": "fumat fumează fumez tras trage trag prizat prizează injectat injectează luat ia iau "
    "consumă consumat",
    "sk": "fajčil fajčila fajčím hulil hulím šnupal šnupala pichal vzal zobral berie užíva",
    "sl": "kadil kadila kadim kadi snifal snifala snifam vzel vzela jemlje zaužil",
    "sv": "rökt rökte röker röka sniffat sniffar sniffa dragit drar skjutit skjuter injicerat "
    "tagit tar tog tagget använder",
}  # fmt: skip
# These go with anything: "took trips", "some snow" and "a little horse" show nothing of a word of
# every day, though "took shrooms" does of a word that is only of the street.
LOOSE = word_set(
    "used using uses took taken taking takes nehme nimmt genommen tog taget tager tatt tar "
    "tok tagit tagget bruker använder gebruikt gebruik gebruikte gebruiken neemt genomen pris "
    "prend prends tomado tomó tomo tomar tomou metido metió preso presa prendo usa vzal vzala "
    "vzel vzela bral beru berie wziął brał brała biorę bierze uzeo uzela uzima luat ia "
    "iau otti otin ottanut käytti käyttää käyttänyt võttis võtsin võtab használ vettem взех πήρα "
    "πήρε ήπια ήπιε vartoja vartojo lieto lietoja trage trag tras dragit drar veti vetää lőtt "
    "walę wali some lil little half key keys rail rails quarter deal hit hits rock henry point "
    "points strip strips q poco puntita peu pointe po puțin puțină trochę trocha trochu lite "
    "litt lidt smule vähän hiukan pisut natuke nedaudz mazliet truputį šiek malo kis kicsi pouco "
    "beetje малко λίγο λίγη halv halva halvt halve half halfje halbes halbe viertel mezzo mezza "
    "medio media meio meia demi pół pola pol polovica půl puoli pool pusė pusę puse pusi "
    "jumătate jumate fél negyed μισό μισή половин kousek bucată pezzo pezzi pedaço stück "
    "komad caixa boîte scatola doos paczka listek cartela folie levél barre trace traces lapp "
    "ball bowl pack"
)
# Words so plain that neither a measure nor company settles them; they stay as open as alone.
PLAIN = word_set(
    "done point side cat magic eggs explosion material ticket glas glass vidrio fisk bensin rakt "
    "snelle scoren rullar taxi roche plomb rolls hop fantasy bubble bulle carton cartone cartón "
    "papir papír papíry metà metas china adam eve cheval taxis "
    "rock rocks"
)
# Colours and forms that are street words where they stand alone; few of them describe anything.
SELDOM_DESCRIBING = word_set("fumo haš kot ket emme")
DESCRIBING = SELDOM_DESCRIBING | word_set(
    "brown brun brune brunt braun bruin white hvidt hvitt wit bianca blanca blanche neige green "
    "crystal crystals cristal kristall base acid"
)
# Between a measure and what is measured.
BETWEEN = word_set("of de d di da do af av von von't fra od del dei of the")
AMOUNT = r"\d+(?:g|gr|mg|kg|ml|ug|k)?|[½¼¾]"


def _by_word(lists: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, text in lists.items():
        for word in word_set(text):
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


# Word to the languages in which it is one.
MEASURES = _by_word(_MEASURES)
USES = _by_word(_USES)
# What is weighed in a kitchen or bought in a shop by these names: a measure shows nothing of them.
FOOD = word_set(
    "chocolate cioccolato chocolat schokolade σοκολάτα costo herb herbe herbs hierba erva erbe "
    "mushroom mushrooms setas hongos funghi funghetti champignons champis sopp svamp svampe "
    "pilze grzyby grzybki grzybków sienet sieniä seened seeni gobe gobice gljive houbičky "
    "hubičky gomba ciuperci grybai grybukai sēnes μανιτάρια гъби cogumelos cola kola sirup juice "
    "bean beans farinha farina bonboni bomboni bombon bonbon biscuiti drops dropsy galette papel "
    "papier papír balloons ballons ballon globos palloncini water agua água sugar salt wax soap "
    "cement chalk doce doces pasta paste farine polvo polline pollen polen pólen polm kukka "
    "kukkaa tea kava "
    "salvia sweets sprit acid ácido acido acide syra syre kwas kislina kyselina happo happoa gas "
    "gaz gaasi rūgštis skābe huevo huevos bellota fruit feta fetas fetă feten ice "
    "crystal cristal kristal kender kanep kanapki kompot jus barre base pot rock stein stone "
    "stones steine piedra pedra"
)
