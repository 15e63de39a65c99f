import type { StatusAnswer } from '@cherha/shared/protocol'

const step = (uk: string, en: string, state: 'done' | 'now' | 'ahead', on: string | null = null) => ({
  title: { uk, en },
  state,
  on,
})

/** A permanent residence permit in the middle of its way. */
export const considered: StatusAnswer = {
  case: '8036-004-100127',
  service: {
    uk: 'Оформлення та видача посвідки на постійне проживання',
    en: 'Permanent residence permit: processing and issue',
  },
  office: { uk: 'ГУ ДМС у Закарпатській області', en: 'Migration Service in Zakarpattia Oblast' },
  phones: ['+380 312 61 45 35', '0 800 505 880'],
  phase: 'considered',
  stage: { uk: 'Заяву розглядають', en: 'Your application is being considered' },
  now: [
    { uk: 'Перевірка місця проживання', en: 'Check of the place of residence' },
    { uk: 'Ідентифікація особи', en: 'Identification' },
  ],
  accepted: '2026-02-23',
  deadline: '2026-03-16',
  overdue: false,
  expected: {
    uk: 'Будьте вдома в день перевірки місця проживання.',
    en: 'Be at home on the day your place of residence is checked.',
  },
  visitOn: '2026-03-04',
  appeal: null,
  steps: [
    step('Документи прийнято', 'Documents taken', 'done', '2026-02-23'),
    step('Заяву зареєстровано', 'Application registered', 'done', '2026-02-23'),
    step('Розгляд і перевірки', 'Consideration and checks', 'now'),
    step('Рішення', 'Decision', 'ahead', '2026-03-05'),
    step('Виготовлення посвідки', 'The card is made', 'ahead', '2026-03-13'),
    step('Видача', 'Handed over', 'ahead', '2026-03-16'),
  ],
}

/** The same, its legal term over. */
export const overdue: StatusAnswer = { ...considered, overdue: true, visitOn: null }

/** Refused, with the way to appeal. */
export const refused: StatusAnswer = {
  ...considered,
  phase: 'refusal-decided',
  stage: { uk: 'Ухвалено рішення про відмову', en: 'The application has been refused' },
  now: [{ uk: 'Видача копії рішення', en: 'Copy of the decision handed over' }],
  expected: {
    uk: 'Отримайте копію рішення або чекайте на рекомендований лист.',
    en: 'Collect the copy of the decision, or wait for a registered letter.',
  },
  visitOn: null,
  appeal: {
    uk: 'Рішення про відмову може бути оскаржено в адміністративному порядку або до суду. До скарги необхідно долучити документи, які підтверджують підстави для перегляду.',
    en: 'A refusal can be appealed to the administration or to a court. Documents that prove the grounds have to come with the complaint.',
  },
  steps: [
    ...considered.steps.slice(0, 2),
    step('Розгляд і перевірки', 'Consideration and checks', 'done', '2026-03-04'),
    step('Відмова', 'Refused', 'done', '2026-03-05'),
    step('Копія рішення', 'Copy of the decision', 'now'),
  ],
}

/** Ended. */
export const issued: StatusAnswer = {
  ...considered,
  phase: 'issued',
  stage: { uk: 'Документ видано', en: 'Issued' },
  now: [],
  deadline: null,
  expected: { uk: 'Від вас нічого не потрібно.', en: 'Nothing is expected of you.' },
  visitOn: null,
  steps: considered.steps.map((one) => ({ ...one, state: 'done', on: one.on ?? '2026-03-04' })),
}
