audience-people = Za osobe koje uzimaju droge
audience-outreach = Za terenske službe i provjeru droga
audience-clinical = Za hitne prijeme, hitnu pomoć i centre za kontrolu otrovanja
audience-laboratories = Za laboratorije
audience-enforcement = Za policiju i carinu
audience-policy = Za donositelje odluka

label-sold-as = Prodaje se kao
label-contains = Sadrži
label-form = Oblik
label-where = Gdje
label-when = Kada
label-basis = Kako to znamo
label-why = Zašto je važno
label-signs = Znakovi opasnosti
label-do = Što učiniti
label-services = Pomoć
label-unknowns = Što ne znamo
label-issuer = Izdaje
label-note = Dodano ručno, samo na ovom jeziku

headline-sold-as = { $place }: prodaje se kao { $sold }, sadrži: { $substance }
headline-found = { $place }: pronađeno: { $substance }
mark-exercise = VJEŽBA: ovo nije pravo upozorenje
mark-update = Ažurirano
mark-cancelled = Povučeno
mark-review = Ponovno se provjerava

form-tablet = tablete
form-powder = prah
form-capsule = kapsule
form-crystals = kristali
form-liquid = tekućina
form-herbal = biljni materijal
form-blotter = natopljeni papir
form-vape = tekućina za e-cigarete
form-other = drugi oblici

basis-confirmed = Laboratorij je potvrdio tvar.
basis-probable = Laboratorij je prepoznao tvar; potvrda tek slijedi.
basis-presumptive = Brzi test upućuje na tu tvar; laboratorij je još mora potvrditi.
reports = { $count ->
    [one] Dosad { $count } prijava, datum zadnje: { $date }.
    [few] Dosad { $count } prijave, datum zadnje: { $date }.
   *[other] Dosad { $count } prijava, datum zadnje: { $date }.
}

why-sold-as = To nije ono što se tvrdi da se prodaje.
why-opioid = To je opioid: može zaustaviti disanje.
why-sedative = Dugo uspavljuje, a s alkoholom ili opioidima može zaustaviti disanje.
why-stimulant = Opterećuje srce i može izazvati paniku, pregrijavanje ili napadaje.
why-cannabinoid = Može djelovati mnogo žešće od kanabisa: nesvjestica, napadaji, smetenost.
why-hallucinogen = Može djelovati vrlo dugo i dovesti do smetenosti, nesreća ili napadaja.
why-other = Ne djeluje onako kako ljudi očekuju.
why-new = Ovdje je nova i o njoj se malo zna.
why-deaths = Ljudi su umrli nakon uzimanja.
why-hospital = Ljudi su se teško razboljeli nakon uzimanja.
why-spreading = Pronađena je na više mjesta.
why-lookalikes = Što izgleda isto može sadržavati nešto drugo; što izgleda drukčije može sadržavati ovo.

signs-opioid = Sporo disanje ili bez disanja, plave usne, hrkanje ili krkljanje, ne može se probuditi.
signs-sedative = Ne može se probuditi, nerazgovijetan govor, sporo disanje, povraćanje u snu.
signs-stimulant = Bol u prsima, pregrijavanje, napadaj, velik strah ili smetenost.
signs-cannabinoid = Nesvjestica, napadaj, lupanje srca, smetenost, povraćanje.
signs-hallucinogen = Velika smetenost, pregrijavanje, napadaj, opasnost od pada ili u prometu.
signs-other = Ne može se probuditi, otežano disanje, bol u prsima, napadaj, smetenost.

do-not-alone = Ne uzimaj bez ikoga u blizini. Ostani gdje ti netko može pomoći.
do-naloxone = Imaj uza se nalokson. Jedna doza naloksona možda neće biti dovoljna.
do-not-mix = Ne miješaj s alkoholom ni drugim drogama.
do-check = Najprije daj na provjeru, ako je to moguće u blizini.
do-call-opioid = Znakovi opasnosti: nazovi 112, daj nalokson, pomozi osobi disati, ostani uz nju.
do-call = Znakovi opasnosti: nazovi 112, okreni osobu na bok, ostani uz nju.
do-cool = Odmaraj se, pij vodu, rashladi se.

