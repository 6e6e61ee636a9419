audience-people = Für Menschen, die Drogen konsumieren
audience-outreach = Für aufsuchende Hilfe und Drogenchecking
audience-clinical = Für Notaufnahmen, Rettungsdienste und Giftinformationszentren
audience-laboratories = Für Labore
audience-enforcement = Für Polizei und Zoll
audience-policy = Für Politik und Verwaltung

label-sold-as = Verkauft als
label-contains = Enthält
label-form = Form
label-where = Wo
label-when = Wann
label-basis = Woher wir das wissen
label-why = Warum das wichtig ist
label-signs = Anzeichen von Gefahr
label-do = Was zu tun ist
label-services = Hilfe
label-unknowns = Was wir nicht wissen
label-issuer = Herausgegeben von
label-note = Von Hand ergänzt, nur in dieser Sprache

headline-sold-as = { $place }: verkauft als { $sold }, enthält { $substance }
headline-found = { $place }: { $substance } gefunden
mark-exercise = ÜBUNG: keine echte Warnung
mark-update = Aktualisiert
mark-cancelled = Zurückgezogen
mark-review = Wird überprüft

form-tablet = Tabletten
form-powder = Pulver
form-capsule = Kapseln
form-crystals = Kristalle
form-liquid = Flüssigkeit
form-herbal = Pflanzenmaterial
form-blotter = Blotter (Papiertrips)
form-vape = Flüssigkeit für E-Zigaretten
form-other = andere Formen

basis-confirmed = Ein Labor hat den Stoff bestätigt.
basis-probable = Ein Labor hat den Stoff erkannt; die Bestätigung steht noch aus.
basis-presumptive = Ein Schnelltest weist auf den Stoff hin; ein Labor muss ihn noch bestätigen.
reports = { $count ->
    [one] Bisher eine Meldung, vom { $date }.
   *[other] Bisher { $count } Meldungen, die letzte vom { $date }.
}

why-sold-as = Es ist nicht das, als was es verkauft wird.
why-opioid = Es ist ein Opioid: Die Atmung kann aussetzen.
why-sedative = Es macht lange benommen; mit Alkohol oder Opioiden kann die Atmung aussetzen.
why-stimulant = Es belastet das Herz und kann Panik, Überhitzung oder Krampfanfälle auslösen.
why-cannabinoid = Es kann weit heftiger wirken als Cannabis: Ohnmacht, Krampfanfälle, Verwirrtheit.
why-hallucinogen = Es kann sehr lange wirken und zu Verwirrtheit, Unfällen oder Krampfanfällen führen.
why-other = Es wirkt anders als erwartet.
why-new = Es ist hier neu, und es ist wenig darüber bekannt.
why-deaths = Menschen sind nach dem Konsum gestorben.
why-hospital = Menschen sind nach dem Konsum schwer erkrankt.
why-spreading = Es wurde an mehreren Orten gefunden.
why-lookalikes = Was gleich aussieht, kann etwas anderes enthalten; was anders aussieht, kann diesen Stoff enthalten.

signs-opioid = Langsame oder keine Atmung, blaue Lippen, Schnarchen oder Röcheln, nicht zu wecken.
signs-sedative = Nicht zu wecken, undeutliche Sprache, langsame Atmung, Erbrechen im Schlaf.
signs-stimulant = Brustschmerzen, Überhitzung, Krampfanfall, starke Angst oder Verwirrtheit.
signs-cannabinoid = Ohnmacht, Krampfanfall, Herzrasen, Verwirrtheit, Erbrechen.
signs-hallucinogen = Starke Verwirrtheit, Überhitzung, Krampfanfall, Gefahr durch Stürze oder im Verkehr.
signs-other = Nicht zu wecken, Atemnot, Brustschmerzen, Krampfanfall, Verwirrtheit.

do-not-alone = Nicht allein konsumieren. Dort bleiben, wo jemand helfen kann.
do-naloxone = Naloxon dabeihaben. Manchmal ist mehr als eine Gabe Naloxon nötig.
do-not-mix = Nicht mit Alkohol oder anderen Drogen mischen.
do-check = Vorher testen lassen, wenn es das in der Nähe gibt.
do-call-opioid = Bei Anzeichen von Gefahr: 112 anrufen, Naloxon geben, Atmung unterstützen, bei der Person bleiben.
do-call = Bei Anzeichen von Gefahr: 112 anrufen, die Person auf die Seite legen, bei ihr bleiben.
do-cool = Pausen machen, Wasser trinken, für Abkühlung sorgen.

