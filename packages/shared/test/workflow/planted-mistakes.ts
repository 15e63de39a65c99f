/** Planted where something is taken away. */
export const gone = Symbol('gone')

const text = { uk: 'Текст', en: 'Text' }
const term = (amount: number) => ({ unit: 'working-days', amount })
const days = (from: string, amount: number) => ({ printed: text, from, limit: term(amount) })
const cap = (amount: number) => [{ stage: 'sign', from: 'documents-accepted', limit: term(amount), printed: text }]
const back = { key: 'back', title: text, to: ['search'] }

/** What is planted in the small card, where, and how the message begins that names it. */
export const mistakes: readonly [what: string, path: string, value: unknown, expected: string][] = [
  [
    'an unknown stage in an outcome',
    'stages.0.outcomes.0.to',
    ['serch'],
    'stages.0.outcomes.0.to.0: serch is no stage; one of request, search, archive, sign',
  ],
  ['an unknown first stage', 'start', 'begin', 'start: begin is no stage; one of request, search, archive, sign'],
  [
    'an unknown stage to wait for',
    'stages.3.needs',
    ['archives'],
    'stages.3.needs.0: archives is no stage; one of request, search, archive, sign',
  ],
  [
    'an unknown stage that bounds a term',
    'stages.1.deadlines.0.notAfter',
    'signing',
    'stages.1.deadlines.0.notAfter: signing is no stage; one of request, search, archive, sign',
  ],
  [
    'an unknown stage after a complaint',
    'appeal',
    {
      title: text,
      text,
      to: ['court'],
      of: ['issue'],
      returnsTo: 'judge',
      decidedOn: 'not-stated',
      documentsRequired: false,
    },
    'appeal.returnsTo: judge is no stage',
  ],
  [
    'a stage that is never reached',
    'stages.0.outcomes.0.to',
    ['sign'],
    'stages.1: stage search is never reached: no outcome leads to it from request',
  ],
  [
    'a loop without a way out',
    'stages.3.outcomes',
    [back],
    'stages.3: stage sign is in a loop without a way out: no outcome from it ends the case',
  ],
  [
    'a stage that waits for what comes after it',
    'stages.1.needs',
    ['sign'],
    'stages.1.needs.0: search waits for sign, which comes only after it',
  ],
  [
    'an outcome without a target',
    'stages.3.outcomes.0.end',
    gone,
    'stages.3.outcomes.0: outcome signed leads nowhere; give it to (stages), end or stay',
  ],
  [
    'an outcome with two targets',
    'stages.3.outcomes.0.to',
    ['search'],
    'stages.3.outcomes.0: outcome signed both ends the case and goes on',
  ],
  [
    'a refusal to accept that goes on',
    'stages.0.outcomes.1',
    {
      key: 'refused',
      title: text,
      to: ['search'],
      refusal: { kind: 'acceptance', grounds: 'acceptance', written: 'always' },
    },
    'stages.0.outcomes.1: outcome refused refuses to accept or consider, which ends the case; it needs end',
  ],
  [
    'a refusal to hand over that ends the case',
    'stages.3.outcomes.0.refusal',
    { kind: 'handover', grounds: 'acceptance', written: 'always' },
    'stages.3.outcomes.0: outcome signed refuses to hand over, which leaves the case open; it needs stay',
  ],
  [
    'an alternative that is never used',
    'stages.1.otherwise',
    ['sign'],
    'stages.1.otherwise: is never used: the stage has no when',
  ],
  ['a stage without outcomes', 'stages.2.outcomes', [], 'stages.2.outcomes: [] is not allowed; at least 1 of them'],
  ['a missing Ukrainian label', 'stages.1.title', { en: 'Search' }, 'stages.1.title.uk: is missing; a text is needed'],
  [
    'an empty English label',
    'stages.1.outcomes.0.title.en',
    ' ',
    'stages.1.outcomes.0.title.en: " " is not allowed; some text is needed',
  ],
  [
    'an unknown role',
    'stages.1.roles',
    ['boss'],
    'stages.1.roles.0: "boss" is not allowed; one of intake, distributor, officer, decision-maker',
  ],
  [
    'a role without a job title',
    'stages.1.roles',
    ['receiver'],
    'stages.1.roles.0: receiver has no job title; give it one under roles',
  ],
  [
    'a job title of no unit',
    'roles.officer.unit',
    'cellar',
    'roles.officer.unit: cellar is no unit; one of desk, office',
  ],
  [
    'two signers without a role',
    'stages.3.outcomes.0.signers',
    [{ count: 2 }],
    'stages.3.outcomes.0.signers.0: a signer needs a role (or a party): say who signs',
  ],
  [
    'a signer who is two things',
    'stages.3.outcomes.0.signers',
    [{ role: 'officer', party: 'applicant' }],
    'stages.3.outcomes.0.signers.0: a signer is either a role or a party; leave one out',
  ],
  [
    'a number that is there twice',
    'stages.1.number',
    '1',
    'stages.1.number: number 1 is there twice; each may be there once',
  ],
  [
    'a stage that is there twice',
    'stages.2.key',
    'search',
    'stages.2.key: stage search is there twice; each may be there once',
  ],
  [
    'an outcome that is there twice',
    'stages.0.outcomes.1.key',
    'taken',
    'stages.0.outcomes.1.key: outcome taken is there twice; each may be there once',
  ],
  [
    'an unknown event',
    'stages.1.deadlines.0.from',
    'lunch',
    'stages.1.deadlines.0.from: "lunch" is not allowed; one of documents-accepted, application-created',
  ],
  [
    'an event that nothing marks',
    'stages.1.deadlines.0.from',
    'data-sent',
    'stages.1.deadlines.0.from: nothing marks data-sent: an outcome of a stage has to; now documents-accepted, identified, issued is marked',
  ],
  [
    'a term that another stage ends',
    'stages.1.deadlines.0.until',
    'issued',
    'stages.1.deadlines.0.until: no outcome of this stage marks issued; leave until out for the end of the stage',
  ],
  [
    'a term that waits for itself',
    'stages.1.deadlines',
    [days('identified', 2)],
    'stages.1.deadlines: search has no date: it counts from identified, which comes only with or after the stage itself',
  ],
  [
    'a term longer than the cap',
    'caps',
    cap(2),
    'stages.1.deadlines.0.limit: 3 working-days is longer than the whole service may take: at most 2 working-days (caps)',
  ],
  [
    'targets that do not fit the cap',
    'caps',
    cap(3),
    'stages.3.deadlines: planned for 2029-01-05 when taken on 2029-01-01, after the cap of 2029-01-04; give earlier stages a shorter target',
  ],
  [
    'a target later than its limit',
    'stages.1.deadlines.0.target',
    term(4),
    'stages.1.deadlines.0.target: is later than the limit of 3 working-days',
  ],
  [
    'an unknown unit of time',
    'stages.1.deadlines.0.limit',
    { unit: 'weeks', amount: 1 },
    'stages.1.deadlines.0.limit.unit: "weeks" is not allowed; one of same-visit, same-day, working-days, calendar-days, months, years',
  ],
  [
    'a term without an amount',
    'stages.1.deadlines.0.limit',
    { unit: 'months' },
    'stages.1.deadlines.0.limit.amount: is missing; a number is needed',
  ],
  [
    'a term of nothing',
    'stages.1.deadlines.0.limit',
    term(0),
    'stages.1.deadlines.0.limit.amount: 0 is not allowed; at least 1',
  ],
  [
    'an unknown condition',
    'stages.2.when',
    ['archive'],
    'stages.2.when.0: archive is no condition; one of channel-entity, track-fast, inquiries-sent, refused, reopened, archive-needed',
  ],
  [
    'a condition written wrongly',
    'stages.2.when',
    ['Not archive-needed'],
    'stages.2.when.0: "Not archive-needed" is not allowed; a condition, or `not` and a condition',
  ],
  [
    'a fact that nothing sets',
    'stages.1.outcomes.1.sets',
    [],
    'facts.0.key: nothing sets archive-needed: an outcome, a ground or a yes-no field of that name has to',
  ],
  [
    'a fact the card does not declare',
    'stages.1.outcomes.1.sets',
    ['archive-needed', 'late'],
    'stages.1.outcomes.1.sets.1: late is no fact of the card; one of archive-needed',
  ],
  [
    'a fact named like a condition',
    'facts.0.key',
    'refused',
    'facts.0.key: refused is a condition of its own; give another name',
  ],
  [
    'an unknown effect',
    'stages.1.outcomes.0.effects',
    ['dance'],
    'stages.1.outcomes.0.effects.0: "dance" is not allowed; one of correct-application, assign-officer',
  ],
  [
    'an unknown list of grounds',
    'stages.0.outcomes.1.refusal.grounds',
    'reasons',
    'stages.0.outcomes.1.refusal.grounds: reasons is no list of grounds; one of acceptance',
  ],
  [
    'a track the card does not have',
    'stages.1.deadlines.0.tracks',
    ['fast'],
    'stages.1.deadlines.0.tracks.0: the card has no fast track; one of standard',
  ],
  [
    'no standard track',
    'tracks',
    [{ key: 'fast', title: text }],
    'tracks: the standard track is missing; every card has it',
  ],
  [
    'a choice without options',
    'stages.1.fields',
    [{ key: 'shelf', label: text, kind: 'choice' }],
    'stages.1.fields.0.options: a choice needs options to choose from',
  ],
  [
    'a rule on applying again with an unknown ground',
    'reapplication',
    [{ after: ['issue'], text, ground: 'too-early' }],
    'reapplication.0.ground: too-early is no ground; one of incomplete',
  ],
  [
    'a stage outside that nobody does',
    'stages.2.place',
    'outside',
    'stages.2.performer: is missing; say who does a stage outside the service',
  ],
  [
    'a word that is not known',
    'stages.1.titel',
    text,
    'stages.1.titel: titel is not known here; one of key, number, title, does, place',
  ],
  ['a version below 1', 'version', 0, 'version: 0 is not allowed; at least 1'],
  ['an id with capitals', 'id', 'Довідка', 'id: "Довідка" is not allowed; small Latin letters, digits and hyphens'],
]
