audience-people = Drogot használó embereknek
audience-outreach = Megkereső szolgálatoknak és szervizsgáló helyeknek
audience-clinical = Sürgősségi osztályoknak, mentőknek és mérgezési központoknak
audience-laboratories = Laboratóriumoknak
audience-enforcement = Rendőrségnek és vámhatóságnak
audience-policy = Döntéshozóknak

label-sold-as = Így árulják
label-contains = Tartalma
label-form = Megjelenés
label-where = Hol
label-when = Mikor
label-basis = Honnan tudjuk
label-why = Miért fontos
label-signs = A veszély jelei
label-do = Mit lehet tenni
label-services = Segítség
label-unknowns = Amit nem tudunk
label-issuer = Kiadta
label-note = Kézzel hozzáadva, csak ezen a nyelven

headline-sold-as = { $place }: így árulják: { $sold }, tartalma: { $substance }
headline-found = { $place }: előkerült: { $substance }
mark-exercise = GYAKORLAT: ez nem valódi riasztás
mark-update = Frissítés
mark-cancelled = Visszavonva
mark-review = Felülvizsgálat alatt

form-tablet = tabletta
form-powder = por
form-capsule = kapszula
form-crystals = kristály
form-liquid = folyadék
form-herbal = növényi anyag
form-blotter = itatóspapír
form-vape = e-cigaretta-folyadék
form-other = más forma

basis-confirmed = Laboratórium igazolta az anyagot.
basis-probable = Laboratórium felismerte az anyagot; az igazolás még hátravan.
basis-presumptive = Gyorsteszt utal az anyagra; laboratóriumnak még igazolnia kell.
reports = { $count ->
    [one] Eddig egy jelentés érkezett, dátuma: { $date }.
   *[other] Eddig { $count } jelentés érkezett, az utolsó dátuma: { $date }.
}

why-sold-as = Nem az, aminek árulják.
why-opioid = Opioid: leállíthatja a légzést.
why-sedative = Hosszan bódít; alkohollal vagy opioidokkal együtt leállíthatja a légzést.
why-stimulant = Megterheli a szívet, pánikot, túlhevülést vagy görcsrohamot okozhat.
why-cannabinoid = A kannabisznál sokkal hevesebben hathat: ájulás, görcsroham, zavartság.
why-hallucinogen = Nagyon sokáig hathat, zavartságot, balesetet vagy görcsrohamot okozhat.
why-other = Nem úgy hat, ahogy várják.
why-new = Itt új, és keveset tudunk róla.
why-deaths = Emberek haltak meg, miután bevették.
why-hospital = Emberek betegedtek meg súlyosan, miután bevették.
why-spreading = Több helyen is előkerült.
why-lookalikes = Ami ugyanúgy néz ki, mást tartalmazhat; ami másképp néz ki, tartalmazhatja ezt.

signs-opioid = Lassú vagy hiányzó légzés, kék ajkak, horkolás vagy hörgés, nem ébreszthető.
signs-sedative = Nem ébreszthető, elmosódott beszéd, lassú légzés, hányás alvás közben.
signs-stimulant = Mellkasi fájdalom, túlhevülés, görcsroham, nagy félelem vagy zavartság.
signs-cannabinoid = Ájulás, görcsroham, heves szívverés, zavartság, hányás.
signs-hallucinogen = Nagy zavartság, túlhevülés, görcsroham, elesés vagy közlekedési baleset veszélye.
signs-other = Nem ébreszthető, nehéz légzés, mellkasi fájdalom, görcsroham, zavartság.

do-not-alone = Ne használd egyedül. Maradj ott, ahol elér valaki.
do-naloxone = Legyen nálad naloxon. Egy adag naloxon nem mindig elég.
do-not-mix = Ne keverd alkohollal vagy más droggal.
do-check = Vizsgáltasd be előbb, ha van ilyen szolgálat a közelben.
do-call-opioid = A veszély jelei: hívd a 112-t, adj naloxont, segíts az illetőnek lélegezni, maradj vele.
do-call = A veszély jelei: hívd a 112-t, fordítsd az illetőt az oldalára, maradj vele.
do-cool = Tarts szünetet, igyál vizet, hűtsd magad.

