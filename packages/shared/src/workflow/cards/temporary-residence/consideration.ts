import type { CardInput } from '../../card.ts'

/** Document 003, rows 10–13: identification, inquiries and the decision. */
export const consideration: CardInput['stages'] = [
  {
    key: 'identification',
    number: '10',
    title: { uk: 'Ідентифікація особи та перевірка інформації', en: 'Identification and check of the information' },
    does: {
      uk: 'Працівник ідентифікує особу, на ім’я якої оформляється посвідка, перевіряє інформацію в заяві-анкеті та подані документи.',
      en: 'The officer identifies the person the card is for and checks the information in the application and the documents.',
    },
    roles: ['officer'],
    assigned: true,
    deadlines: [
      {
        printed: {
          uk: 'Протягом 7 робочих днів з дня оформлення заяви-анкети',
          en: 'Within 7 working days from the day the application is formed',
        },
        from: 'application-created',
        limit: { unit: 'working-days', amount: 7 },
        tracks: ['standard'],
      },
      {
        printed: {
          uk: 'Протягом 1 робочого дня з дня оформлення заяви-анкети**',
          en: 'Within 1 working day from the day the application is formed**',
        },
        from: 'application-created',
        limit: { unit: 'working-days', amount: 1 },
        tracks: ['fast'],
      },
    ],
    outcomes: [
      {
        key: 'identified',
        title: { uk: 'Особу ідентифіковано, документи перевірено', en: 'Identified, documents checked' },
        to: ['decision'],
        marks: ['identified'],
      },
      {
        key: 'inquiry-needed',
        title: { uk: 'Потрібні запити', en: 'Inquiries are needed' },
        to: ['inquiries'],
        stay: true,
        sets: ['inquiry-needed'],
      },
    ],
  },
  {
    key: 'inquiries',
    number: '11',
    title: { uk: 'Запити до державних органів', en: 'Inquiries to state bodies' },
    does: {
      uk: 'За потреби підтвердження інших відомостей або дійсності документів надсилаються запити до державних органів, які відповідають протягом трьох робочих днів.',
      en: 'If other facts or the validity of documents have to be confirmed, inquiries go to state bodies, which answer within three working days.',
    },
    roles: ['officer'],
    assigned: true,
    when: ['inquiry-needed'],
    inquiries: [
      {
        key: 'state-body',
        title: { uk: 'Запит до державного органу', en: 'Inquiry to a state body' },
        connector: 'state-body',
      },
    ],
    deadlines: [
      {
        title: { uk: 'Надіслати запит', en: 'Send the inquiry' },
        printed: {
          uk: 'У день, наступний за днем прийому документів',
          en: 'On the day after the day the documents are taken',
        },
        from: 'documents-accepted',
        until: 'inquiry-sent',
        limit: { unit: 'working-days', amount: 1 },
        tracks: ['standard'],
      },
      {
        title: { uk: 'Надіслати запит', en: 'Send the inquiry' },
        printed: { uk: 'У день звернення**', en: 'On the day of application**' },
        from: 'documents-accepted',
        until: 'inquiry-sent',
        limit: { unit: 'same-day' },
        tracks: ['fast'],
      },
      {
        title: { uk: 'Відповідь на запит', en: 'Answer to the inquiry' },
        printed: {
          uk: 'Протягом трьох робочих днів з дня надходження такого запиту',
          en: 'Within three working days of the inquiry’s arrival',
        },
        from: 'inquiry-received',
        until: 'inquiry-answered',
        limit: { unit: 'working-days', amount: 3 },
        owed: 'other-body',
      },
    ],
    outcomes: [
      { key: 'answered', title: { uk: 'Відповіді отримано', en: 'Answers received' }, to: ['decision'] },
      {
        key: 'sent',
        title: { uk: 'Запити надіслано', en: 'Inquiries sent' },
        stay: true,
        effects: ['send-inquiries'],
        papers: ['inquiry'],
        notices: [{ who: 'state-body', by: ['system', 'letter'] }],
      },
    ],
  },
  {
    key: 'issuer-inquiry',
    number: '12',
    title: { uk: 'Запит до органу, який видав посвідку', en: 'Inquiry to the body that issued the card' },
    does: {
      uk: 'Якщо втрачену, викрадену або посвідку, що підлягає обміну, видав інший орган ДМС, до нього надсилається запит для підтвердження видачі.',
      en: 'If another body issued the card that was lost, stolen or is exchanged, it is asked to confirm the issue.',
    },
    roles: ['officer'],
    assigned: true,
    when: ['issued-by-another-body'],
    inquiries: [
      {
        key: 'issuing-body',
        title: { uk: 'Підтвердження видачі посвідки', en: 'Confirmation that the card was issued' },
        connector: 'migration-body',
      },
    ],
    deadlines: [
      {
        title: { uk: 'Надіслати запит', en: 'Send the inquiry' },
        printed: {
          uk: 'Не пізніше наступного дня після прийняття до розгляду заяви-анкети',
          en: 'Not later than the day after the application is accepted for consideration',
        },
        from: 'accepted-for-consideration',
        until: 'inquiry-sent',
        limit: { unit: 'working-days', amount: 1 },
        tracks: ['standard'],
      },
      {
        title: { uk: 'Надіслати запит', en: 'Send the inquiry' },
        printed: { uk: 'У день звернення**', en: 'On the day of application**' },
        from: 'documents-accepted',
        until: 'inquiry-sent',
        limit: { unit: 'same-day' },
        tracks: ['fast'],
      },
      {
        title: { uk: 'Перевірка за запитом', en: 'Check by the issuing body' },
        printed: {
          uk: 'Протягом трьох робочих днів після його надходження',
          en: 'Within three working days after its arrival',
        },
        from: 'inquiry-received',
        until: 'inquiry-answered',
        limit: { unit: 'working-days', amount: 3 },
        owed: 'other-body',
      },
    ],
    outcomes: [
      { key: 'answered', title: { uk: 'Відповідь отримано', en: 'Answer received' }, to: ['decision'] },
      {
        key: 'sent',
        title: { uk: 'Запит надіслано', en: 'Inquiry sent' },
        stay: true,
        effects: ['send-inquiries'],
        papers: ['inquiry'],
        notices: [{ who: 'issuing-body', by: ['system', 'letter'] }],
      },
    ],
  },
  {
    key: 'decision',
    number: '13',
    title: { uk: 'Рішення про оформлення або відмову', en: 'Decision to issue or to refuse' },
    does: {
      uk: 'Після перевірок, підтвердження видачі посвідки та ідентифікації керівник приймає рішення про оформлення посвідки або про відмову.',
      en: 'After the checks, the confirmation of issue and the identification the head decides to issue the card or to refuse.',
    },
    roles: ['decision-maker'],
    needs: ['identification', 'inquiries', 'issuer-inquiry'],
    deadlines: [
      {
        title: { uk: 'Без запитів', en: 'Without inquiries' },
        printed: {
          uk: 'Не пізніше 7 робочого дня з дня оформлення заяви-анкети',
          en: 'Not later than the 7th working day from the day the application is formed',
        },
        from: 'application-created',
        limit: { unit: 'working-days', amount: 7 },
        tracks: ['standard'],
        when: ['not inquiries-sent'],
      },
      {
        title: { uk: 'Із запитами', en: 'With inquiries' },
        printed: {
          uk: 'Не пізніше 10 робочого дня з дня оформлення заяви-анкети у разі надсилання запитів',
          en: 'Not later than the 10th working day from the day the application is formed if inquiries are sent',
        },
        from: 'application-created',
        limit: { unit: 'working-days', amount: 10 },
        tracks: ['standard'],
        when: ['inquiries-sent'],
      },
      {
        printed: {
          uk: 'Не пізніше 1 робочого дня з дня оформлення заяви-анкети**',
          en: 'Not later than 1 working day from the day the application is formed**',
        },
        from: 'application-created',
        limit: { unit: 'working-days', amount: 1 },
        tracks: ['fast'],
      },
    ],
    outcomes: [
      {
        key: 'issue',
        title: { uk: 'Оформити посвідку', en: 'Issue the card' },
        to: ['data-transfer'],
        marks: ['decided-to-issue'],
        papers: ['decision'],
        signers: [{ role: 'decision-maker', how: 'electronic' }],
      },
      {
        key: 'refused',
        title: { uk: 'Відмовити в оформленні', en: 'Refuse' },
        to: ['issue'],
        marks: ['decided-to-refuse'],
        refusal: { kind: 'issue', grounds: 'refusal', written: 'always' },
        papers: ['decision'],
        signers: [{ role: 'decision-maker', how: 'electronic' }],
      },
    ],
  },
]