outreach-tell = Noch heute alle informieren, zu denen Kontakt besteht, und fragen, was sie gesehen haben.
outreach-naloxone = Prüfen, ob Naloxon da ist und ob alle wissen, wie es angewendet wird.
outreach-sample = Drogenchecking anbieten. Einen kleinen Rest auffälliger Proben für ein Labor aufheben.
outreach-report = Reaktionen und ähnlich aussehende Produkte an uns melden, ohne Namen.

clinical-think = Bei passenden Anzeichen daran denken, unabhängig davon, was die Person als eingenommen angibt.
clinical-opioid = Die Atmung geht vor. Naloxon muss eventuell wiederholt werden; länger als üblich beobachten, da die Opioidwirkung zurückkehren kann.
clinical-care = Symptomatisch und wie üblich behandeln; das Giftinformationszentrum hinzuziehen.
clinical-tests = Übliche Urintests können es übersehen. Ein negativer Test schließt es nicht aus.
clinical-sample = Blut und Urin für die Toxikologie asservieren.
clinical-report = Fälle an uns und das Giftinformationszentrum melden, ohne Namen.

laboratories-look = In neuen Proben danach suchen, und nochmals in aufbewahrten.
laboratories-isomers = Ähnliche Stoffe können dasselbe Spektrum liefern; angeben, welche nicht zu unterscheiden waren.
laboratories-standard = Ein Referenzstandard kann über das Netzwerk angefragt werden.
laboratories-report = Alle Nachweise melden, auch unbestätigte, mit der verwendeten Methode.

enforcement-life = Das Leben geht vor: 112 anrufen und bei langsamer oder fehlender Atmung Naloxon geben.
enforcement-safety = Handschuhe tragen, keinen Staub aufwirbeln, nicht probieren, nicht daran riechen. Kurzes Berühren ist nicht lebensgefährlich.
enforcement-submit = Sicherstellungen sofort an das Labor geben, mit einem Foto vom Aussehen.
enforcement-report = Neue Funde an uns melden. Warnungen dienen nicht der Verfolgung von Menschen, die um Hilfe bitten.

policy-state = Das ist heute bekannt und kann sich ändern; die Zahl der Meldungen sagt nicht, wie verbreitet es ist.
policy-services = Dafür sorgen, dass es dort, wo es gefunden wurde, Naloxon, Drogenchecking und Notfallhilfe gibt.
policy-words = Öffentlich weder Marke noch Stärke nennen; das kann Interesse wecken.
policy-follow = Diese Warnung wird am { $date } erneut geprüft.

unknown-extent = Wir wissen nicht, wie viel davon im Umlauf ist.
unknown-effects = Wir wissen zu wenig über die Wirkungen.
unknown-amount = Der Gehalt schwankt; zwei gleich aussehende Stücke können sich unterscheiden.

services-emergency = Notruf: 112
services-poison = Vergiftungen: das Giftinformationszentrum
services-checking = Drogenchecking: Angebote in der Nähe

cancelled = Diese Warnung wurde zurückgezogen.
review = Ein Teil dessen, worauf diese Warnung beruht, wurde zurückgezogen. Wir prüfen sie erneut; bis dahin gelten ihre Hinweise.
valid-until = Gültig bis { $date }.
follow = Ganzer Text und spätere Änderungen: Code scannen.
feedback = Hat das geholfen? Code scannen und antworten.

sms-sold-as = { $place }: verkauft als { $sold }, enthält { $substance }.
sms-found = { $place }: { $substance } gefunden.
sms-do-opioid = Nicht allein konsumieren. Naloxon dabeihaben. Atmet jemand schlecht: 112.
sms-do = Nicht allein konsumieren, nicht mischen. Bei Gefahr: 112 anrufen.
sms-do-outreach = Weitersagen. Beobachtungen an uns melden.
sms-do-clinical = Daran denken. Tests können es übersehen. Fälle melden.
sms-do-laboratories = Danach suchen. Alle Nachweise melden.
sms-do-enforcement = Handschuhe tragen. Funde sofort einsenden.
sms-do-policy = Näheres im vollständigen Text.
sms-cancelled = { $place }: Warnung vor { $substance } zurückgezogen.
sms-exercise = ÜBUNG.
