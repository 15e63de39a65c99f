import type { CardInput } from '../../card.ts'
import { duringReception, takenBy } from '../reception.ts'

const during = duringReception('Під час прийому документів у день звернення')

/** Document 003, rows 1–6: at the window. */
export const intake: CardInput['stages'] = [
  {
    key: 'intake-check',
    number: '1',
    title: { uk: 'Перевірка документів під час приймання', en: 'Check of the documents at intake' },
    does: {
      uk: 'Працівник перевіряє повноту документів, їх оформлення, своєчасність подання, підстави та законність перебування, звіряє паспортний документ із заявою-анкетою. Якщо подано код квитанції, сплату перевіряють у «check» і квитанцію роздруковують.',
      en: 'The employee checks that the documents are complete, in due form and in time, the grounds and the lawful stay, and compares the passport document with the application. If a receipt code is given, the payment is checked in “check” and the receipt is printed.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    inquiries: [
      {
        key: 'fee',
        title: { uk: 'Перевірка сплати у «check»', en: 'Payment checked in “check”' },
        connector: 'check',
        letter: false,
      },
      {
        key: 'card-validity',
        title: { uk: 'Чи посвідка не визнана недійсною', en: 'Whether the card has been declared invalid' },
        connector: 'invalid-documents',
        letter: false,
        when: ['not lost-or-stolen'],
      },
    ],
    fields: [
      {
        key: 'fee-code-given',
        label: { uk: 'Подано код квитанції (реквізити платежу)', en: 'Receipt code (payment details) given' },
        kind: 'yes-no',
      },
      {
        key: 'fee-code',
        label: { uk: 'Код квитанції', en: 'Receipt code' },
        kind: 'text',
        when: ['fee-code-given'],
      },
      {
        key: 'circumstance-date',
        label: { uk: 'Дата виникнення обставин (подій)', en: 'Date the circumstances arose' },
        kind: 'date',
        required: false,
        when: ['not expiry', 'not new-passport'],
      },
      {
        key: 'new-passport-date',
        label: { uk: 'Дата отримання нового паспортного документа', en: 'Date the new passport document was received' },
        kind: 'date',
        required: false,
        when: ['new-passport'],
      },
      {
        key: 'expires-on',
        label: { uk: 'Дата закінчення строку дії посвідки', en: 'Date the card expires' },
        kind: 'date',
        required: false,
        when: ['expiry'],
      },
      {
        key: 'by-representative',
        label: { uk: 'Документи подає законний представник', en: 'A legal representative applies' },
        kind: 'yes-no',
      },
      {
        key: 'fee-exempt',
        label: { uk: 'Звільнено від сплати збору', en: 'Exempt from the fee' },
        kind: 'yes-no',
      },
      {
        key: 'expired-passport-allowed',
        label: {
          uk: 'Випадок абзацу восьмого пункту 39: паспортний документ може бути простроченим',
          en: 'Case of item 39, paragraph 8: the passport document may be expired',
        },
        kind: 'yes-no',
      },
      {
        key: 'issued-by-another-body',
        label: { uk: 'Посвідку видав інший орган ДМС', en: 'The card was issued by another body' },
        kind: 'yes-no',
      },
      {
        key: 'home-visit',
        label: { uk: 'Прийом за місцем проживання або лікування', en: 'Taken at home or in hospital' },
        kind: 'yes-no',
        when: ['not channel-entity'],
      },
      {
        key: 'in-hospital',
        label: { uk: 'Особа перебуває в закладі охорони здоров’я', en: 'The person is in hospital' },
        kind: 'yes-no',
        when: ['home-visit'],
      },
    ],
    deadlines: [duringReception('Під час прийому у день звернення')],
    outcomes: [
      {
        key: 'accepted',
        title: { uk: 'Документи прийнято', en: 'Documents accepted' },
        when: ['not home-visit'],
        to: ['application'],
        marks: ['documents-accepted'],
        papers: ['fee-receipt'],
      },
      {
        key: 'accepted-on-visit',
        title: { uk: 'Документи прийнято під час виїзду, складено акт', en: 'Accepted on a visit, an act drawn up' },
        when: ['home-visit', 'not channel-entity'],
        to: ['application'],
        marks: ['documents-accepted'],
        fields: [
          { key: 'visit-place', label: { uk: 'Місце відвідування', en: 'Place of the visit' }, kind: 'text' },
          {
            key: 'visit-time',
            label: { uk: 'Дата та час відвідування', en: 'Date and time of the visit' },
            kind: 'date-time',
          },
          { key: 'visit-present', label: { uk: 'Присутні особи', en: 'Those present' }, kind: 'text' },
          {
            key: 'visit-reason',
            label: { uk: 'Підстави для відвідування', en: 'Grounds of the visit' },
            kind: 'text',
          },
          {
            key: 'health-confirmed',
            label: { uk: 'Стан здоров’я підтверджено', en: 'State of health confirmed' },
            kind: 'yes-no',
          },
          {
            key: 'identity-confirmed',
            label: { uk: 'Тотожність особи підтверджено', en: 'Identity confirmed' },
            kind: 'yes-no',
          },
          { key: 'identity-act', label: { uk: 'Підписаний акт', en: 'The signed act' }, kind: 'file' },
        ],
        papers: ['identity-act', 'fee-receipt'],
        signers: [{ role: 'intake' }, { party: 'applicant' }, { party: 'doctor', when: ['in-hospital'] }],
      },
      {
        key: 'refused',
        title: { uk: 'Відмова в прийнятті документів', en: 'Refusal to accept the documents' },
        end: 'refused-to-accept',
        refusal: { kind: 'acceptance', grounds: 'acceptance', written: 'on-request' },
        papers: ['acceptance-refusal'],
        notices: [{ who: 'applicant', by: ['in-person'] }],
      },
      {
        key: 'card-invalid',
        title: { uk: 'Посвідку визнано недійсною: вилучення', en: 'The card is invalid: withdrawal' },
        when: ['not lost-or-stolen'],
        to: ['withdrawal'],
        notices: [{ who: 'applicant', by: ['in-person'] }],
      },
    ],
  },
  {
    key: 'withdrawal',
    title: { uk: 'Вилучення недійсної посвідки', en: 'Withdrawal of an invalid card' },
    does: {
      uk: 'ДМС інформує заявника про вилучення посвідки; працівник вилучає її, про що складає акт. Заява-анкета, посвідка та акт передаються за актом приймання-передачі органу, який прийняв рішення.',
      en: 'The applicant is told that the card is withdrawn; the employee withdraws it and draws up an act. Application, card and act go by an act of transfer to the body that made the decision.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    source: 'row 20',
    fields: [
      {
        key: 'withdrawal-act',
        label: { uk: 'Номер акта про вилучення', en: 'Number of the act of withdrawal' },
        kind: 'text',
      },
    ],
    outcomes: [
      {
        key: 'withdrawn',
        title: { uk: 'Посвідку вилучено', en: 'Card withdrawn' },
        end: 'card-withdrawn',
        marks: ['card-withdrawn'],
        effects: ['withdraw-card'],
        papers: ['withdrawal-act', 'handover-act'],
        signers: takenBy('by-hand'),
        notices: [{ who: 'applicant', by: ['in-person'] }],
      },
    ],
  },
  {
    key: 'application',
    number: '2',
    title: { uk: 'Формування та реєстрація заяви-анкети', en: 'Application formed and registered' },
    does: {
      uk: 'Заява-анкета формується засобами Реєстру з електронним підписом і під час формування реєструється.',
      en: 'The application is formed in the Register with an electronic signature and registered as it is formed.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    awaits: 'register',
    fields: [
      {
        key: 'biometrics-taken',
        label: { uk: 'Біометричні дані отримано', en: 'Biometric data taken' },
        kind: 'yes-no',
      },
    ],
    deadlines: [during],
    outcomes: [
      {
        key: 'formed',
        title: { uk: 'Заяву-анкету сформовано', en: 'Application formed' },
        to: ['print'],
        marks: ['application-created'],
        signers: takenBy('electronic'),
      },
    ],
  },
  {
    key: 'print',
    number: '3',
    title: { uk: 'Друк заяви-анкети для перевірки', en: 'Application printed for checking' },
    does: {
      uk: 'Заява-анкета друкується і надається заявникові для перевірки; виявлені помилки виправляються.',
      en: 'The application is printed and given to the applicant to check; errors that are found are corrected.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    deadlines: [during],
    outcomes: [
      {
        key: 'correct',
        title: { uk: 'Помилок немає', en: 'No errors' },
        to: ['applicant-signature'],
        papers: ['application-form'],
      },
      {
        key: 'errors',
        title: { uk: 'Є помилки: виправити й надрукувати знову', en: 'Errors: correct and print again' },
        to: ['print'],
        effects: ['correct-application'],
      },
    ],
  },
  {
    key: 'applicant-signature',
    number: '4',
    title: { uk: 'Підпис заявника', en: 'Signature of the applicant' },
    does: {
      uk: 'Заявник підтверджує відомості власним підписом. Якщо він не може цього зробити через фізичні вади, працівник робить відмітку й засвідчує відомості власним підписом.',
      en: 'The applicant confirms the data by signing. If a physical disability prevents it, the employee notes so and certifies the data by signing.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    deadlines: [during],
    outcomes: [
      {
        key: 'signed',
        title: { uk: 'Заявник підписав', en: 'The applicant has signed' },
        to: ['employee-signature'],
        signers: [{ party: 'applicant' }],
      },
      {
        key: 'cannot-sign',
        title: {
          uk: 'Не може підписати через фізичні вади: відмітка працівника',
          en: 'Cannot sign because of a physical disability: the employee’s note',
        },
        to: ['employee-signature'],
        sets: ['cannot-sign'],
        signers: takenBy('by-hand'),
      },
    ],
  },
  {
    key: 'employee-signature',
    number: '5',
    title: { uk: 'Перевірка та підпис працівника', en: 'Check and signature of the employee' },
    does: {
      uk: 'Заяву-анкету перевіряє і підписує працівник, який прийняв документи та сформував її.',
      en: 'The application is checked and signed by the employee who accepted the documents and formed it.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    fields: [
      { key: 'signature-date', label: { uk: 'Дата підпису', en: 'Date of signing' }, kind: 'date' },
      { key: 'signature-name', label: { uk: 'Прізвище, ініціали', en: 'Surname, initials' }, kind: 'text' },
    ],
    deadlines: [during],
    outcomes: [
      {
        key: 'signed',
        title: { uk: 'Підписано', en: 'Signed' },
        to: ['scans'],
        signers: takenBy('by-hand'),
      },
    ],
  },
  {
    key: 'scans',
    number: '6',
    title: { uk: 'Сканування документів, реквізити платежу', en: 'Documents scanned, payment details' },
    does: {
      uk: 'Документи скануються до заяви-анкети засобами Реєстру. Код квитанції вноситься до заяви-анкети; за технічної можливості квитанція роздруковується через «check» і сканується.',
      en: 'The documents are scanned into the application in the Register. The receipt code is entered; where technically possible the receipt is printed through “check” and scanned.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    awaits: 'register',
    deadlines: [during],
    outcomes: [
      {
        key: 'scanned',
        title: { uk: 'Відскановано', en: 'Scanned' },
        when: ['not channel-entity'],
        to: ['distribution'],
        marks: ['application-accepted', 'accepted-for-consideration'],
        papers: ['receipt'],
      },
      {
        key: 'scanned-for-transfer',
        title: { uk: 'Відскановано, до передачі', en: 'Scanned, to be transferred' },
        when: ['channel-entity'],
        to: ['transfer'],
        marks: ['application-accepted'],
        papers: ['receipt'],
      },
    ],
  },
]
