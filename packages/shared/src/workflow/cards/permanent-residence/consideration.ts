import type { CardInput } from '../../card.ts'

/** Document 004, rows 10 and 12: identification with its checks, and the decision. */
export const consideration: CardInput['stages'] = [
  {
    key: 'identification',
    number: '10',
    title: { uk: 'Ідентифікація особи та перевірки', en: 'Identification and checks' },
    does: {
      uk: 'Особу ідентифікують за базою Реєстру та відомчою системою; перевіряють законність перебування, перетинання кордону («Аркан» або запит до Держприкордонслужби), майнові зобов’язання (Єдиний реєстр боржників), законність дозволу на імміграцію за матеріалами справи, за потреби – акти цивільного стану та інші відомості. Матеріали скануються до заяви-анкети.',
      en: 'The person is identified by the Register and the departmental system; lawful stay, border crossings (“Arkan” or an inquiry to the border service), property obligations (register of debtors), the immigration permit by its file, and where needed civil status and other facts are checked. The materials are scanned into the application.',
    },
    roles: ['officer'],
    assigned: true,
    inquiries: [
      {
        key: 'register',
        title: { uk: 'База Реєстру, законність перебування', en: 'Register, lawful stay' },
        connector: 'register',
        letter: false,
      },
      {
        key: 'border',
        title: { uk: '«Аркан»: перетинання кордону', en: '“Arkan”: border crossings' },
        connector: 'border',
        letter: false,
      },
      {
        key: 'border-service',
        title: { uk: 'Запит до Держприкордонслужби', en: 'Inquiry to the border service' },
        connector: 'state-body',
      },
      {
        key: 'debtors',
        title: { uk: 'Єдиний реєстр боржників', en: 'Register of debtors' },
        connector: 'debtors',
        letter: false,
      },
      {
        key: 'permit-body',
        title: {
          uk: 'Запит до місця видачі дозволу на імміграцію',
          en: 'Inquiry to the body that issued the immigration permit',
        },
        connector: 'migration-body',
        when: ['permit-issued-elsewhere'],
      },
      {
        key: 'civil-status',
        title: { uk: 'Державний реєстр актів цивільного стану', en: 'Register of civil status' },
        connector: 'civil-status',
        letter: false,
      },
      {
        key: 'other',
        title: { uk: 'Запит до іншого державного органу', en: 'Inquiry to another state body' },
        connector: 'state-body',
      },
    ],
    deadlines: [
      {
        printed: {
          uk: 'Протягом 10 робочих днів після прийняття до розгляду заяви-анкети',
          en: 'Within 10 working days after the application is accepted for consideration',
        },
        from: 'accepted-for-consideration',
        limit: { unit: 'working-days', amount: 10 },
        notAfter: 'decision',
      },
      {
        title: { uk: 'Відповідь на запит', en: 'Answer to an inquiry' },
        printed: {
          uk: 'Протягом трьох робочих днів з дня надходження таких запитів',
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
        key: 'identified',
        title: { uk: 'Особу ідентифіковано, перевірки проведено', en: 'Identified, checks done' },
        to: ['decision'],
        marks: ['identified'],
      },
      {
        key: 'inquiries',
        title: { uk: 'Надіслати запити', en: 'Send inquiries' },
        stay: true,
        effects: ['send-inquiries'],
        papers: ['inquiry'],
        notices: [{ who: 'state-body', by: ['system', 'letter'] }],
      },
    ],
  },
  {
    key: 'residence-check',
    number: '11',
    title: { uk: 'Перевірка адреси місця проживання', en: 'Check of the place of residence' },
    does: {
      uk: 'Якщо документів про житло не подано, заявника відвідують за вказаною адресою; про час повідомляють телефоном та електронною поштою за один робочий день. Акт підписують два працівники та заявник, якщо проживання підтверджено; за його відсутності можуть підписати власник житла, сусіди. Якщо є інформація про виїзд з України або адреса збігається з адресою в заяві про дозвіл на імміграцію, перевірка не проводиться.',
      en: 'If no documents of the home were given, the applicant is visited at the address; the time is told by phone and e-mail one working day before. The act is signed by two employees, and by the applicant if the residence is confirmed; in the applicant’s absence the owner or neighbours may sign. There is no check if the applicant is known to have left Ukraine, or the address is that of the application for the immigration permit.',
    },
    roles: ['residence-checker'],
    deadlines: [
      {
        printed: {
          uk: 'Протягом 10 робочих днів з дня оформлення заяви-анкети',
          en: 'Within 10 working days from the day the application is formed',
        },
        from: 'application-created',
        limit: { unit: 'working-days', amount: 10 },
        notAfter: 'decision',
      },
      {
        title: { uk: 'Повідомити про час відвідання', en: 'Notice of the visit' },
        printed: { uk: 'За один робочий день до перевірки', en: 'One working day before the check' },
        from: 'residence-visited',
        until: 'visit-notified',
        direction: 'before',
        limit: { unit: 'working-days', amount: 1 },
      },
    ],
    outcomes: [
      {
        key: 'confirmed',
        title: { uk: 'Відвідано, проживання підтверджено', en: 'Visited, residence confirmed' },
        to: ['decision'],
        marks: ['residence-visited'],
        sets: ['residence-confirmed'],
        fields: [
          { key: 'visit-time', label: { uk: 'Час відвідання', en: 'Time of the visit' }, kind: 'date-time' },
          { key: 'residence-act', label: { uk: 'Акт', en: 'Act' }, kind: 'file' },
        ],
        papers: ['residence-act'],
        signers: [
          { role: 'residence-checker', count: 2 },
          { party: 'applicant' },
          { party: 'interpreter', optional: true },
        ],
        notices: [{ who: 'applicant', by: ['phone', 'email'], all: true }],
      },
      {
        key: 'absent',
        title: { uk: 'Відвідано, заявник відсутній', en: 'Visited, the applicant was absent' },
        to: ['decision'],
        marks: ['residence-visited'],
        fields: [
          { key: 'visit-time', label: { uk: 'Час відвідання', en: 'Time of the visit' }, kind: 'date-time' },
          { key: 'residence-act', label: { uk: 'Акт', en: 'Act' }, kind: 'file' },
        ],
        papers: ['residence-act'],
        signers: [
          { role: 'residence-checker', count: 2 },
          { party: 'home-owner', optional: true },
          { party: 'neighbour', optional: true },
        ],
        notices: [{ who: 'applicant', by: ['phone', 'email'], all: true }],
      },
      {
        key: 'not-confirmed',
        title: { uk: 'Відвідано, проживання не підтверджено', en: 'Visited, residence not confirmed' },
        to: ['decision'],
        marks: ['residence-visited'],
        fields: [
          { key: 'visit-time', label: { uk: 'Час відвідання', en: 'Time of the visit' }, kind: 'date-time' },
          { key: 'residence-act', label: { uk: 'Акт', en: 'Act' }, kind: 'file' },
        ],
        papers: ['residence-act'],
        signers: [{ role: 'residence-checker', count: 2 }],
        notices: [{ who: 'applicant', by: ['phone', 'email'], all: true }],
      },
      {
        key: 'home-owned',
        title: { uk: 'Без відвідання: право власності на житло', en: 'No visit: ownership of the home' },
        when: ['home-owned'],
        to: ['decision'],
        sets: ['residence-confirmed'],
      },
      {
        key: 'home-leased',
        title: { uk: 'Без відвідання: договір наймання', en: 'No visit: lease of the home' },
        when: ['home-leased'],
        to: ['decision'],
        sets: ['residence-confirmed'],
      },
      {
        key: 'left-ukraine',
        title: { uk: 'Не проводиться: виїхав з України', en: 'No check: has left Ukraine' },
        to: ['decision'],
        sets: ['left-ukraine'],
      },
      {
        key: 'same-address',
        title: {
          uk: 'Не проводиться: адреса та сама, що в заяві про дозвіл на імміграцію',
          en: 'No check: the address is that of the application for the immigration permit',
        },
        to: ['decision'],
        sets: ['same-address'],
      },
    ],
  },
  {
    key: 'decision',
    number: '12',
    title: { uk: 'Рішення про оформлення посвідки', en: 'Decision to issue' },
    does: {
      uk: 'Рішення приймається за результатами ідентифікації, перевірки документів та відсутності підстав для відмови.',
      en: 'The decision follows from the identification, the check of the documents and the absence of grounds to refuse.',
    },
    roles: ['decision-maker'],
    needs: ['identification', 'residence-check'],
    deadlines: [
      {
        printed: {
          uk: 'Не пізніше ніж протягом 10 робочого дня з дня прийняття документів',
          en: 'Not later than the 10th working day from the day the documents are accepted',
        },
        from: 'documents-accepted',
        limit: { unit: 'working-days', amount: 10 },
        target: { unit: 'working-days', amount: 8 },
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
