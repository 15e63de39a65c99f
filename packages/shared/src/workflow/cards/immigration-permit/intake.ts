import type { CardInput } from '../../card.ts'
import { duringReception, takenBy } from '../reception.ts'

const during = duringReception('Під час прийому документів у день звернення')

/** Document 002, rows 1–7: at the window, and from an authorised entity to the body it works for. */
export const intake: CardInput['stages'] = [
  {
    key: 'intake-check',
    number: '1',
    title: { uk: 'Перевірка документів під час приймання', en: 'Check of the documents at intake' },
    does: {
      uk: 'Працівник перевіряє повноту документів, відповідність їх оформлення вимогам законодавства, своєчасність подання, наявність підстав, відмітку про перетинання кордону чи продовження строку перебування або документ про законність перебування, і звіряє паспортний документ із заявою-анкетою.',
      en: 'The employee checks that the documents are complete, in due form and in time, that there are grounds, that there is a border mark, an extension of stay or a proof of lawful stay, and compares the passport document with the application form.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    deadlines: [duringReception('Під час прийому у день звернення')],
    outcomes: [
      {
        key: 'accepted',
        title: { uk: 'Документи прийнято', en: 'Documents accepted' },
        to: ['application'],
        marks: ['documents-accepted'],
      },
      {
        key: 'refused',
        title: { uk: 'Відмова в прийнятті документів', en: 'Refusal to accept the documents' },
        end: 'refused-to-accept',
        refusal: { kind: 'acceptance', grounds: 'acceptance', written: 'on-request' },
        papers: ['acceptance-refusal'],
        notices: [{ who: 'applicant', by: ['in-person'] }],
      },
    ],
  },
  {
    key: 'application',
    number: '2',
    title: { uk: 'Формування та реєстрація заяви-анкети', en: 'Application formed and registered' },
    does: {
      uk: 'Заява-анкета формується засобами Реєстру з електронним підписом і під час формування реєструється; отримуються біометричні дані, параметри.',
      en: 'The application is formed in the Register with an electronic signature and registered as it is formed; biometric data are taken.',
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
    title: { uk: 'Сканування документів', en: 'Documents scanned' },
    does: {
      uk: 'Подані документи скануються до заяви-анкети засобами Реєстру.',
      en: 'The documents are scanned into the application in the Register.',
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
  {
    key: 'transfer',
    number: '7',
    title: { uk: 'Передача від уповноваженого суб’єкта', en: 'Transfer from the authorised entity' },
    does: {
      uk: 'Заява-анкета, скановані документи та біометричні дані надсилаються засобами Реєстру до органу ДМС, який обслуговує уповноваженого суб’єкта; оригінали передаються не пізніше наступного робочого дня.',
      en: 'The application, scans and biometric data are sent through the Register to the body the authorised entity works for; the originals follow on the next working day at the latest.',
    },
    roles: ['authorised-entity'],
    when: ['channel-entity'],
    otherwise: ['distribution'],
    deadlines: [
      {
        title: { uk: 'Електронна справа', en: 'Electronic file' },
        printed: {
          uk: 'У день прийняття заяви-анкети та документів',
          en: 'On the day the application and documents are accepted',
        },
        from: 'application-accepted',
        until: 'electronic-transferred',
        limit: { unit: 'same-day' },
      },
      {
        title: { uk: 'Оригінали документів', en: 'Originals' },
        printed: {
          uk: 'Не пізніше наступного робочого дня після прийняття заяви-анкети та документів',
          en: 'Not later than the next working day after the application and documents are accepted',
        },
        from: 'application-accepted',
        until: 'originals-transferred',
        limit: { unit: 'working-days', amount: 1 },
      },
    ],
    outcomes: [
      {
        key: 'transferred',
        title: { uk: 'Оригінали надійшли', en: 'The originals have arrived' },
        to: ['distribution'],
        marks: ['originals-transferred', 'received-from-entity'],
        notices: [{ who: 'serving-body', by: ['system'] }],
      },
    ],
  },
]
