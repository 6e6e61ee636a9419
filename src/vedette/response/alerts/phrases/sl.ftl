audience-people = Za ljudi, ki uporabljajo droge
audience-outreach = Za terenske službe in testiranje drog
audience-clinical = Za urgentne ambulante, reševalce in centre za zastrupitve
audience-laboratories = Za laboratorije
audience-enforcement = Za policijo in carino
audience-policy = Za oblikovalce politik

label-sold-as = Prodaja se kot
label-contains = Vsebuje
label-form = Oblika
label-where = Kje
label-when = Kdaj
label-basis = Kako to vemo
label-why = Zakaj je pomembno
label-signs = Znaki nevarnosti
label-do = Kaj storiti
label-services = Pomoč
label-unknowns = Česa ne vemo
label-issuer = Izdal
label-note = Dodano ročno, samo v tem jeziku

headline-sold-as = { $place }: prodaja se kot { $sold }, vsebuje: { $substance }
headline-found = { $place }: najdeno: { $substance }
mark-exercise = VAJA: to ni pravo opozorilo
mark-update = Posodobitev
mark-cancelled = Preklicano
mark-review = V ponovnem pregledu

form-tablet = tablete
form-powder = prah
form-capsule = kapsule
form-crystals = kristali
form-liquid = tekočina
form-herbal = rastlinski material
form-blotter = prepojen papir
form-vape = tekočina za e-cigarete
form-other = druge oblike

basis-confirmed = Laboratorij je snov potrdil.
basis-probable = Laboratorij je snov prepoznal; potrditev še sledi.
basis-presumptive = Hitri test kaže na to snov; laboratorij jo mora še potrditi.
reports = { $count ->
    [one] Doslej { $count } poročilo, zadnje { $date }.
    [two] Doslej { $count } poročili, zadnje { $date }.
    [few] Doslej { $count } poročila, zadnje { $date }.
   *[other] Doslej { $count } poročil, zadnje { $date }.
}

why-sold-as = To ni tisto, kot kar se prodaja.
why-opioid = To je opioid: dihanje se lahko ustavi.
why-sedative = Dolgo uspava; skupaj z alkoholom ali opioidi lahko ustavi dihanje.
why-stimulant = Obremeni srce in lahko povzroči paniko, pregretje ali krče.
why-cannabinoid = Deluje lahko veliko silovitejše kot konoplja: omedlevica, krči, zmedenost.
why-hallucinogen = Deluje lahko zelo dolgo in povzroči zmedenost, nesreče ali krče.
why-other = Ne deluje tako, kot ljudje pričakujejo.
why-new = Tu je nova in o njej se malo ve.
why-deaths = Po zaužitju so ljudje umrli.
why-hospital = Po zaužitju so ljudje hudo zboleli.
why-spreading = Najdena je bila na več krajih.
why-lookalikes = Kar je videti enako, lahko vsebuje kaj drugega; kar je videti drugače, lahko vsebuje to.

signs-opioid = Počasno dihanje ali brez dihanja, modre ustnice, smrčanje ali hropenje, se ne zbudi.
signs-sedative = Se ne zbudi, nerazločen govor, počasno dihanje, bruhanje v spanju.
signs-stimulant = Bolečina v prsih, pregretje, krči, velik strah ali zmedenost.
signs-cannabinoid = Omedlevica, krči, razbijanje srca, zmedenost, bruhanje.
signs-hallucinogen = Velika zmedenost, pregretje, krči, nevarnost padca ali v prometu.
signs-other = Se ne zbudi, težko diha, bolečina v prsih, krči, zmedenost.

do-not-alone = Ne uporabljaj brez družbe. Ostani tam, kjer ti kdo lahko pomaga.
do-naloxone = Imej pri sebi nalokson. En odmerek naloksona morda ne bo dovolj.
do-not-mix = Ne mešaj z alkoholom ali drugimi drogami.
do-check = Najprej daj testirati, če je to v bližini mogoče.
do-call-opioid = Znaki nevarnosti: pokliči 112, daj nalokson, pomagaj osebi dihati, ostani pri njej.
do-call = Znaki nevarnosti: pokliči 112, obrni osebo na bok, ostani pri njej.
do-cool = Delaj premore, pij vodo, hladi se.

