import type { CardInput } from '../../card.ts'

/** Document 004, rows 13–18: the card is made, checked and issued, or the refusal is delivered. */
export const production: CardInput['stages'] = [
  {
    key: 'data-transfer',
    number: '13',
    title: { uk: 'Передача даних на виготовлення', en: 'Data sent to the printing works' },
    does: {
      uk: 'Персональні дані із заяви-анкети передаються до ДП «Поліграфічний комбінат «Україна» для виготовлення посвідки.',
      en: 'The personal data of the application go to the printing works “Ukraina”, which makes the card.',
    },
    roles: ['print-dispatcher'],
    awaits: 'printing-works',
    deadlines: [
      {
        printed: {
          uk: 'Не пізніше наступного робочого дня з дня прийняття рішення про оформлення посвідки',
          en: 'Not later than the next working day from the day of the decision to issue',
        },
        from: 'decided-to-issue',
        limit: { unit: 'working-days', amount: 1 },
      },
    ],
    outcomes: [
      {
        key: 'sent',
        title: { uk: 'Дані передано', en: 'Data sent' },
        to: ['delivery'],
        marks: ['data-sent'],
        effects: ['order-card'],
        notices: [{ who: 'printing-works', by: ['system'] }],
      },
    ],
  },
  {
    key: 'delivery',
    number: '14',
    title: { uk: 'Персоналізація та доставка посвідки', en: 'Card personalised and delivered' },
    does: {
      uk: 'Поліграфічний комбінат персоналізує посвідку й доставляє її до органу ДМС.',
      en: 'The printing works personalises the card and delivers it to the body.',
    },
    place: 'outside',
    performer: 'printing-works',
    roles: ['receiver'],
    deadlines: [
      {
        printed: {
          uk: 'Не пізніше 5 робочих днів',
          en: 'Not later than 5 working days',
        },
        from: 'data-sent',
        limit: { unit: 'working-days', amount: 5 },
      },
    ],
    outcomes: [
      {
        key: 'delivered',
        title: { uk: 'Посвідка надійшла', en: 'The card has arrived' },
        to: ['arrival'],
        marks: ['card-delivered'],
      },
    ],
  },
  {
    key: 'arrival',
    number: '15',
    title: { uk: 'Облік надходження, номер і дата посвідки', en: 'Arrival, number and date of the card recorded' },
    does: {
      uk: 'До відомчої системи вноситься дата надходження бланка, до заяви-анкети – номер і дата оформлення посвідки.',
      en: 'The date of arrival goes into the departmental system, the number and date of the card into the application.',
    },
    roles: ['receiver'],
    fields: [
      { key: 'arrival-date', label: { uk: 'Дата надходження', en: 'Date of arrival' }, kind: 'date' },
      { key: 'card-number', label: { uk: 'Номер посвідки', en: 'Number of the card' }, kind: 'text' },
      { key: 'card-date', label: { uk: 'Дата оформлення посвідки', en: 'Date of the card' }, kind: 'date' },
    ],
    deadlines: [
      {
        printed: {
          uk: 'Не пізніше наступного робочого дня після надходження бланка посвідки',
          en: 'Not later than the next working day after the card arrives',
        },
        from: 'card-delivered',
        limit: { unit: 'working-days', amount: 1 },
      },
    ],
    outcomes: [
      {
        key: 'recorded',
        title: { uk: 'Внесено', en: 'Recorded' },
        to: ['comparison'],
        marks: ['card-registered'],
      },
    ],
  },
  {
    key: 'comparison',
    number: '16',
    title: { uk: 'Візуальна звірка та зчитування чипа', en: 'Comparison by eye and reading of the chip' },
    does: {
      uk: 'Бланк звіряється з відомостями заяви-анкети та системи, зчитується безконтактний електронний носій. Бланк з помилкою або браком надсилається до ДМС.',
      en: 'The card is compared with the application and the system, the chip is read. A card with an error or a defect goes to the central body.',
    },
    roles: ['receiver'],
    deadlines: [
      {
        printed: {
          uk: 'Не пізніше наступного робочого дня після надходження персоналізованого бланка посвідки',
          en: 'Not later than the next working day after the personalised card arrives',
        },
        from: 'card-delivered',
        limit: { unit: 'working-days', amount: 1 },
      },
    ],
    outcomes: [
      {
        key: 'matches',
        title: { uk: 'Відомості збігаються, чип зчитано', en: 'Everything matches, the chip is read' },
        to: ['handover'],
        marks: ['card-checked'],
      },
      {
        key: 'defect',
        title: { uk: 'Помилка або брак: надіслати до ДМС', en: 'Error or defect: send to the central body' },
        to: ['defect-review'],
        effects: ['return-to-central'],
        notices: [{ who: 'central-body', by: ['letter', 'system'] }],
      },
    ],
  },
  {
    key: 'defect-review',
    title: { uk: 'Підтвердження помилки або браку в ДМС', en: 'Error or defect confirmed by the central body' },
    does: {
      uk: 'ДМС підтверджує помилку чи брак і визначає порядок відшкодування вартості бланка.',
      en: 'The central body confirms the error or defect and decides how the cost of the card is compensated.',
    },
    roles: ['central'],
    source: 'row 16',
    outcomes: [
      {
        key: 'confirmed',
        title: { uk: 'Підтверджено: виготовити знову', en: 'Confirmed: make it again' },
        to: ['data-transfer'],
        fields: [
          {
            key: 'compensation',
            label: { uk: 'Порядок відшкодування вартості бланка', en: 'How the cost of the card is compensated' },
            kind: 'text',
          },
        ],
      },
      {
        key: 'not-confirmed',
        title: { uk: 'Не підтверджено: бланк повернуто', en: 'Not confirmed: the card is sent back' },
        to: ['comparison'],
      },
    ],
  },
  {
    key: 'handover',
    number: '17',
    title: { uk: 'Передача бланків уповноваженому суб’єкту', en: 'Cards handed over to the authorised entity' },
    does: {
      uk: 'Матеріально відповідальна особа передає бланки матеріально відповідальній особі уповноваженого суб’єкта за актом приймання-передачі.',
      en: 'The materially responsible person hands the cards over to that of the authorised entity, with an act of transfer.',
    },
    roles: ['materially-responsible'],
    when: ['channel-entity'],
    otherwise: ['issue'],
    deadlines: [
      {
        printed: {
          uk: 'Не пізніше наступного робочого дня після надходження персоналізованого бланка посвідки',
          en: 'Not later than the next working day after the personalised card arrives',
        },
        from: 'card-delivered',
        limit: { unit: 'working-days', amount: 1 },
      },
    ],
    outcomes: [
      {
        key: 'handed-over',
        title: { uk: 'Передано за актом', en: 'Handed over with an act' },
        to: ['issue'],
        marks: ['card-handed-over'],
        papers: ['handover-act'],
        signers: [{ role: 'materially-responsible' }, { role: 'authorised-entity' }],
      },
    ],
  },
  {
    key: 'issue',
    number: '18',
    title: { uk: 'Видача посвідки або копії рішення про відмову', en: 'Card issued, or copy of the refusal given' },
    does: {
      uk: 'Посвідку видає той, хто прийняв документи, після пред’явлення паспортного документа; на його останній вільній сторінці проставляється відмітка про отримання. Рішення про відмову формується засобами Реєстру з КЕП і після підписання сканується; копія видається під розписку чи надсилається рекомендованим листом, через уповноваженого суб’єкта – надається йому для вручення.',
      en: 'Whoever took the documents issues the card when the passport document is shown; its last free page gets a mark of receipt. A refusal is formed in the Register with a qualified electronic signature and scanned once signed; its copy is given against signature or sent by registered letter, or given to the authorised entity to hand over.',
    },
    roles: ['intake', 'authorised-entity'],
    deadlines: [
      {
        title: { uk: 'Видача', en: 'Issue' },
        printed: {
          uk: 'Не пізніше 15 робочих днів з дати прийняття документів',
          en: 'Not later than 15 working days from the date the documents are accepted',
        },
        from: 'documents-accepted',
        limit: { unit: 'working-days', amount: 15 },
        when: ['not refused'],
      },
      {
        title: { uk: 'Копія рішення про відмову', en: 'Copy of the refusal' },
        printed: {
          uk: 'Не пізніше ніж через 5 робочих днів з дня прийняття рішення про відмову в оформленні чи видачі',
          en: 'Not later than five working days after the decision to refuse',
        },
        from: 'decided-to-refuse',
        limit: { unit: 'working-days', amount: 5 },
        when: ['refused'],
      },
    ],
    outcomes: [
      {
        key: 'issued',
        title: { uk: 'Посвідку видано', en: 'Card issued' },
        when: ['not refused'],
        end: 'issued',
        marks: ['issued'],
        effects: ['mark-passport'],
        fields: [
          {
            key: 'passport-shown',
            label: {
              uk: 'Пред’явлено паспортний документ, відмітку про отримання проставлено',
              en: 'Passport document shown, mark of receipt made',
            },
            kind: 'yes-no',
          },
        ],
        signers: [{ party: 'applicant' }],
        notices: [{ who: 'authorised-entity', by: ['letter', 'system'], when: ['channel-entity'] }],
      },
      {
        key: 'not-handed-over',
        title: {
          uk: 'Не видано: представник без документально підтверджених повноважень',
          en: 'Not handed over: a representative without documented authority',
        },
        when: ['not refused'],
        stay: true,
        refusal: { kind: 'handover', grounds: 'handover', written: 'on-request' },
        notices: [{ who: 'applicant', by: ['in-person'] }],
      },
      {
        key: 'refusal-delivered',
        title: { uk: 'Копію рішення про відмову видано або надіслано', en: 'Copy of the refusal given or sent' },
        when: ['refused'],
        end: 'refused',
        marks: ['copy-sent'],
        fields: [
          {
            key: 'delivery-means',
            label: { uk: 'Як надано копію', en: 'How the copy was given' },
            kind: 'choice',
            required: false,
            options: [
              { key: 'against-signature', label: { uk: 'Під розписку', en: 'Against signature' } },
              { key: 'registered-letter', label: { uk: 'Рекомендованим листом', en: 'By registered letter' } },
            ],
          },
          {
            key: 'delivery-proof',
            label: {
              uk: 'Розписка або номер рекомендованого листа',
              en: 'Signature or number of the registered letter',
            },
            kind: 'text',
          },
        ],
        papers: ['decision-copy'],
        notices: [
          { who: 'applicant', by: ['against-signature', 'registered-letter'] },
          { who: 'authorised-entity', by: ['letter', 'system'], when: ['channel-entity'] },
        ],
      },
    ],
  },
]
