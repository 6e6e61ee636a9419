audience-people = Pre ľudí, ktorí užívajú drogy
audience-outreach = Pre terénne služby a testovanie drog
audience-clinical = Pre urgentné príjmy, záchrannú službu a toxikologické centrá
audience-laboratories = Pre laboratóriá
audience-enforcement = Pre políciu a colnú správu
audience-policy = Pre tvorcov politík

label-sold-as = Predáva sa ako
label-contains = Obsahuje
label-form = Podoba
label-where = Kde
label-when = Kedy
label-basis = Ako to vieme
label-why = Prečo je to dôležité
label-signs = Známky nebezpečenstva
label-do = Čo robiť
label-services = Pomoc
label-unknowns = Čo nevieme
label-issuer = Vydáva
label-note = Doplnené ručne, len v tomto jazyku

headline-sold-as = { $place }: predáva sa ako { $sold }, obsahuje: { $substance }
headline-found = { $place }: nájdené: { $substance }
mark-exercise = CVIČENIE: nejde o skutočné varovanie
mark-update = Aktualizácia
mark-cancelled = Odvolané
mark-review = Preskúmava sa

form-tablet = tablety
form-powder = prášok
form-capsule = kapsuly
form-crystals = kryštály
form-liquid = tekutina
form-herbal = rastlinný materiál
form-blotter = napustený papier
form-vape = náplň do e-cigariet
form-other = iná podoba

basis-confirmed = Laboratórium látku potvrdilo.
basis-probable = Laboratórium látku rozpoznalo; potvrdenie ešte chýba.
basis-presumptive = Rýchly test ukazuje na túto látku; laboratórium ju ešte musí potvrdiť.
reports = { $count ->
    [one] Zatiaľ jedno hlásenie, dátum: { $date }.
    [few] Zatiaľ { $count } hlásenia, posledné: { $date }.
    [many] Zatiaľ { $count } hlásenia, posledné: { $date }.
   *[other] Zatiaľ { $count } hlásení, posledné: { $date }.
}

why-sold-as = Nie je to, ako čo sa predáva.
why-opioid = Je to opioid: môže zastaviť dýchanie.
why-sedative = Dlho tlmí a s alkoholom alebo opioidmi môže zastaviť dýchanie.
why-stimulant = Zaťažuje srdce a môže vyvolať paniku, prehriatie alebo kŕče.
why-cannabinoid = Môže pôsobiť oveľa prudšie ako konope: mdloby, kŕče, zmätenosť.
why-hallucinogen = Môže pôsobiť veľmi dlho a viesť k zmätenosti, úrazom alebo kŕčom.
why-other = Účinky nie sú také, aké ľudia čakajú.
why-new = Je tu nová a málo sa o nej vie.
why-deaths = Po užití zomreli ľudia.
why-hospital = Po užití ľudia vážne ochoreli.
why-spreading = Našla sa na viacerých miestach.
why-lookalikes = Čo vyzerá rovnako, môže obsahovať niečo iné; čo vyzerá inak, môže obsahovať práve toto.

signs-opioid = Pomalé alebo žiadne dýchanie, modré pery, chrápanie alebo chrčanie, nedá sa zobudiť.
signs-sedative = Nedá sa zobudiť, nezrozumiteľná reč, pomalé dýchanie, zvracanie v spánku.
signs-stimulant = Bolesť na hrudi, prehriatie, kŕče, veľký strach alebo zmätenosť.
signs-cannabinoid = Mdloby, kŕče, búšenie srdca, zmätenosť, zvracanie.
signs-hallucinogen = Veľká zmätenosť, prehriatie, kŕče, nebezpečenstvo pádu alebo v doprave.
signs-other = Nedá sa zobudiť, ťažké dýchanie, bolesť na hrudi, kŕče, zmätenosť.

do-not-alone = Neužívaj osamote. Zostaň tam, kde ti niekto môže pomôcť.
do-naloxone = Maj pri sebe naloxón. Jedna dávka naloxónu nemusí stačiť.
do-not-mix = Nemiešaj s alkoholom ani inými drogami.
do-check = Daj si to najprv otestovať, ak sa to v okolí dá.
do-call-opioid = Známky nebezpečenstva: volaj 112, podaj naloxón, pomáhaj človeku dýchať, zostaň pri ňom.
do-call = Známky nebezpečenstva: volaj 112, otoč človeka na bok, zostaň pri ňom.
do-cool = Rob prestávky, pi vodu, chlaď sa.

