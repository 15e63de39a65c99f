import type { CardInput } from '../../card.ts'

const printed = {
  uk: 'Не пізніше 3 робочих днів з дати прийняття рішення',
  en: 'Not later than 3 working days from the date of the decision',
}

const proof = {
  key: 'delivery-proof',
  label: { uk: 'Підтвердження надсилання', en: 'Proof of sending' },
  kind: 'text' as const,
}

const means = {
  key: 'delivery-means',
  label: { uk: 'Як надано копію', en: 'How the copy was given' },
  kind: 'choice' as const,
  required: false,
  options: [
    { key: 'against-signature', label: { uk: 'Під розписку', en: 'Against signature' } },
    { key: 'registered-letter', label: { uk: 'Рекомендованим листом', en: 'By registered letter' } },
    { key: 'letter', label: { uk: 'Листом', en: 'By letter' } },
  ],
}

/** Document 002, row 18: the copy of either decision goes to the applicant, or through the ministry to a mission. */
export const copy: CardInput['stages'] = [
  {
    key: 'copy',
    number: '18',
    title: { uk: 'Надсилання копії рішення', en: 'Copy of the decision sent' },
    does: {
      uk: 'Копія рішення про надання дозволу або про відмову надсилається безпосередньо заявнику або через МЗС відповідній закордонній дипломатичній установі України.',
      en: 'A copy of the decision, granting or refusing, is sent to the applicant, or through the Ministry of Foreign Affairs to the mission of Ukraine abroad.',
    },
    roles: ['officer'],
    assigned: true,
    deadlines: [
      {
        title: { uk: 'Копія рішення про надання', en: 'Copy of the decision to grant' },
        printed,
        from: 'decided-to-issue',
        limit: { unit: 'working-days', amount: 3 },
        when: ['not refused'],
      },
      {
        title: { uk: 'Копія рішення про відмову', en: 'Copy of the decision to refuse' },
        printed,
        from: 'decided-to-refuse',
        limit: { unit: 'working-days', amount: 3 },
        when: ['refused'],
      },
    ],
    outcomes: [
      {
        key: 'sent-to-applicant',
        title: { uk: 'Надіслано заявнику', en: 'Sent to the applicant' },
        when: ['not refused'],
        end: 'granted',
        marks: ['copy-sent', 'issued'],
        fields: [means, proof],
        papers: ['decision-copy'],
        notices: [{ who: 'applicant', by: ['against-signature', 'registered-letter', 'letter'] }],
      },
      {
        key: 'sent-through-ministry',
        title: { uk: 'Надіслано через МЗС', en: 'Sent through the Ministry of Foreign Affairs' },
        when: ['not refused'],
        end: 'granted',
        marks: ['copy-sent', 'issued'],
        fields: [proof],
        papers: ['decision-copy'],
        notices: [{ who: 'foreign-ministry', by: ['letter', 'system'] }],
      },
      {
        key: 'refusal-sent-to-applicant',
        title: { uk: 'Відмову надіслано заявнику', en: 'Refusal sent to the applicant' },
        when: ['refused'],
        end: 'refused',
        marks: ['copy-sent'],
        fields: [means, proof],
        papers: ['decision-copy'],
        notices: [{ who: 'applicant', by: ['against-signature', 'registered-letter', 'letter'] }],
      },
      {
        key: 'refusal-sent-through-ministry',
        title: { uk: 'Відмову надіслано через МЗС', en: 'Refusal sent through the Ministry of Foreign Affairs' },
        when: ['refused'],
        end: 'refused',
        marks: ['copy-sent'],
        fields: [proof],
        papers: ['decision-copy'],
        notices: [{ who: 'foreign-ministry', by: ['letter', 'system'] }],
      },
    ],
  },
]
