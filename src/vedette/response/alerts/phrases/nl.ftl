audience-people = Voor mensen die drugs gebruiken
audience-outreach = Voor veldwerk en drugstestservices
audience-clinical = Voor spoedeisende hulp, ambulances en vergiftigingeninformatiecentra
audience-laboratories = Voor laboratoria
audience-enforcement = Voor politie en douane
audience-policy = Voor beleidsmakers

label-sold-as = Verkocht als
label-contains = Bevat
label-form = Vorm
label-where = Waar
label-when = Wanneer
label-basis = Hoe we dit weten
label-why = Waarom dit belangrijk is
label-signs = Tekenen van gevaar
label-do = Wat te doen
label-services = Hulp
label-unknowns = Wat we niet weten
label-issuer = Uitgegeven door
label-note = Handmatig toegevoegd, alleen in deze taal

headline-sold-as = { $place }: verkocht als { $sold }, bevat { $substance }
headline-found = { $place }: { $substance } aangetroffen
mark-exercise = OEFENING: geen echte waarschuwing
mark-update = Bijgewerkt
mark-cancelled = Ingetrokken
mark-review = Wordt herzien

form-tablet = tabletten
form-powder = poeder
form-capsule = capsules
form-crystals = kristallen
form-liquid = vloeistof
form-herbal = plantaardig materiaal
form-blotter = papertrips
form-vape = vapevloeistof
form-other = andere vormen

basis-confirmed = Een laboratorium heeft de stof bevestigd.
basis-probable = Een laboratorium heeft de stof herkend; bevestiging volgt nog.
basis-presumptive = Een sneltest wijst op de stof; een laboratorium moet dit nog bevestigen.
reports = { $count ->
    [one] Eén melding tot nu toe, op { $date }.
   *[other] { $count } meldingen tot nu toe, de laatste op { $date }.
}

why-sold-as = Het is niet waarvoor het wordt verkocht.
why-opioid = Het is een opioïde: de ademhaling kan erdoor stoppen.
why-sedative = Het maakt langdurig suf, en samen met alcohol of opioïden kan de ademhaling stoppen.
why-stimulant = Het belast het hart en kan paniek, oververhitting of een epileptische aanval veroorzaken.
why-cannabinoid = Het kan veel heftiger werken dan cannabis: flauwvallen, epileptische aanvallen, verwardheid.
why-hallucinogen = Het kan heel lang werken en tot verwardheid, ongelukken of epileptische aanvallen leiden.
why-other = Het werkt anders dan mensen verwachten.
why-new = Het is hier nieuw en er is weinig over bekend.
why-deaths = Er zijn mensen overleden na gebruik.
why-hospital = Er zijn mensen ernstig ziek geworden na gebruik.
why-spreading = Het is op verschillende plaatsen aangetroffen.
why-lookalikes = Wat er hetzelfde uitziet kan iets anders bevatten; wat er anders uitziet kan dit bevatten.

signs-opioid = Trage of geen ademhaling, blauwe lippen, snurken of rochelen, niet wakker te krijgen.
signs-sedative = Niet wakker te krijgen, onduidelijk praten, trage ademhaling, braken tijdens de slaap.
signs-stimulant = Pijn op de borst, oververhitting, epileptische aanval, hevige angst of verwardheid.
signs-cannabinoid = Flauwvallen, epileptische aanval, snelle hartslag, verwardheid, braken.
signs-hallucinogen = Ernstige verwardheid, oververhitting, epileptische aanval, gevaar door vallen of verkeer.
signs-other = Niet wakker te krijgen, moeite met ademen, pijn op de borst, epileptische aanval, verwardheid.

do-not-alone = Gebruik niet in je eentje. Blijf waar iemand bij je kan komen.
do-naloxone = Houd naloxon bij je. Soms is meer dan één dosis naloxon nodig.
do-not-mix = Combineer het niet met alcohol of andere drugs.
do-check = Laat het eerst testen als dat bij jou in de buurt kan.
do-call-opioid = Tekenen van gevaar: bel 112, geef naloxon, help de persoon ademen, blijf erbij.
do-call = Tekenen van gevaar: bel 112, leg de persoon op de zij, blijf erbij.
do-cool = Neem pauzes, drink water, zoek verkoeling.

