/** What the applicant reads: each phase of a case, and what is expected of the applicant in it. */
export const phases = {
  intake: { uk: 'Приймаємо ваші документи', en: 'Your documents are being taken' },
  'awaiting-registry': {
    uk: 'Документи прийнято, заява чекає на реєстрацію',
    en: 'Your documents are taken, the application waits to be registered',
  },
  considered: { uk: 'Заяву розглядають', en: 'Your application is being considered' },
  'decided-anew': { uk: 'За скаргою рішення ухвалюють заново', en: 'After your complaint it is being decided anew' },
  'copy-sent': { uk: 'Рішення позитивне, надсилаємо його копію', en: 'Granted: a copy of the decision is on its way' },
  'being-made': { uk: 'Рішення позитивне, документ виготовляють', en: 'Granted: your card is being made' },
  ready: { uk: 'Документ готовий, його можна отримати', en: 'Your card is ready to be collected' },
  'refusal-decided': { uk: 'Ухвалено рішення про відмову', en: 'The application has been refused' },
  issued: { uk: 'Документ видано', en: 'Issued' },
  granted: { uk: 'Рішення надіслано', en: 'Granted, the decision has been sent' },
  'refused-to-accept': { uk: 'Документи не прийнято', en: 'The documents were not accepted' },
  'refused-to-consider': { uk: 'У розгляді документів відмовлено', en: 'The documents were refused consideration' },
  refused: { uk: 'У послузі відмовлено, копію рішення надано', en: 'Refused, a copy of the decision has been given' },
  'card-withdrawn': { uk: 'Недійсний документ вилучено', en: 'The invalid card has been withdrawn' },
  abandoned: { uk: 'Заяву не подано', en: 'No application was made' },
} as const

const nothing = { uk: 'Від вас нічого не потрібно.', en: 'Nothing is expected of you.' }
const again = {
  uk: 'Причину вам повідомлено. Коли її усунено, можна подати документи знову.',
  en: 'You have been told the reason. You can apply again when it no longer holds.',
}

export const expectations = {
  intake: { uk: 'Перевірте надруковану заяву й підпишіть її.', en: 'Check the printed form and sign it.' },
  'awaiting-registry': nothing,
  considered: nothing,
  'decided-anew': nothing,
  'copy-sent': nothing,
  'being-made': nothing,
  ready: {
    uk: 'Прийдіть по документ туди, де подавали заяву, з паспортним документом.',
    en: 'Come with your passport document to where you applied.',
  },
  'refusal-decided': {
    uk: 'Отримайте копію рішення або чекайте на рекомендований лист.',
    en: 'Collect the copy of the decision, or wait for a registered letter.',
  },
  issued: nothing,
  granted: nothing,
  'refused-to-accept': again,
  'refused-to-consider': again,
  refused: { uk: 'Рішення можна оскаржити.', en: 'You can appeal the decision.' },
  'card-withdrawn': nothing,
  abandoned: nothing,
  visit: {
    uk: 'Будьте вдома в день перевірки місця проживання.',
    en: 'Be at home on the day your place of residence is checked.',
  },
} as const
