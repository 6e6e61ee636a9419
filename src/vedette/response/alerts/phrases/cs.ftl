audience-people = Pro lidi, kteří užívají drogy
audience-outreach = Pro terénní služby a testování drog
audience-clinical = Pro urgentní příjmy, záchrannou službu a toxikologická střediska
audience-laboratories = Pro laboratoře
audience-enforcement = Pro policii a celní správu
audience-policy = Pro tvůrce politik

label-sold-as = Prodává se jako
label-contains = Obsahuje
label-form = Podoba
label-where = Kde
label-when = Kdy
label-basis = Jak to víme
label-why = Proč je to důležité
label-signs = Známky nebezpečí
label-do = Co dělat
label-services = Pomoc
label-unknowns = Co nevíme
label-issuer = Vydává
label-note = Doplněno ručně, jen v tomto jazyce

headline-sold-as = { $place }: prodává se jako { $sold }, obsahuje: { $substance }
headline-found = { $place }: nalezeno: { $substance }
mark-exercise = CVIČENÍ: nejde o skutečné varování
mark-update = Aktualizace
mark-cancelled = Odvoláno
mark-review = Přezkoumává se

form-tablet = tablety
form-powder = prášek
form-capsule = kapsle
form-crystals = krystaly
form-liquid = tekutina
form-herbal = rostlinný materiál
form-blotter = napuštěný papír
form-vape = náplň do e-cigaret
form-other = jiná podoba

basis-confirmed = Laboratoř látku potvrdila.
basis-probable = Laboratoř látku rozpoznala; potvrzení ještě chybí.
basis-presumptive = Rychlý test ukazuje na tuto látku; laboratoř ji ještě musí potvrdit.
reports = { $count ->
    [one] Zatím jedno hlášení, datum: { $date }.
    [few] Zatím { $count } hlášení, poslední: { $date }.
    [many] Zatím { $count } hlášení, poslední: { $date }.
   *[other] Zatím { $count } hlášení, poslední: { $date }.
}

why-sold-as = Není to, jako co se prodává.
why-opioid = Je to opioid: může zastavit dech.
why-sedative = Dlouho tlumí a s alkoholem nebo opioidy může zastavit dech.
why-stimulant = Zatěžuje srdce a může vyvolat paniku, přehřátí nebo křeče.
why-cannabinoid = Může působit mnohem prudčeji než konopí: mdloby, křeče, zmatenost.
why-hallucinogen = Může působit velmi dlouho a vést ke zmatenosti, úrazům nebo křečím.
why-other = Účinky nejsou takové, jaké lidé čekají.
why-new = Je tu nová a málo se o ní ví.
why-deaths = Po užití zemřeli lidé.
why-hospital = Po užití lidé vážně onemocněli.
why-spreading = Byla nalezena na více místech.
why-lookalikes = Co vypadá stejně, může obsahovat něco jiného; co vypadá jinak, může obsahovat právě toto.

signs-opioid = Pomalý nebo žádný dech, modré rty, chrápání nebo chroptění, nelze probudit.
signs-sedative = Nelze probudit, nezřetelná řeč, pomalý dech, zvracení ve spánku.
signs-stimulant = Bolest na hrudi, přehřátí, křeče, velký strach nebo zmatenost.
signs-cannabinoid = Mdloby, křeče, bušení srdce, zmatenost, zvracení.
signs-hallucinogen = Velká zmatenost, přehřátí, křeče, nebezpečí pádu nebo v dopravě.
signs-other = Nelze probudit, potíže s dechem, bolest na hrudi, křeče, zmatenost.

do-not-alone = Neužívej o samotě. Zůstaň tam, kde ti někdo může pomoci.
do-naloxone = Měj u sebe naloxon. Jedna dávka naloxonu nemusí stačit.
do-not-mix = Nemíchej s alkoholem ani jinými drogami.
do-check = Nech si to nejdřív otestovat, pokud to jde v okolí.
do-call-opioid = Známky nebezpečí: volej 112, podej naloxon, pomáhej člověku dýchat, zůstaň s ním.
do-call = Známky nebezpečí: volej 112, otoč člověka na bok, zůstaň s ním.
do-cool = Dělej přestávky, pij vodu, chlaď se.

