import type { CardInput } from '../../card.ts'

/** Document 004, rows 7–9: the transfer, the distribution and the re-check. */
export const distribution: CardInput['stages'] = [
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
          uk: 'У день прийняття заяви-анкети',
          en: 'On the day the application is accepted',
        },
        from: 'application-accepted',
        limit: { unit: 'same-day' },
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
      uk: 'Перевіряється повнота документів, зазначених у пунктах 32, 33 Порядку, прийнятих уповноваженим суб’єктом, і відповідність їх оформлення вимогам законодавства.',
      en: 'Whether the documents taken by the authorised entity are complete and in due form.',
    },
    roles: ['officer'],
    assigned: true,
    when: ['channel-entity'],
    otherwise: ['identification', 'residence-check'],
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
          uk: 'Не пізніше наступного робочого дня',
          en: 'Not later than the next working day',
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
        to: ['identification', 'residence-check'],
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
]
