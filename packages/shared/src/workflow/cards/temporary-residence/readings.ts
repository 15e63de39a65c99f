import type { CardInput } from '../../card.ts'

/** Document 003: where it is silent, contradicts itself or is misprinted. */
export const readings: NonNullable<CardInput['readings']> = [
  {
    where: 'rows 9, 12',
    text: {
      uk: '«Наступного дня» читається як наступного робочого дня.',
      en: '“The next day” is the next working day.',
    },
  },
  {
    where: 'row 8',
    text: {
      uk: 'Планова дата – день прийняття, граничний строк – наступний робочий день.',
      en: 'The target is the day of acceptance, the limit is the next working day.',
    },
  },
  {
    where: 'row 15 **',
    text: { uk: '«1 дня» читається як 1 робочого дня.', en: '“1 day” is 1 working day.' },
  },
  {
    where: 'row 19',
    text: {
      uk: 'Строк у 3 робочі дні надруковано без зірочок; це прискорений порядок за постановою № 1303.',
      en: 'The term of 3 working days is printed without asterisks; it is the fast track of resolution No. 1303.',
    },
  },
  {
    where: '**',
    text: {
      uk: 'Дві зірочки в інформаційній картці – відмова, якщо «check» не підтвердив сплату; у технологічній – прискорений порядок.',
      en: 'Two asterisks in the information card are a refusal if “check” does not confirm the payment; in the technology card they are the fast track.',
    },
  },
  {
    where: 'row 18',
    text: {
      uk: 'Прискореного строку передачі немає: плануємо в день надходження, граничний строк – наступний робочий день.',
      en: 'No fast term is printed for handing over: planned on the day of arrival, limit the next working day.',
    },
  },
  {
    where: 'row 2',
    text: {
      uk: 'Біометричні дані рядок 2 не згадує, але їх передають у рядку 7: отримуються в рядку 2.',
      en: 'Row 2 does not mention biometric data, row 7 transfers them: they are taken in row 2.',
    },
  },
  {
    where: 'row 17',
    text: {
      uk: 'Що робиться після підтвердження браку, не сказано: дані передаються на виготовлення знову.',
      en: 'What follows a confirmed defect is not said: the data are sent to the printing works again.',
    },
  },
  {
    where: 'row 20',
    text: {
      uk: 'Вилучення описано для уповноваженого суб’єкта; орган ДМС, який сам прийняв документи, діє так само. Повторне звернення – два окремі правила.',
      en: 'Withdrawal is described for an authorised entity; a body that takes the documents itself acts likewise. Applying again is two separate rules.',
    },
  },
  {
    where: 'information card, row 13',
    text: {
      uk: 'Підстава 5 – про видачу: вона не закриває справу, посвідка чекає на особу або представника з повноваженнями.',
      en: 'Ground 5 is about handing over: the case stays open and the card waits for the person or a representative with authority.',
    },
  },
  {
    where: 'information card, rows 5, 9',
    text: {
      uk: '«№793» – № 7-93; «підпунктах 1.2 і 5 пункту Порядку» – підпунктах 1, 2 і 5 пункту 39.',
      en: '“No. 793” is No. 7-93; “subitems 1.2 and 5 of the item” are subitems 1, 2 and 5 of item 39.',
    },
  },
  {
    where: 'information card, row 11',
    text: {
      uk: 'Складові послуги (226 і 315 грн) не дають 517 грн платіжного рядка: наведено обидва, сума не обчислюється.',
      en: 'The parts of the service (226 and 315 UAH) do not add up to the 517 UAH to be paid: both are shown, none is computed.',
    },
  },
]