outreach-tell = Řekněte to dnes lidem, se kterými jste v kontaktu, a ptejte se, co viděli.
outreach-naloxone = Ověřte, že je k dispozici naloxon a že ho lidé umějí použít.
outreach-sample = Nabídněte testování. Malý zbytek neobvyklých vzorků uchovejte pro laboratoř.
outreach-report = Hlaste nám reakce a podobné výrobky, bez jmen.

clinical-think = Myslete na to při těchto příznacích, ať člověk říká, že vzal cokoli.
clinical-opioid = Nejprve dech. Naloxon může být třeba opakovat; sledujte déle než obvykle, účinek opioidu se může vrátit.
clinical-care = Léčte podle příznaků a jako obvykle; poraďte se s toxikologickým střediskem.
clinical-tests = Běžné testy moči to nemusí zachytit. Negativní test to nevylučuje.
clinical-sample = Uchovejte krev a moč pro toxikologii.
clinical-report = Hlaste případy nám a toxikologickému středisku, bez jmen.

laboratories-look = Hledejte ji v nových vzorcích a znovu v uchovaných.
laboratories-isomers = Podobné látky mohou dát stejné spektrum; uveďte, které nešlo odlišit.
laboratories-standard = O referenční standard lze požádat prostřednictvím sítě spolupráce.
laboratories-report = Hlaste každý nález, i nepotvrzený, spolu s metodou.

enforcement-life = Nejprve život: volejte 112 a při pomalém nebo žádném dechu podejte naloxon.
enforcement-safety = Používejte rukavice, nevířte prach, neochutnávejte a nečichejte. Krátký dotek neohrožuje život.
enforcement-submit = Zajištěné látky pošlete ihned do laboratoře, se snímkem vzhledu.
enforcement-report = Sdělte nám nové nálezy. Varování neslouží k postihu lidí, kteří žádají o pomoc.

policy-state = Toto se ví dnes a může se to změnit; počet hlášení neříká, jak je to časté.
policy-services = Zajistěte naloxon, testování drog a neodkladnou péči tam, kde byla nalezena.
policy-words = Veřejně neuvádějte značku ani koncentraci; může to lákat.
policy-follow = Příští přezkum tohoto varování: { $date }.

unknown-extent = Nevíme, kolik je jí v oběhu.
unknown-effects = O účincích víme málo.
unknown-amount = Obsah kolísá; dva stejně vypadající kusy se mohou lišit.

services-emergency = Tísňové volání: 112
services-poison = Otravy: toxikologické informační středisko
services-checking = Testování drog: podívej se, co je v okolí

cancelled = Toto varování bylo odvoláno.
review = Část podkladů tohoto varování byla stažena. Znovu je prověřujeme; do té doby se řiďte jeho radami.
valid-until = Platí do: { $date }.
follow = Celý text a pozdější změny: naskenuj kód.
feedback = Napiš nám, zda to pomohlo: naskenuj kód.

sms-sold-as = { $place }: prodává se jako { $sold }, obsahuje: { $substance }.
sms-found = { $place }: nalezeno: { $substance }.
sms-do-opioid = Neužívej o samotě. Měj u sebe naloxon. Když někdo špatně dýchá: 112.
sms-do = Neužívej o samotě, nemíchej. V nebezpečí: volej 112.
sms-do-outreach = Řekněte to dál. Hlaste, co vidíte.
sms-do-clinical = Myslete na to. Testy to nemusí zachytit. Hlaste.
sms-do-laboratories = Hledejte ji. Hlaste každý nález.
sms-do-enforcement = Používejte rukavice. Nálezy ihned do laboratoře.
sms-do-policy = Podrobnosti v celém textu.
sms-cancelled = { $place }: odvoláno varování: { $substance }.
sms-exercise = CVIČENÍ.