outreach-tell = Vertel het vandaag aan de mensen die je bereikt, en vraag wat zij hebben gezien.
outreach-naloxone = Controleer of er naloxon is en of mensen weten hoe je het gebruikt.
outreach-sample = Bied testen aan. Bewaar een klein restje van opvallende monsters voor een laboratorium.
outreach-report = Meld ons gezondheidsproblemen en sterk gelijkende producten, zonder namen.

clinical-think = Wees hierop bedacht bij passende verschijnselen, wat iemand ook zegt te hebben gebruikt.
clinical-opioid = Ademhaling gaat voor. Naloxon moet soms herhaald worden; observeer langer dan gewoonlijk, want de werking van het opioïde kan terugkeren.
clinical-care = Behandel op geleide van de verschijnselen met de gebruikelijke zorg; overleg met het vergiftigingeninformatiecentrum.
clinical-tests = Gewone urinetests kunnen het missen. Een negatieve test sluit het niet uit.
clinical-sample = Bewaar bloed en urine voor toxicologie.
clinical-report = Meld gevallen aan ons en aan het vergiftigingeninformatiecentrum, zonder namen.

laboratories-look = Zoek ernaar in nieuwe monsters, en opnieuw in bewaarde.
laboratories-isomers = Verwante stoffen kunnen hetzelfde spectrum geven; meld welke u niet kon onderscheiden.
laboratories-standard = Een referentiestof kan via het netwerk worden gevraagd.
laboratories-report = Meld elke vondst, ook onbevestigd, met de gebruikte methode.

enforcement-life = Levens redden gaat voor: bel 112 en geef naloxon als de ademhaling traag is of is gestopt.
enforcement-safety = Draag handschoenen, laat geen poeder opdwarrelen, proef er niet van en ruik er niet aan. Kort aanraken is niet levensgevaarlijk.
enforcement-submit = Stuur inbeslagnames meteen naar het laboratorium, met een foto van het uiterlijk.
enforcement-report = Meld ons nieuwe vondsten. Waarschuwingen zijn er niet om op te treden tegen wie hulp vraagt.

policy-state = Dit is wat vandaag bekend is. Het kan veranderen; het aantal meldingen zegt niet hoe vaak het voorkomt.
policy-services = Zorg dat naloxon, een drugstestservice en spoedzorg beschikbaar zijn waar het is aangetroffen.
policy-words = Noem in het openbaar geen merk en geen gehalte; dat kan juist aantrekken.
policy-follow = Deze waarschuwing wordt opnieuw bekeken op { $date }.

unknown-extent = We weten niet hoeveel ervan in omloop is.
unknown-effects = We weten te weinig over de werking.
unknown-amount = De inhoud wisselt; twee exemplaren die er hetzelfde uitzien kunnen verschillen.

services-emergency = Noodgeval: 112
services-poison = Vergiftigingen: het nationale informatiecentrum
services-checking = Drugs laten testen: kijk wat er in de buurt is

cancelled = Deze waarschuwing is ingetrokken.
review = Een deel van wat aan deze waarschuwing ten grondslag ligt is ingetrokken. We bekijken de waarschuwing opnieuw; volg het advies tot er nader bericht is.
valid-until = Geldig tot en met { $date }.
follow = Volledige tekst en latere wijzigingen: scan de code.
feedback = Laat ons weten of dit heeft geholpen: scan de code.

sms-sold-as = { $place }: verkocht als { $sold }, bevat { $substance }.
sms-found = { $place }: { $substance } aangetroffen.
sms-do-opioid = Gebruik niet in je eentje. Heb naloxon bij je. Ademt iemand slecht: bel 112.
sms-do = Gebruik niet in je eentje, combineer niet. Bij gevaar: bel 112.
sms-do-outreach = Vertel het door. Meld wat je ziet.
sms-do-clinical = Wees hierop bedacht. Tests missen het soms. Meld gevallen.
sms-do-laboratories = Zoek ernaar. Meld elke vondst.
sms-do-enforcement = Draag handschoenen. Stuur vondsten meteen in.
sms-do-policy = Details staan in het volledige bericht.
sms-cancelled = { $place }: waarschuwing over { $substance } ingetrokken.
sms-exercise = OEFENING.
