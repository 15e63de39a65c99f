import type { CardInput } from '../../card.ts'
import { duringReception, takenBy } from '../reception.ts'

const during = duringReception('Під час прийому документів у день звернення')

/** Document 004, rows 1–6: at the window. */
export const intake: CardInput['stages'] = [
  {
    key: 'intake-check',
    number: '1',
    title: { uk: 'Перевірка документів під час приймання', en: 'Check of the documents at intake' },
    does: {
      uk: 'Працівник перевіряє повноту документів, зазначених у пунктах 32, 33 Порядку, відповідність їх оформлення вимогам законодавства, своєчасність подання, наявність підстав, відмітку про перетинання кордону чи продовження строку перебування або документ про законність перебування, і звіряє паспортний документ із заявою-анкетою.',
      en: 'The employee checks that the documents of items 32 and 33 of the Procedure are complete, in due form and in time, that there are grounds, that there is a border mark, an extension of stay or a proof of lawful stay, and compares the passport document with the application form.',
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
      uk: 'Заява-анкета формується засобами Реєстру з електронним підписом і під час формування реєструється; отримуються біометричні дані, вносяться контактний телефон та адреса особистої електронної пошти.',
      en: 'The application is formed in the Register with an electronic signature and registered as it is formed; biometric data are taken, contact phone and personal e-mail entered.',
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
      { key: 'contact-phone', label: { uk: 'Контактний телефон', en: 'Contact phone' }, kind: 'phone' },
      {
        key: 'personal-email',
        label: { uk: 'Адреса особистої електронної пошти', en: 'Personal e-mail' },
        kind: 'email',
      },
      {
        key: 'permit-issued-elsewhere',
        label: {
          uk: 'Дозвіл на імміграцію видав інший орган ДМС',
          en: 'The immigration permit was issued by another body',
        },
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
    title: {
      uk: 'Друк заяви-анкети, попередження про перевірку місця проживання',
      en: 'Application printed, warning of the residence check',
    },
    does: {
      uk: 'Заява-анкета друкується і надається заявникові для перевірки; виявлені помилки виправляються. Заявника попереджають: він може подати документи про право на проживання в житлі, інакше його відвідають за місцем проживання, про час повідомлять телефоном та електронною поштою.',
      en: 'The application is printed and given to the applicant to check; errors that are found are corrected. The applicant is warned: documents of the right to live in the home may be given, otherwise there will be a visit, announced by phone and e-mail.',
    },
    place: 'window',
    roles: ['intake', 'authorised-entity'],
    fields: [
      {
        key: 'warned',
        label: { uk: 'Заявника попереджено', en: 'The applicant has been warned' },
        kind: 'yes-no',
      },
      {
        key: 'home-owned',
        label: { uk: 'Подано документ про право власності на житло', en: 'Proof of ownership of the home given' },
        kind: 'yes-no',
      },
      {
        key: 'home-leased',
        label: {
          uk: 'Подано договір наймання (піднаймання, оренди)',
          en: 'Lease or sublease of the home given',
        },
        kind: 'yes-no',
      },
    ],
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
]
