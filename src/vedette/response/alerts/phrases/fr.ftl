audience-people = Pour les personnes qui consomment des drogues
audience-outreach = Pour les équipes de terrain et l’analyse de drogues
audience-clinical = Pour les urgences, les ambulances et les centres antipoison
audience-laboratories = Pour les laboratoires
audience-enforcement = Pour la police et les douanes
audience-policy = Pour les pouvoirs publics

label-sold-as = Vendu comme
label-contains = Contient
label-form = Forme
label-where = Où
label-when = Quand
label-basis = Comment nous le savons
label-why = Pourquoi c’est important
label-signs = Signes de danger
label-do = Que faire
label-services = Aide
label-unknowns = Ce que nous ignorons
label-issuer = Émise par
label-note = Ajouté à la main, dans cette langue seulement

headline-sold-as = { $place } : vendu comme { $sold }, contient { $substance }
headline-found = { $place } : présence détectée : { $substance }
mark-exercise = EXERCICE : ce n’est pas une vraie alerte
mark-update = Mise à jour
mark-cancelled = Retirée
mark-review = En cours de réexamen

form-tablet = comprimés
form-powder = poudre
form-capsule = gélules
form-crystals = cristaux
form-liquid = liquide
form-herbal = matière végétale
form-blotter = buvards
form-vape = liquide à vapoter
form-other = autres formes

basis-confirmed = Un laboratoire a confirmé la substance.
basis-probable = Un laboratoire a reconnu la substance ; la confirmation est attendue.
basis-presumptive = Un test rapide indique la substance ; un laboratoire doit encore la confirmer.
reports = { $count ->
    [one] { $count } signalement à ce jour, le { $date }.
    [many] { $count } de signalements à ce jour, le dernier le { $date }.
   *[other] { $count } signalements à ce jour, le dernier le { $date }.
}

why-sold-as = Ce n’est pas ce qui est annoncé à la vente.
why-opioid = C’est un opioïde : la respiration peut s’arrêter.
why-sedative = La somnolence dure longtemps ; avec de l’alcool ou des opioïdes, la respiration peut s’arrêter.
why-stimulant = Le cœur est mis à rude épreuve ; panique, coup de chaleur ou convulsions sont possibles.
why-cannabinoid = L’effet peut être bien plus brutal que celui du cannabis : évanouissement, convulsions, confusion.
why-hallucinogen = L’effet peut durer très longtemps et causer confusion, accidents ou convulsions.
why-other = Les effets ne sont pas ceux attendus.
why-new = C’est nouveau ici, et on en sait peu de chose.
why-deaths = Des personnes sont décédées après en avoir pris.
why-hospital = Des personnes ont été gravement malades après en avoir pris.
why-spreading = On l’a trouvé à plusieurs endroits.
why-lookalikes = Un produit d’aspect identique peut contenir autre chose ; un produit d’aspect différent peut contenir celui-ci.

signs-opioid = Respiration lente ou absente, lèvres bleues, ronflements ou râles, impossible à réveiller.
signs-sedative = Impossible à réveiller, parole pâteuse, respiration lente, vomissements pendant le sommeil.
signs-stimulant = Douleur dans la poitrine, coup de chaleur, convulsions, peur intense ou confusion.
signs-cannabinoid = Évanouissement, convulsions, cœur qui s’emballe, confusion, vomissements.
signs-hallucinogen = Grande confusion, coup de chaleur, convulsions, risque de chute ou d’accident de la circulation.
signs-other = Impossible à réveiller, difficulté à respirer, douleur dans la poitrine, convulsions, confusion.

do-not-alone = Ne consommez pas sans quelqu’un près de vous. Restez là où l’on peut vous aider.
do-naloxone = Ayez de la naloxone sur vous. Il faut parfois plus d’une dose de naloxone.
do-not-mix = Ne mélangez pas avec de l’alcool ou d’autres drogues.
do-check = Faites d’abord analyser le produit, si un service près de vous le propose.
do-call-opioid = Signes de danger : appelez le 112, donnez de la naloxone, aidez la personne à respirer, restez avec elle.
do-call = Signes de danger : appelez le 112, mettez la personne sur le côté, restez avec elle.
do-cool = Faites des pauses, buvez de l’eau, rafraîchissez-vous.