outreach-tell = Mondják el ma azoknak, akiket elérnek, és kérdezzék meg, mit láttak.
outreach-naloxone = Ellenőrizzék, hogy van naloxon, és tudják-e használni.
outreach-sample = Ajánljanak vizsgálatot. Szokatlan mintákból őrizzenek meg egy kis maradékot a laboratóriumnak.
outreach-report = Jelentsék nekünk a reakciókat és a hasonló termékeket, nevek nélkül.

clinical-think = Gondoljanak rá ilyen jelek esetén, bármit mond is az illető arról, mit vett be.
clinical-opioid = Első a légzés. A naloxont meg kellhet ismételni; a szokásosnál tovább figyeljék meg, mert az opioid hatása visszatérhet.
clinical-care = A jelek szerint és a szokásos módon kezeljék; kérdezzék a mérgezési központot.
clinical-tests = A szokásos vizeletteszt nem mindig mutatja ki. A negatív teszt nem zárja ki.
clinical-sample = Őrizzenek meg vért és vizeletet toxikológiára.
clinical-report = Jelentsék az eseteket nekünk és a mérgezési központnak, nevek nélkül.

laboratories-look = Keressék új mintákban, és a megőrzöttekben újra.
laboratories-isomers = Hasonló anyagok azonos spektrumot adhatnak; jelezzék, melyeket nem tudták megkülönböztetni.
laboratories-standard = Referenciaanyag a hálózaton át kérhető.
laboratories-report = Minden találatot jelentsenek, a nem igazoltat is, a módszerrel együtt.

enforcement-life = Első az élet: hívják a 112-t, és lassú vagy hiányzó légzésnél adjanak naloxont.
enforcement-safety = Viseljenek kesztyűt, ne verjenek fel port, ne kóstolják és ne szagolják. A rövid érintés nem életveszélyes.
enforcement-submit = A lefoglalt anyagot azonnal küldjék laboratóriumba, képpel a kinézetéről.
enforcement-report = Jelezzék nekünk az új találatokat. A riasztás nem használható a segítséget kérők ellen.

policy-state = Ma ennyit tudunk, ez változhat; a jelentések száma nem mutatja, mennyire gyakori.
policy-services = Gondoskodjanak naloxonról, szervizsgálatról és sürgősségi ellátásról ott, ahol előkerült.
policy-words = Nyilvánosan ne nevezzenek meg márkát vagy hatóanyag-tartalmat; ez vonzó lehet.
policy-follow = A riasztás következő felülvizsgálata: { $date }.

unknown-extent = Nem tudjuk, mennyi van belőle forgalomban.
unknown-effects = Nem tudunk eleget a hatásairól.
unknown-amount = A tartalma változó; két egyforma kinézetű darab is eltérhet.

services-emergency = Vészhelyzet: 112
services-poison = Mérgezés: az országos mérgezési központ
services-checking = Szervizsgálat: nézd meg, mi érhető el a közelben

cancelled = Ezt a riasztást visszavonták.
review = A riasztás alapjául szolgáló adatok egy részét visszavonták. Újra megvizsgáljuk; addig kövessék a tanácsait.
valid-until = Érvényes eddig: { $date }.
follow = Teljes szöveg és későbbi változások: olvasd be a kódot.
feedback = Írd meg, segített-e: olvasd be a kódot.

sms-sold-as = { $place }: így árulják: { $sold }, tartalma: { $substance }.
sms-found = { $place }: előkerült: { $substance }.
sms-do-opioid = Ne használd egyedül. Legyen nálad naloxon. Rossz légzés: hívd a 112-t.
sms-do = Ne használd egyedül, ne keverd. Veszélyben: hívd a 112-t.
sms-do-outreach = Adják tovább. Jelentsék, amit látnak.
sms-do-clinical = Gondoljanak rá. A teszt nem mindig mutatja ki. Jelentsék.
sms-do-laboratories = Keressék. Minden találatot jelentsenek.
sms-do-enforcement = Viseljenek kesztyűt. A találatot azonnal küldjék be.
sms-do-policy = Részletek a teljes szövegben.
sms-cancelled = { $place }: visszavont riasztás: { $substance }.
sms-exercise = GYAKORLAT.
