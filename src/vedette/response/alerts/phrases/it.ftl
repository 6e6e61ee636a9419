audience-people = Per le persone che usano droghe
audience-outreach = Per unità di strada e servizi di analisi delle sostanze
audience-clinical = Per pronto soccorso, ambulanze e centri antiveleni
audience-laboratories = Per i laboratori
audience-enforcement = Per polizia e dogane
audience-policy = Per chi decide le politiche

label-sold-as = Venduto come
label-contains = Contiene
label-form = Forma
label-where = Dove
label-when = Quando
label-basis = Come lo sappiamo
label-why = Perché è importante
label-signs = Segni di pericolo
label-do = Che cosa fare
label-services = Aiuto
label-unknowns = Che cosa non sappiamo
label-issuer = Emesso da
label-note = Aggiunto a mano, solo in questa lingua

headline-sold-as = { $place }: venduto come { $sold }, contiene { $substance }
headline-found = { $place }: trovato { $substance }
mark-exercise = ESERCITAZIONE: non è un vero allarme
mark-update = Aggiornamento
mark-cancelled = Ritirato
mark-review = In riesame

form-tablet = compresse
form-powder = polvere
form-capsule = capsule
form-crystals = cristalli
form-liquid = liquido
form-herbal = materiale vegetale
form-blotter = francobolli (blotter)
form-vape = liquido da svapo
form-other = altre forme

basis-confirmed = Un laboratorio ha confermato la sostanza.
basis-probable = Un laboratorio ha riconosciuto la sostanza; si attende la conferma.
basis-presumptive = Un test rapido indica la sostanza; un laboratorio deve ancora confermarla.
reports = { $count ->
    [one] Una segnalazione finora, in data { $date }.
    [many] { $count } di segnalazioni finora, l’ultima in data { $date }.
   *[other] { $count } segnalazioni finora, l’ultima in data { $date }.
}

why-sold-as = Non è la sostanza con il cui nome viene venduto.
why-opioid = È un oppioide: può fermare il respiro.
why-sedative = Dà sonnolenza a lungo; con alcol o oppioidi può fermare il respiro.
why-stimulant = Affatica il cuore e può causare panico, surriscaldamento o convulsioni.
why-cannabinoid = Può agire in modo molto più violento della cannabis: svenimento, convulsioni, confusione.
why-hallucinogen = Può agire molto a lungo e causare confusione, incidenti o convulsioni.
why-other = I suoi effetti non sono quelli attesi.
why-new = È nuovo qui e se ne sa poco.
why-deaths = Alcune persone sono morte dopo averlo preso.
why-hospital = Alcune persone sono state molto male dopo averlo preso.
why-spreading = È stato trovato in più luoghi.
why-lookalikes = Ciò che ha lo stesso aspetto può contenere altro; ciò che ha un aspetto diverso può contenere questo.

signs-opioid = Respiro lento o assente, labbra blu, russare o rantoli, non si sveglia.
signs-sedative = Non si sveglia, parola impastata, respiro lento, vomito nel sonno.
signs-stimulant = Dolore al petto, surriscaldamento, convulsioni, grande paura o confusione.
signs-cannabinoid = Svenimento, convulsioni, cuore accelerato, confusione, vomito.
signs-hallucinogen = Grande confusione, surriscaldamento, convulsioni, rischio di cadute o di incidenti stradali.
signs-other = Non si sveglia, fatica a respirare, dolore al petto, convulsioni, confusione.

do-not-alone = Non usare senza qualcuno vicino. Resta dove qualcuno può aiutarti.
do-naloxone = Porta con te il naloxone. Una dose di naloxone può non bastare.
do-not-mix = Non mescolare con alcol o altre droghe.
do-check = Prima fai analizzare la sostanza, se c’è un servizio vicino.
do-call-opioid = Segni di pericolo: chiama il 112, dai il naloxone, aiuta la persona a respirare, resta con lei.
do-call = Segni di pericolo: chiama il 112, metti la persona su un fianco, resta con lei.
do-cool = Fai pause, bevi acqua, rinfrescati.