outreach-tell = Prévenez aujourd’hui les personnes que vous rencontrez, et demandez ce qu’elles ont vu.
outreach-naloxone = Vérifiez que la naloxone est disponible et que chacun sait s’en servir.
outreach-sample = Proposez l’analyse. Gardez un petit reste des échantillons inhabituels pour un laboratoire.
outreach-report = Signalez-nous les réactions et les produits semblables, sans citer de noms.

clinical-think = Pensez-y devant ces signes, quoi que la personne dise avoir pris.
clinical-opioid = La respiration d’abord. Il faut parfois réadministrer la naloxone ; surveillez plus longtemps que d’habitude, car l’effet de l’opioïde peut revenir.
clinical-care = Traitez selon les signes, avec les soins habituels ; contactez le centre antipoison.
clinical-tests = Les tests urinaires courants peuvent passer à côté. Un test négatif ne l’exclut pas.
clinical-sample = Conservez du sang et de l’urine pour la toxicologie.
clinical-report = Signalez-nous les cas, ainsi qu’au centre antipoison, sans citer de noms.

laboratories-look = Recherchez-en la présence dans les nouveaux échantillons, et de nouveau dans ceux conservés.
laboratories-isomers = Des substances proches peuvent donner le même spectre ; indiquez celles que vous n’avez pu distinguer.
laboratories-standard = Un étalon de référence peut être demandé via le réseau.
laboratories-report = Signalez chaque détection, même non confirmée, avec la méthode employée.

enforcement-life = La vie d’abord : appelez le 112 et donnez de la naloxone si la respiration est lente ou absente.
enforcement-safety = Portez des gants, ne soulevez pas de poussière, ne goûtez pas et ne reniflez pas le produit. Un bref contact ne met pas la vie en danger.
enforcement-submit = Envoyez les saisies au laboratoire sans attendre, avec une photo de leur aspect.
enforcement-report = Signalez-nous les nouveaux cas. Les alertes ne servent pas à agir contre les personnes qui demandent de l’aide.

policy-state = C’est ce que l’on sait aujourd’hui ; cela peut changer. Le nombre de signalements ne dit rien de la fréquence.
policy-services = Veillez à ce que naloxone, analyse de drogues et soins d’urgence soient disponibles là où on l’a trouvé.
policy-words = En public, ne citez ni marque ni teneur ; cela peut attirer.
policy-follow = Cette alerte sera réexaminée le { $date }.

unknown-extent = Nous ignorons quelle quantité circule.
unknown-effects = Nous connaissons mal ses effets.
unknown-amount = Le contenu varie ; deux unités d’aspect identique peuvent différer.

services-emergency = Urgence : 112
services-poison = Intoxications : votre centre antipoison
services-checking = Analyse de drogues : voir l’offre près de chez vous

cancelled = Cette alerte a été retirée.
review = Une partie des données de cette alerte a été retirée. Nous la réexaminons ; d’ici là, suivez ses conseils.
valid-until = Valable jusqu’au { $date }.
follow = Texte complet et changements ultérieurs : scannez le code.
feedback = Dites-nous si cette alerte a été utile : scannez le code.

sms-sold-as = { $place } : vendu comme { $sold }, contient { $substance }.
sms-found = { $place } : présence détectée : { $substance }.
sms-do-opioid = Restez à plusieurs. Ayez de la naloxone. Si une personne respire mal : 112.
sms-do = Restez à plusieurs, ne mélangez pas. En cas de danger : 112.
sms-do-outreach = Prévenez les personnes rencontrées. Signalez ce que vous voyez.
sms-do-clinical = Pensez-y. Un test peut passer à côté. Signalez les cas.
sms-do-laboratories = À rechercher. Signalez chaque détection.
sms-do-enforcement = Portez des gants. Envoyez les saisies sans attendre.
sms-do-policy = Détails dans l’avis complet.
sms-cancelled = { $place } : alerte sur { $substance } retirée.
sms-exercise = EXERCICE.