outreach-tell = Povejte danes ljudem, ki jih dosežete, in vprašajte, kaj so videli.
outreach-naloxone = Preverite, ali je na voljo nalokson in ali ga ljudje znajo uporabiti.
outreach-sample = Ponudite testiranje. Majhen ostanek nenavadnih vzorcev shranite za laboratorij.
outreach-report = Sporočite nam neobičajne reakcije in podobne izdelke, brez imen.

clinical-think = Pomislite na to ob teh znakih, karkoli oseba pravi, da je vzela.
clinical-opioid = Najprej dihanje. Nalokson bo morda treba ponoviti; opazujte dlje kot običajno, saj se učinek opioida lahko vrne.
clinical-care = Zdravite po znakih in kot običajno; vprašajte center za zastrupitve.
clinical-tests = Običajni testi urina je morda ne zaznajo. Negativen test je ne izključi.
clinical-sample = Shranite kri in urin za toksikologijo.
clinical-report = Primere sporočite nam in centru za zastrupitve, brez imen.

laboratories-look = Iščite jo v novih vzorcih in znova v shranjenih.
laboratories-isomers = Podobne snovi lahko dajo enak spekter; navedite, katerih niste mogli ločiti.
laboratories-standard = Za referenčni standard lahko zaprosite prek mreže.
laboratories-report = Sporočite vsako najdbo, tudi nepotrjeno, skupaj z metodo.

enforcement-life = Najprej življenje: pokličite 112 in dajte nalokson, če je dihanje počasno ali ga ni.
enforcement-safety = Uporabite rokavice, ne dvigujte prahu, ne okušajte in ne vohajte. Kratek dotik ni življenjsko nevaren.
enforcement-submit = Zaseženo takoj pošljite v laboratorij, s sliko videza.
enforcement-report = Sporočite nam nove najdbe. Opozorila niso namenjena ukrepanju proti ljudem, ki prosijo za pomoč.

policy-state = To je danes znano in se lahko spremeni; število poročil ne pove, kako pogosto je.
policy-services = Poskrbite za nalokson, testiranje drog in nujno pomoč tam, kjer je bila najdena.
policy-words = Javno ne navajajte znamke ali vsebnosti; to lahko privablja.
policy-follow = Opozorilo bo znova pregledano { $date }.

unknown-extent = Ne vemo, koliko je je v obtoku.
unknown-effects = O učinkih vemo premalo.
unknown-amount = Vsebina niha; dva na videz enaka kosa se lahko razlikujeta.

services-emergency = Klic v sili: 112
services-poison = Zastrupitve: nacionalni center za zastrupitve
services-checking = Testiranje drog: poglej, kaj je v bližini

cancelled = To opozorilo je bilo preklicano.
review = Del podatkov, na katerih temelji to opozorilo, je bil umaknjen. Znova ga pregledujemo; do takrat upoštevajte nasvete.
valid-until = Velja do { $date }.
follow = Celotno besedilo in poznejše spremembe: skeniraj kodo.
feedback = Povej nam, ali je to pomagalo: skeniraj kodo.

sms-sold-as = { $place }: prodaja se kot { $sold }, vsebuje: { $substance }.
sms-found = { $place }: najdeno: { $substance }.
sms-do-opioid = Ne uporabljaj brez družbe. Imej pri sebi nalokson. Če kdo slabo diha: 112.
sms-do = Ne uporabljaj brez družbe, ne mešaj. V nevarnosti: pokliči 112.
sms-do-outreach = Povejte naprej. Sporočite, kar vidite.
sms-do-clinical = Pomislite nanjo. Testi je morda ne zaznajo. Sporočite.
sms-do-laboratories = Iščite jo. Sporočite vsako najdbo.
sms-do-enforcement = Uporabite rokavice. Najdbe takoj v laboratorij.
sms-do-policy = Podrobnosti so v celotnem besedilu.
sms-cancelled = { $place }: preklicano opozorilo: { $substance }.
sms-exercise = VAJA.
