import type { CardInput } from '@cherha/shared/workflow'

const say = (en: string) => ({ uk: `«${en}»`, en })

/** A fourth card: an invented certificate, asked for at the window and decided within five working days. */
export function smallCard(): CardInput {
  return {
    id: 'certificate',
    version: 1,
    title: say('Certificate'),
    approved: say('For the tests only'),
    result: 'decision',
    resultTitle: say('Certificate'),
    units: { desk: say('Desk'), office: say('Office') },
    roles: {
      intake: { title: say('Clerk'), unit: 'desk' },
      officer: { title: say('Officer'), unit: 'office' },
      'decision-maker': { title: say('Head'), unit: 'office' },
    },
    tracks: [{ key: 'standard', title: say('Standard') }],
    facts: [{ key: 'archive-needed', label: say('The archive has to be asked') }],
    grounds: { acceptance: [{ key: 'incomplete', text: say('Not complete') }] },
    start: 'request',
    stages: [
      {
        key: 'request',
        number: '1',
        title: say('Request taken'),
        does: say('The request is taken'),
        place: 'window',
        roles: ['intake'],
        deadlines: [{ printed: say('At once'), from: 'documents-accepted', limit: { unit: 'same-visit' } }],
        outcomes: [
          { key: 'taken', title: say('Taken'), to: ['search'], marks: ['documents-accepted'] },
          {
            key: 'refused',
            title: say('Refused'),
            end: 'refused-to-accept',
            refusal: { kind: 'acceptance', grounds: 'acceptance', written: 'always' },
          },
        ],
      },
      {
        key: 'search',
        number: '2',
        title: say('Search'),
        does: say('The files are searched'),
        roles: ['officer'],
        deadlines: [
          {
            printed: say('Within three working days'),
            from: 'documents-accepted',
            limit: { unit: 'working-days', amount: 3 },
            target: { unit: 'working-days', amount: 2 },
          },
        ],
        outcomes: [
          { key: 'found', title: say('Found'), to: ['sign'], marks: ['identified'] },
          {
            key: 'ask-archive',
            title: say('Ask the archive'),
            to: ['archive'],
            stay: true,
            sets: ['archive-needed'],
          },
        ],
      },
      {
        key: 'archive',
        number: '3',
        title: say('Archive'),
        does: say('The archive is asked'),
        roles: ['officer'],
        when: ['archive-needed'],
        deadlines: [
          { printed: say('Within a month'), from: 'documents-accepted', limit: { unit: 'months', amount: 1 } },
        ],
        outcomes: [{ key: 'answered', title: say('Answered'), to: ['sign'] }],
      },
      {
        key: 'sign',
        number: '4',
        title: say('Signing'),
        does: say('The head signs'),
        roles: ['decision-maker'],
        needs: ['search', 'archive'],
        deadlines: [
          {
            printed: say('Two working days after the search'),
            from: 'identified',
            limit: { unit: 'working-days', amount: 2 },
          },
        ],
        outcomes: [
          {
            key: 'signed',
            title: say('Signed'),
            end: 'issued',
            marks: ['issued'],
            signers: [{ role: 'decision-maker', how: 'electronic' }],
          },
        ],
      },
    ],
  }
}