outreach-tell = Povedzte to dnes ľuďom, s ktorými ste v kontakte, a pýtajte sa, čo videli.
outreach-naloxone = Overte, že je k dispozícii naloxón a že ho ľudia vedia použiť.
outreach-sample = Ponúknite testovanie. Malý zvyšok nezvyčajných vzoriek uchovajte pre laboratórium.
outreach-report = Hláste nám reakcie a podobné výrobky, bez mien.

clinical-think = Myslite na to pri týchto príznakoch, nech človek hovorí, že si vzal čokoľvek.
clinical-opioid = Najprv dýchanie. Naloxón môže byť potrebné opakovať; sledujte dlhšie než zvyčajne, účinok opioidu sa môže vrátiť.
clinical-care = Liečte podľa príznakov a ako zvyčajne; poraďte sa s toxikologickým centrom.
clinical-tests = Bežné testy moču to nemusia zachytiť. Negatívny test to nevylučuje.
clinical-sample = Uchovajte krv a moč na toxikológiu.
clinical-report = Hláste prípady nám a toxikologickému centru, bez mien.

laboratories-look = Hľadajte ju v nových vzorkách a znova v uchovaných.
laboratories-isomers = Podobné látky môžu dať rovnaké spektrum; uveďte, ktoré sa nedali odlíšiť.
laboratories-standard = O referenčný štandard možno požiadať prostredníctvom siete spolupráce.
laboratories-report = Hláste každý nález, aj nepotvrdený, spolu s metódou.

enforcement-life = Najprv život: volajte 112 a pri pomalom alebo žiadnom dýchaní podajte naloxón.
enforcement-safety = Používajte rukavice, nevírte prach, neochutnávajte a neovoniavajte. Krátky dotyk neohrozuje život.
enforcement-submit = Zaistené látky pošlite ihneď do laboratória, so snímkou vzhľadu.
enforcement-report = Oznámte nám nové nálezy. Varovania neslúžia na postih ľudí, ktorí žiadajú o pomoc.

policy-state = Toto sa vie dnes a môže sa to zmeniť; počet hlásení nehovorí, aké je to časté.
policy-services = Zabezpečte naloxón, testovanie drog a neodkladnú starostlivosť tam, kde sa našla.
policy-words = Verejne neuvádzajte značku ani koncentráciu; môže to lákať.
policy-follow = Najbližšie preskúmanie tohto varovania: { $date }.

unknown-extent = Nevieme, koľko jej je v obehu.
unknown-effects = O účinkoch vieme málo.
unknown-amount = Obsah kolíše; dva rovnako vyzerajúce kusy sa môžu líšiť.

services-emergency = Tiesňové volanie: 112
services-poison = Otravy: národné toxikologické informačné centrum
services-checking = Testovanie drog: pozri, čo je v okolí

cancelled = Toto varovanie bolo odvolané.
review = Časť podkladov tohto varovania bola stiahnutá. Znova ich preverujeme; dovtedy sa riaďte jeho radami.
valid-until = Platí do: { $date }.
follow = Celý text a neskoršie zmeny: naskenuj kód.
feedback = Napíš nám, či to pomohlo: naskenuj kód.

sms-sold-as = { $place }: predáva sa ako { $sold }, obsahuje: { $substance }.
sms-found = { $place }: nájdené: { $substance }.
sms-do-opioid = Neužívaj osamote. Maj pri sebe naloxón. Ak niekto zle dýcha: 112.
sms-do = Neužívaj osamote, nemiešaj. V nebezpečenstve: volaj 112.
sms-do-outreach = Povedzte to ďalej. Hláste, čo vidíte.
sms-do-clinical = Myslite na to. Testy to nemusia zachytiť. Hláste.
sms-do-laboratories = Hľadajte ju. Hláste každý nález.
sms-do-enforcement = Používajte rukavice. Nálezy ihneď do laboratória.
sms-do-policy = Podrobnosti v celom texte.
sms-cancelled = { $place }: odvolané varovanie: { $substance }.
sms-exercise = CVIČENIE.