outreach-tell = Recite danas ljudima do kojih dolazite i pitajte što su vidjeli.
outreach-naloxone = Provjerite ima li naloksona i znaju li ga ljudi upotrijebiti.
outreach-sample = Ponudite provjeru. Mali ostatak neobičnih uzoraka sačuvajte za laboratorij.
outreach-report = Javite nam reakcije i slične proizvode, bez imena.

clinical-think = Pomislite na to uz ove znakove, što god osoba kaže da je uzela.
clinical-opioid = Najprije disanje. Nalokson će možda trebati ponoviti; promatrajte dulje nego inače jer se učinak opioida može vratiti.
clinical-care = Liječite prema znakovima i kao inače; pitajte centar za kontrolu otrovanja.
clinical-tests = Uobičajeni testovi mokraće možda je neće otkriti. Negativan test je ne isključuje.
clinical-sample = Sačuvajte krv i mokraću za toksikologiju.
clinical-report = Slučajeve javite nama i centru za kontrolu otrovanja, bez imena.

laboratories-look = Tražite je u novim uzorcima i ponovno u pohranjenima.
laboratories-isomers = Slične tvari mogu dati isti spektar; navedite koje niste mogli razlikovati.
laboratories-standard = Referentni standard može se zatražiti putem mreže.
laboratories-report = Javite svaki nalaz, i nepotvrđen, zajedno s metodom.

enforcement-life = Najprije život: nazovite 112 i dajte nalokson ako je disanje sporo ili ga nema.
enforcement-safety = Nosite rukavice, ne dižite prašinu, ne kušajte i ne mirišite. Kratak dodir nije opasan po život.
enforcement-submit = Zaplijenjeno odmah pošaljite u laboratorij, sa slikom izgleda.
enforcement-report = Javite nam nove nalaze. Upozorenja ne služe za postupanje protiv onih koji traže pomoć.

policy-state = To se danas zna i može se promijeniti; broj prijava ne govori koliko je to često.
policy-services = Osigurajte nalokson, provjeru droga i hitnu skrb ondje gdje je pronađena.
policy-words = U javnosti ne navodite marku ni koncentraciju; to može privlačiti.
policy-follow = Sljedeći pregled ovog upozorenja: { $date }.

unknown-extent = Ne znamo koliko je ima u optjecaju.
unknown-effects = Premalo znamo o učincima.
unknown-amount = Sadržaj varira; dva naizgled jednaka komada mogu se razlikovati.

services-emergency = Hitni slučaj: 112
services-poison = Otrovanja: nacionalni centar za kontrolu otrovanja
services-checking = Provjera droga: pogledaj što postoji u blizini

cancelled = Ovo je upozorenje povučeno.
review = Dio podataka na kojima počiva ovo upozorenje je povučen. Ponovno ga provjeravamo; dotad slijedite savjete.
valid-until = Vrijedi do { $date }
follow = Cijeli tekst i kasnije izmjene: skeniraj kôd.
feedback = Javi nam je li ovo pomoglo: skeniraj kôd.

sms-sold-as = { $place }: prodaje se kao { $sold }, sadrži: { $substance }.
sms-found = { $place }: pronađeno: { $substance }.
sms-do-opioid = Ne uzimaj bez ikoga blizu. Imaj uza se nalokson. Ako netko loše diše: 112.
sms-do = Ne uzimaj bez ikoga blizu, ne miješaj. U opasnosti: nazovi 112.
sms-do-outreach = Recite dalje. Javite što vidite.
sms-do-clinical = Pomislite na nju. Testovi je možda neće otkriti. Javite.
sms-do-laboratories = Tražite je. Javite svaki nalaz.
sms-do-enforcement = Nosite rukavice. Nalaze odmah u laboratorij.
sms-do-policy = Pojedinosti su u cijelom tekstu.
sms-cancelled = { $place }: povučeno upozorenje: { $substance }.
sms-exercise = VJEŽBA.
