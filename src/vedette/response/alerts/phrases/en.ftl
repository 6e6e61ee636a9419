# The phrase bank: what a warning says. Short sentences, one action a line, nothing that praises,
# tempts or doses. Every language has every message with the same variables; where a language
# declines names, the sentence is built so that a name stands by itself, after a colon or a dash.
#
# $substance  what was found, one name or a list   $sold   what it was sold as
# $place      country or region                    $date   a day, written in the language
# $count      how many reports                     $form   one of the forms below
# $issuer     who warns                            $number number of the warning

## Names of audiences, as headings of their own part

audience-people = For people who use drugs
audience-outreach = For outreach and drug checking services
audience-clinical = For emergency departments, ambulances and poison centres
audience-laboratories = For laboratories
audience-enforcement = For police and customs
audience-policy = For policy makers

## Labels

label-sold-as = Sold as
label-contains = Contains
label-form = Form
label-where = Where
label-when = When
label-basis = How we know
label-why = Why it matters
label-signs = Signs of danger
label-do = What to do
label-services = Help
label-unknowns = What is not known
label-issuer = Issued by
label-note = Added by hand, in this language only

## Headlines; $place stands alone before the colon

headline-sold-as = { $place }: sold as { $sold }, contains { $substance }
headline-found = { $place }: { $substance } found
mark-exercise = EXERCISE: not a real warning
mark-update = Update
mark-cancelled = Withdrawn
mark-review = Under review

## Forms

form-tablet = tablets
form-powder = powder
form-capsule = capsules
form-crystals = crystals
form-liquid = liquid
form-herbal = plant material
form-blotter = blotters
form-vape = vaping liquid
form-other = other forms

## How we know, and how sure it is

basis-confirmed = A laboratory confirmed the substance.
basis-probable = A laboratory recognised the substance; confirmation is still to come.
basis-presumptive = A quick test points to the substance; a laboratory has yet to confirm it.
reports = { $count ->
    [one] One report so far, on { $date }.
   *[other] { $count } reports so far, the latest on { $date }.
}

## Why it matters

why-sold-as = It is not what it is sold as.
why-opioid = It is an opioid: it can stop a person's breathing.
why-sedative = It makes people drowsy for a long time, and together with alcohol or opioids it can stop breathing.
why-stimulant = It strains the heart and can cause panic, overheating or seizures.
why-cannabinoid = It can act far more harshly than cannabis: fainting, seizures, confusion.
why-hallucinogen = It can act for very long and cause confusion, accidents or seizures.
why-other = Its effects are not what people expect.
why-new = It is new here, and little is known about it.
why-deaths = People have died after taking it.
why-hospital = People have become seriously ill after taking it.
why-spreading = It has been found in several places.
why-lookalikes = Others that look the same may hold something else; others that look different may hold this.

## Signs of danger

signs-opioid = Slow or no breathing, blue lips, snoring or gurgling, cannot be woken.
signs-sedative = Cannot be woken, slurred speech, slow breathing, vomiting while asleep.
signs-stimulant = Chest pain, overheating, seizure, great fear or confusion.
signs-cannabinoid = Fainting, seizure, racing heart, confusion, vomiting.
signs-hallucinogen = Great confusion, overheating, seizure, danger from falls or traffic.
signs-other = Cannot be woken, trouble breathing, chest pain, seizure, confusion.

## What people can do

do-not-alone = Do not use alone. Stay where someone can reach you.
do-naloxone = Carry naloxone. More than one dose of naloxone may be needed.
do-not-mix = Do not mix it with alcohol or other drugs.
do-check = Have it checked first, if a service near you offers that.
do-call-opioid = Danger signs: call 112, give naloxone, keep the person breathing, stay.
do-call = Danger signs: call 112, put the person on their side, stay.
do-cool = Take breaks, drink water, keep cool.

## What services can do

outreach-tell = Tell the people you reach today, and ask what they have seen.
outreach-naloxone = Check that naloxone is at hand, and that people know how to use it.
outreach-sample = Offer checking. Keep a little of any unusual sample for a laboratory.
outreach-report = Report reactions and look-alikes to us, without names.

clinical-think = Think of it in people who fit the signs, whatever they say they took.
clinical-opioid = Breathing comes first. Naloxone may have to be repeated; observe for longer than usual, since the effect of the opioid can return.
clinical-care = Treat by the signs and with the usual care; ask the poison centre.
clinical-tests = Routine urine tests may miss it. A negative test does not rule it out.
clinical-sample = Keep blood and urine for toxicology.
clinical-report = Report cases to us and to the poison centre, without names.

laboratories-look = Look for it in new samples, and again in stored ones.
laboratories-isomers = Similar substances may give the same spectrum; say which you could not tell apart.
laboratories-standard = A reference standard can be asked for through the network.
laboratories-report = Report every finding, even if unconfirmed, with the method used.

enforcement-life = Life comes first: call 112 and give naloxone if breathing is slow or has stopped.
enforcement-safety = Wear gloves, raise no dust, do not taste or smell. Touching it briefly is no danger to life.
enforcement-submit = Send what was seized to the laboratory at once, with a picture of how it looks.
enforcement-report = Tell us of new finds. Warnings are not for use against people who ask for help.

policy-state = This is what is known today. It may change; the number of reports says nothing about how common it is.
policy-services = Make sure that naloxone, drug checking and emergency care are at hand where it was found.
policy-words = In public, name no brand and no strength; that can attract.
policy-follow = The next review of this warning is on { $date }.

## What is not known

unknown-extent = We do not know how much of it is in circulation.
unknown-effects = We do not know enough about its effects.
unknown-amount = Its content varies; two pieces that look alike can differ.

## Help

services-emergency = Emergency: 112
services-poison = Poison information: your national centre
services-checking = Drug checking: see what is offered near you

## Life of the warning

cancelled = This warning has been withdrawn.
review = Part of what this warning rests on was withdrawn. We are looking at it again; follow its advice until you hear from us.
valid-until = Valid until { $date }.
follow = Full text and later changes: scan the code.
feedback = Tell us whether this helped: scan the code.

## Text messages; at most 160 characters with the names in them

sms-sold-as = { $place }: sold as { $sold }, contains { $substance }.
sms-found = { $place }: { $substance } found.
sms-do-opioid = Do not use alone. Have naloxone. If someone breathes badly: call 112.
sms-do = Do not use alone, do not mix. In danger: call 112.
sms-do-outreach = Tell the people you reach. Report what you see.
sms-do-clinical = Think of it. Tests may miss it. Report cases.
sms-do-laboratories = Look for it. Report every finding.
sms-do-enforcement = Wear gloves. Submit finds at once.
sms-do-policy = Details are in the full notice.
sms-cancelled = { $place }: warning about { $substance } withdrawn.
sms-exercise = EXERCISE.