outreach-tell = Avvisate oggi le persone che incontrate e chiedete che cosa hanno visto.
outreach-naloxone = Controllate che ci sia il naloxone e che si sappia usarlo.
outreach-sample = Offrite l’analisi. Conservate un piccolo resto dei campioni insoliti per un laboratorio.
outreach-report = Segnalateci reazioni e prodotti simili, senza nomi.

clinical-think = Pensarci di fronte a questi segni, qualunque cosa la persona dica di aver preso.
clinical-opioid = Prima il respiro. Può servire ripetere il naloxone; osservare più a lungo del solito, perché l’effetto dell’oppioide può tornare.
clinical-care = Trattare secondo i segni e come di consueto; consultare il centro antiveleni.
clinical-tests = I comuni test delle urine possono non rilevarlo. Un test negativo non lo esclude.
clinical-sample = Conservare sangue e urina per la tossicologia.
clinical-report = Segnalare i casi a noi e al centro antiveleni, senza nomi.

laboratories-look = Cercarlo nei campioni nuovi e di nuovo in quelli conservati.
laboratories-isomers = Sostanze simili possono dare lo stesso spettro; indicare quali non si sono potute distinguere.
laboratories-standard = Si può chiedere uno standard di riferimento attraverso la rete.
laboratories-report = Segnalare ogni ritrovamento, anche non confermato, con il metodo usato.

enforcement-life = Prima la vita: chiamare il 112 e dare il naloxone se il respiro è lento o assente.
enforcement-safety = Usare i guanti, non sollevare polvere, non assaggiare né annusare. Un breve contatto non mette in pericolo la vita.
enforcement-submit = Inviare subito i sequestri al laboratorio, con una foto dell’aspetto.
enforcement-report = Segnalarci nuovi ritrovamenti. Gli allarmi non servono ad agire contro chi chiede aiuto.

policy-state = È ciò che si sa oggi e può cambiare; il numero di segnalazioni non dice quanto sia diffuso.
policy-services = Garantire naloxone, analisi delle sostanze e cure urgenti dove è stato trovato.
policy-words = In pubblico non citare marchi né concentrazione: può attirare.
policy-follow = Il prossimo riesame di questo allarme è in data { $date }.

unknown-extent = Non sappiamo quanto ne circoli.
unknown-effects = Non sappiamo abbastanza sui suoi effetti.
unknown-amount = Il contenuto varia; due pezzi di aspetto uguale possono essere diversi.

services-emergency = Emergenza: 112
services-poison = Intossicazioni: il centro antiveleni
services-checking = Analisi delle sostanze: vedi che cosa c’è vicino a te

cancelled = Questo allarme è stato ritirato.
review = Parte dei dati di questo allarme è stata ritirata. Lo stiamo riesaminando; fino ad allora seguite i consigli.
valid-until = Valido fino al { $date }.
follow = Testo completo e modifiche successive: inquadra il codice.
feedback = Dicci se è stato utile: inquadra il codice.

sms-sold-as = { $place }: venduto come { $sold }, contiene { $substance }.
sms-found = { $place }: trovato { $substance }.
sms-do-opioid = Resta con qualcuno. Porta il naloxone. Respiro lento o assente: 112.
sms-do = Resta con qualcuno, non mescolare. In pericolo: chiama il 112.
sms-do-outreach = Avvisate. Segnalate ciò che vedete.
sms-do-clinical = Pensarci. I test possono non rilevarlo. Segnalare i casi.
sms-do-laboratories = Cercarlo. Segnalare ogni ritrovamento.
sms-do-enforcement = Usare i guanti. Inviare subito i reperti.
sms-do-policy = Dettagli nell’avviso completo.
sms-cancelled = { $place }: ritirato l’allarme su { $substance }.
sms-exercise = ESERCITAZIONE.
