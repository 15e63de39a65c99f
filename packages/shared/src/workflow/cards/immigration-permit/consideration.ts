import type { CardInput } from '../../card.ts'

/** Document 002, rows 8–12: from the distribution to the decision. */
export const consideration: CardInput['stages'] = [
  {
    key: 'distribution',
    number: '8',
    title: { uk: 'Щоденний розподіл заяв-анкет', en: 'Daily distribution of applications' },
    does: {
      uk: 'Керівник щодня розподіляє прийняті заяви-анкети, у тому числі від уповноважених суб’єктів, між працівниками.',
      en: 'The head distributes the accepted applications, those from authorised entities too, among the employees every day.',
    },
    roles: ['distributor'],
    deadlines: [
      {
        printed: {
          uk: 'У день прийняття документів, але не пізніше наступного робочого дня',
          en: 'On the day the documents are accepted, but not later than the next working day',
        },
        from: 'documents-accepted',
        limit: { unit: 'working-days', amount: 1 },
        target: { unit: 'same-day' },
      },
    ],
    outcomes: [
      {
        key: 'assigned',
        title: { uk: 'Призначено працівника', en: 'Officer assigned' },
        to: ['recheck'],
        marks: ['assigned'],
        effects: ['assign-officer'],
        notices: [{ who: 'assigned-officer', by: ['system'] }],
      },
    ],
  },
  {
    key: 'recheck',
    number: '9',
    title: {
      uk: 'Перевірка документів від уповноваженого суб’єкта',
      en: 'Check of documents from the authorised entity',
    },
    does: {
      uk: 'Перевіряється повнота документів, прийнятих уповноваженим суб’єктом, і відповідність їх оформлення вимогам законодавства.',
      en: 'Whether the documents taken by the authorised entity are complete and in due form.',
    },
    roles: ['officer'],
    assigned: true,
    when: ['channel-entity'],
    otherwise: ['identification'],
    deadlines: [
      {
        title: { uk: 'Перевірка', en: 'Check' },
        printed: {
          uk: 'Не пізніше наступного дня після надходження для розгляду документів, прийнятих уповноваженим суб’єктом',
          en: 'Not later than the day after the documents from the authorised entity arrive for consideration',
        },
        from: 'received-from-entity',
        limit: { unit: 'working-days', amount: 1 },
      },
      {
        title: { uk: 'Повідомлення про відмову в розгляді', en: 'Notice of the refusal to consider' },
        printed: {
          uk: 'Не пізніше наступного робочого дня після надходження для розгляду документів, прийнятих уповноваженим суб’єктом',
          en: 'Not later than the next working day after the documents from the authorised entity arrive for consideration',
        },
        from: 'received-from-entity',
        until: 'refusal-notified',
        limit: { unit: 'working-days', amount: 1 },
        when: ['consideration-refused'],
      },
    ],
    outcomes: [
      {
        key: 'accepted',
        title: { uk: 'Прийнято до розгляду', en: 'Accepted for consideration' },
        to: ['identification'],
        marks: ['accepted-for-consideration'],
      },
      {
        key: 'refused',
        title: { uk: 'Відмова в розгляді документів', en: 'Refusal to consider the documents' },
        end: 'refused-to-consider',
        marks: ['consideration-refused'],
        sets: ['consideration-refused'],
        refusal: { kind: 'consideration', grounds: 'consideration', written: 'always' },
        papers: ['consideration-refusal'],
        notices: [{ who: 'authorised-entity', by: ['letter', 'system'] }],
      },
    ],
  },
  {
    key: 'identification',
    number: '10',
    title: { uk: 'Ідентифікація особи та перевірка документів', en: 'Identification and check of the documents' },
    does: {
      uk: 'Працівник ідентифікує особу, на ім’я якої оформляється дозвіл, і перевіряє подані нею документи.',
      en: 'The officer identifies the person the permit is for and checks the documents.',
    },
    roles: ['officer'],
    assigned: true,
    deadlines: [
      {
        printed: {
          uk: 'Протягом одного року після прийняття до розгляду заяви-анкети',
          en: 'Within one year after the application is accepted for consideration',
        },
        from: 'accepted-for-consideration',
        limit: { unit: 'years', amount: 1 },
        notAfter: 'decision',
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
        title: { uk: 'Запити й відповіді', en: 'Inquiries and answers' },
        printed: {
          uk: '30 днів, починаючи з наступного дня після прийому документів',
          en: '30 days, beginning with the day after the documents are taken',
        },
        from: 'documents-accepted',
        limit: { unit: 'calendar-days', amount: 30 },
      },
      {
        title: { uk: 'Відповідь на запит', en: 'Answer to an inquiry' },
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
      {
        key: 'answered',
        title: { uk: 'Відповіді отримано', en: 'Answers received' },
        to: ['decision'],
      },
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
    key: 'decision',
    number: '12',
    title: { uk: 'Рішення про надання дозволу', en: 'Decision on the permit' },
    does: {
      uk: 'Рішення приймається за результатами ідентифікації, перевірки документів та відсутності підстав для відмови.',
      en: 'The decision follows from the identification, the check of the documents and the absence of grounds to refuse.',
    },
    roles: ['decision-maker'],
    needs: ['identification', 'inquiries'],
    deadlines: [
      {
        printed: {
          uk: 'Не пізніше одного року з дня оформлення заяви-анкети',
          en: 'Not later than one year from the day the application is formed',
        },
        from: 'application-created',
        limit: { unit: 'years', amount: 1 },
      },
    ],
    outcomes: [
      {
        key: 'granted',
        title: { uk: 'Надати дозвіл', en: 'Grant the permit' },
        to: ['copy'],
        marks: ['decided-to-issue'],
        papers: ['decision'],
        signers: [{ role: 'decision-maker', how: 'electronic' }],
      },
      {
        key: 'refused',
        title: { uk: 'Відмовити в наданні дозволу', en: 'Refuse to grant the permit' },
        to: ['copy'],
        marks: ['decided-to-refuse'],
        refusal: { kind: 'issue', grounds: 'refusal', written: 'always' },
        papers: ['decision'],
        signers: [{ role: 'decision-maker', how: 'electronic' }],
      },
    ],
  },
]
