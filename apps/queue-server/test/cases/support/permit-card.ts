import { type CardInput, cardSchema } from '@cherha/shared/workflow'

const say = (en: string) => ({ uk: `«${en}»`, en })
const days = (amount: number) => ({ unit: 'working-days', amount }) as const

/** An invented permit with one stage of each kind: window, register, distribution, inquiry, decision, works, handing over. */
export function permitInput(): CardInput {
  return {
    id: 'permit',
    version: 1,
    title: say('Permit'),
    approved: say('For the tests only'),
    result: 'card',
    resultTitle: say('Permit'),
    units: { desk: say('Desk'), division: say('Division'), centre: say('Centre') },
    roles: {
      intake: { title: say('Clerk'), unit: 'desk' },
      'authorised-entity': { title: say('Clerk of the entity'), unit: 'desk' },
      distributor: { title: say('Head'), unit: 'division' },
      officer: { title: say('Officer'), unit: 'division' },
      'decision-maker': { title: say('Head'), unit: 'division' },
      receiver: { title: say('Receiver'), unit: 'desk' },
      central: { title: say('Centre'), unit: 'centre' },
    },
    tracks: [{ key: 'standard', title: say('Standard') }],
    grounds: {
      acceptance: [{ key: 'incomplete', text: say('Not complete') }],
      issue: [{ key: 'false-data', number: '1', text: say('False data') }],
    },
    start: 'request',
    reapplication: [
      {
        after: ['issue'],
        text: say('Not within a year'),
        notBefore: { unit: 'years', amount: 1 },
        matchedBy: ['document-number', 'name', 'birth-date'],
      },
    ],
    stages: [
      {
        key: 'request',
        number: '1',
        title: say('Request'),
        does: say('The request is taken'),
        place: 'window',
        roles: ['intake', 'authorised-entity'],
        awaits: 'register',
        outcomes: [
          { key: 'taken', title: say('Taken'), to: ['distribution'], marks: ['documents-accepted'] },
          {
            key: 'refused',
            title: say('Refused'),
            end: 'refused-to-accept',
            refusal: { kind: 'acceptance', grounds: 'acceptance', written: 'on-request' },
          },
        ],
      },
      {
        key: 'distribution',
        number: '2',
        title: say('Distribution'),
        does: say('An officer is named'),
        roles: ['distributor'],
        needs: ['request'],
        deadlines: [{ printed: say('Next day'), from: 'documents-accepted', limit: days(1) }],
        outcomes: [
          {
            key: 'assigned',
            title: say('Assigned'),
            to: ['consideration'],
            marks: ['assigned'],
            effects: ['assign-officer'],
          },
        ],
      },
      {
        key: 'consideration',
        number: '3',
        title: say('Consideration'),
        does: say('The officer looks at it'),
        roles: ['officer'],
        assigned: true,
        inquiries: [{ key: 'border', title: say('Border'), connector: 'border' }],
        deadlines: [{ printed: say('Five days'), from: 'documents-accepted', limit: days(5), target: days(3) }],
        outcomes: [{ key: 'considered', title: say('Considered'), to: ['decision'], marks: ['identified'] }],
      },
      {
        key: 'decision',
        number: '4',
        title: say('Decision'),
        does: say('The head decides'),
        roles: ['decision-maker'],
        deadlines: [{ printed: say('Eight days'), from: 'documents-accepted', limit: days(8) }],
        outcomes: [
          {
            key: 'granted',
            title: say('Granted'),
            to: ['works'],
            marks: ['decided-to-issue'],
            papers: ['decision'],
            signers: [{ role: 'decision-maker', how: 'electronic' }],
          },
          {
            key: 'refused',
            title: say('Refused'),
            end: 'refused',
            marks: ['decided-to-refuse'],
            refusal: { kind: 'issue', grounds: 'issue', written: 'always' },
            papers: ['decision'],
            signers: [{ role: 'decision-maker', how: 'electronic' }],
          },
        ],
      },
      {
        key: 'works',
        number: '5',
        title: say('Made'),
        does: say('The card is made'),
        place: 'outside',
        performer: 'printing-works',
        roles: ['receiver'],
        outcomes: [{ key: 'delivered', title: say('Delivered'), to: ['handing-over'], marks: ['card-delivered'] }],
      },
      {
        key: 'handing-over',
        number: '6',
        title: say('Handing over'),
        does: say('The card is handed over'),
        roles: ['receiver', 'central'],
        outcomes: [{ key: 'issued', title: say('Issued'), end: 'issued', marks: ['issued'] }],
      },
    ],
  }
}

export const permit = cardSchema.parse(permitInput())
