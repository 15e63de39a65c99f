import type { CardInput } from '../../card.ts'

/** Document 004: where it is silent, contradicts itself or is misprinted. */
export const readings: NonNullable<CardInput['readings']> = [
  {
    where: 'row 1',
    text: {
      uk: '«Посвідки на тимчасове проживання … № 321» – описка: № 321 про посвідку на постійне проживання (рядок 20).',
      en: '“Temporary residence permit … No. 321” is a slip: No. 321 is about the permanent permit (row 20).',
    },
  },
  {
    where: 'rows 1, 2',
    text: {
      uk: 'Посади в рядках 1 і 2 надруковано з повторами; узято посади рядка 3.',
      en: 'The job titles of rows 1 and 2 are garbled; those of row 3 are used.',
    },
  },
  {
    where: 'row 7',
    text: {
      uk: 'Виконавцем рядка 7 надруковано працівника ГУ ДМС; за змістом документи передає уповноважений суб’єкт.',
      en: 'Row 7 prints an employee of the Migration Service; by its text it is the authorised entity that transfers.',
    },
  },
  {
    where: 'row 9',
    text: {
      uk: '«Наступного дня» читається як наступного робочого дня.',
      en: '“The next day” is the next working day.',
    },
  },
  {
    where: 'rows 10–12',
    text: {
      uk: 'Три строки по 10 робочих днів мають різний початок і рахуються окремо; визначальним є рішення.',
      en: 'Three terms of 10 working days begin with different events and count apart; the decision’s prevails.',
    },
  },
  {
    where: 'row 11',
    text: {
      uk: 'Чотири випадки без відвідання: право власності, договір наймання, виїзд з України, та сама адреса, що в заяві про дозвіл.',
      en: 'Four cases without a visit: ownership, lease, departure from Ukraine, the same address as for the permit.',
    },
  },
  {
    where: 'rows 12–18',
    text: {
      uk: 'Строки етапів 10 + 1 + 5 + 1 дають 17 робочих днів, а видати треба за 15. Строки – як надруковано, планові дати: рішення 8, дані 9, доставка 14, облік і звірка 15.',
      en: 'The stage terms 10 + 1 + 5 + 1 make 17 working days, the card is due in 15. Limits stand as printed; targets are decision 8, data 9, delivery 14, arrival and comparison 15.',
    },
  },
  {
    where: 'row 14',
    text: {
      uk: 'Початок строку не надруковано: рахується від направлення даних, як у картці 003.',
      en: 'The start of the term is not printed: it counts from the sending of the data, as in card 003.',
    },
  },
  {
    where: 'row 16',
    text: {
      uk: 'Що робиться після підтвердження браку, не сказано: дані передаються на виготовлення знову.',
      en: 'What follows a confirmed defect is not said: the data are sent to the printing works again.',
    },
  },
  {
    where: 'row 18',
    text: {
      uk: 'П’ять робочих днів на копію відмови надруковано в колонці підрозділів; діє і для видачі, і для надсилання.',
      en: 'The five working days for the copy of a refusal stand in the column of units; they bind giving and sending.',
    },
  },
  {
    where: 'refusals',
    text: {
      uk: 'Перелік підстав для відмови – у Порядку, у картці його немає: підстави складено за тим, що перевіряє картка.',
      en: 'The list of grounds to refuse is in the Procedure, not in the card: the grounds here follow what the card checks.',
    },
  },
]
