audience-people = Para personas que consumen drogas
audience-outreach = Para equipos de calle y servicios de análisis de drogas
audience-clinical = Para urgencias, ambulancias y centros de información toxicológica
audience-laboratories = Para laboratorios
audience-enforcement = Para policía y aduanas
audience-policy = Para responsables de políticas públicas

label-sold-as = Vendido como
label-contains = Contiene
label-form = Forma
label-where = Dónde
label-when = Cuándo
label-basis = Cómo lo sabemos
label-why = Por qué importa
label-signs = Señales de peligro
label-do = Qué hacer
label-services = Ayuda
label-unknowns = Lo que no sabemos
label-issuer = Emitida por
label-note = Añadido a mano, solo en este idioma

headline-sold-as = { $place }: vendido como { $sold }, contiene { $substance }
headline-found = { $place }: detección de { $substance }
mark-exercise = EJERCICIO: no es una alerta real
mark-update = Actualización
mark-cancelled = Retirada
mark-review = En revisión

form-tablet = comprimidos
form-powder = polvo
form-capsule = cápsulas
form-crystals = cristales
form-liquid = líquido
form-herbal = material vegetal
form-blotter = secantes
form-vape = líquido para vapear
form-other = otras formas

basis-confirmed = Un laboratorio ha confirmado la sustancia.
basis-probable = Un laboratorio ha reconocido la sustancia; falta la confirmación.
basis-presumptive = Una prueba rápida apunta a la sustancia; un laboratorio aún debe confirmarla.
reports = { $count ->
    [one] Una notificación hasta ahora, el { $date }.
    [many] { $count } de notificaciones hasta ahora, la última el { $date }.
   *[other] { $count } notificaciones hasta ahora, la última el { $date }.
}

why-sold-as = No es lo que se anuncia al venderlo.
why-opioid = Es un opioide: puede detener la respiración.
why-sedative = Adormece durante mucho tiempo; con alcohol u opioides puede detener la respiración.
why-stimulant = Sobrecarga el corazón y puede causar pánico, golpe de calor o convulsiones.
why-cannabinoid = Puede actuar de forma mucho más brusca que el cannabis: desmayo, convulsiones, confusión.
why-hallucinogen = Puede actuar durante mucho tiempo y causar confusión, accidentes o convulsiones.
why-other = Sus efectos no son los que se esperan.
why-new = Es nuevo aquí y se sabe poco de él.
why-deaths = Hay personas que han muerto tras tomarlo.
why-hospital = Hay personas que han enfermado gravemente tras tomarlo.
why-spreading = Se ha encontrado en varios lugares.
why-lookalikes = Otros de igual aspecto pueden contener otra cosa; otros de aspecto distinto pueden contener esto.

signs-opioid = Respiración lenta o ausente, labios azules, ronquidos o gorgoteo, no se despierta.
signs-sedative = No se despierta, habla pastosa, respiración lenta, vómitos mientras duerme.
signs-stimulant = Dolor en el pecho, golpe de calor, convulsiones, miedo intenso o confusión.
signs-cannabinoid = Desmayo, convulsiones, corazón acelerado, confusión, vómitos.
signs-hallucinogen = Gran confusión, golpe de calor, convulsiones, peligro de caídas o de accidentes de tráfico.
signs-other = No se despierta, dificultad para respirar, dolor en el pecho, convulsiones, confusión.

do-not-alone = No consumas a solas. Quédate donde alguien pueda ayudarte.
do-naloxone = Ten naloxona a mano. A veces hace falta más de una dosis de naloxona.
do-not-mix = No lo mezcles con alcohol ni otras drogas.
do-check = Pide antes que lo analicen, si hay un servicio cerca.
do-call-opioid = Señales de peligro: llama al 112, administra naloxona, ayuda a la persona a respirar, quédate con ella.
do-call = Señales de peligro: llama al 112, pon a la persona de lado, quédate con ella.
do-cool = Haz pausas, bebe agua, refréscate.

outreach-tell = Avisad hoy a las personas que atendéis y preguntad qué han visto.
outreach-naloxone = Comprobad que hay naloxona y que la gente sabe usarla.
outreach-sample = Ofreced análisis. Guardad un pequeño resto de muestras poco habituales para un laboratorio.
outreach-report = Comunicadnos reacciones y productos parecidos, sin nombres.

clinical-think = Sospéchelo ante estos signos, sea lo que sea lo que la persona diga haber tomado.
clinical-opioid = Primero la respiración. Puede hacer falta repetir la naloxona; observe más tiempo de lo habitual, pues el efecto del opioide puede volver.
clinical-care = Trate según los signos, con la atención habitual; consulte al centro de información toxicológica.
clinical-tests = Las pruebas de orina habituales pueden no detectarlo. Un resultado negativo no lo descarta.
clinical-sample = Guarde sangre y orina para toxicología.
clinical-report = Comuníquenos los casos, y también al centro de información toxicológica, sin nombres.

laboratories-look = Búsquelo en muestras nuevas, y otra vez en las guardadas.
laboratories-isomers = Sustancias parecidas pueden dar el mismo espectro; indique cuáles no pudo distinguir.
laboratories-standard = Se puede pedir un patrón de referencia a través de la red.
laboratories-report = Comunique cada hallazgo, también sin confirmar, con el método usado.

enforcement-life = La vida es lo primero: llame al 112 y administre naloxona si la persona respira despacio o no respira.
enforcement-safety = Use guantes, no levante polvo, no pruebe ni huela. Tocarlo brevemente no pone en peligro la vida.
enforcement-submit = Envíe lo incautado al laboratorio enseguida, con una foto de su aspecto.
enforcement-report = Comuníquenos nuevos hallazgos. Las alertas no deben usarse contra quien pide ayuda.

policy-state = Esto es lo que se sabe hoy y puede cambiar; el número de notificaciones no indica lo extendido que está.
policy-services = Asegure que haya naloxona, análisis de drogas y atención urgente donde se ha encontrado.
policy-words = En público no cite marcas ni concentración; puede atraer.
policy-follow = La próxima revisión de esta alerta es el { $date }.

unknown-extent = No sabemos qué cantidad circula.
unknown-effects = No sabemos lo suficiente sobre sus efectos.
unknown-amount = El contenido varía; dos unidades de igual aspecto pueden ser distintas.

services-emergency = Emergencias: 112
services-poison = Intoxicaciones: el centro nacional de información toxicológica
services-checking = Análisis de drogas: busca qué hay cerca

cancelled = Esta alerta se ha retirado.
review = Se ha retirado parte de los datos de esta alerta. La estamos revisando; hasta entonces, sus consejos siguen siendo válidos.
valid-until = Válida hasta el { $date }.
follow = Texto completo y cambios posteriores: escanea el código.
feedback = Dinos si esto ha ayudado: escanea el código.

sms-sold-as = { $place }: vendido como { $sold }, contiene { $substance }.
sms-found = { $place }: detección de { $substance }.
sms-do-opioid = No consumas a solas. Ten naloxona a mano. Si alguien respira mal: 112.
sms-do = No consumas a solas ni mezcles. En peligro: llama al 112.
sms-do-outreach = Avisad a la gente. Comunicad lo que veáis.
sms-do-clinical = Sospéchelo. Un test puede no detectarlo. Comunique casos.
sms-do-laboratories = Búsquelo. Comunique cada hallazgo.
sms-do-enforcement = Use guantes. Envíe enseguida lo hallado.
sms-do-policy = Detalles en el aviso completo.
sms-cancelled = { $place }: retirada la alerta sobre { $substance }.
sms-exercise = EJERCICIO.
