import type { CardInput } from '../../card.ts'
import { consideration } from './consideration.ts'
import { copy } from './copy.ts'
import { intake } from './intake.ts'

/** Document 002: immigration permit. The result is a decision; nothing is printed by the printing works. */
export const immigrationPermit: CardInput = {
  id: '002',
  version: 1,
  title: { uk: 'Оформлення та видача дозволу на імміграцію', en: 'Immigration permit: processing and issue' },
  approved: {
    uk: 'Зразок. Наказ ЦМУ ДМС у м. Києві та Київській області від 18.05.2021 № 75/аг',
    en: 'Sample. Order of the Central Interregional Department of the Migration Service in Kyiv and Kyiv Oblast of 18 May 2021 No. 75/ah',
  },
  signed: { uk: 'Начальник Вячеслав ГУЗЬ', en: 'Head Viacheslav HUZ' },
  result: 'decision',
  resultTitle: { uk: 'Дозвіл на імміграцію', en: 'Immigration permit' },
  units: {
    body: {
      uk: 'Територіальний орган ДМС, територіальний підрозділ ДМС',
      en: 'Territorial body or territorial unit of the Migration Service',
    },
    entity: { uk: 'Уповноважений суб’єкт', en: 'Authorised entity' },
  },
  roles: {
    intake: {
      title: {
        uk: 'Працівник територіального органу ДМС, територіального підрозділу ДМС',
        en: 'Employee of the territorial body or unit',
      },
      unit: 'body',
    },
    'authorised-entity': {
      title: { uk: 'Працівник уповноваженого суб’єкта', en: 'Employee of the authorised entity' },
      unit: 'entity',
    },
    distributor: {
      title: {
        uk: 'Керівник/заступник керівника територіального органу ДМС або керівник його структурного підрозділу, керівник/заступник керівника територіального підрозділу ДМС або особа, яка виконує його обов’язки',
        en: 'Head or deputy head of the territorial body, head of its structural unit, head or deputy head of the territorial unit, or whoever acts for them',
      },
      unit: 'body',
    },
    officer: {
      title: {
        uk: 'Працівник територіального органу ДМС, територіального підрозділу ДМС',
        en: 'Employee of the territorial body or unit',
      },
      unit: 'body',
    },
    'decision-maker': {
      title: {
        uk: 'Керівник територіального органу/територіального підрозділу ДМС або уповноважена ним посадова особа',
        en: 'Head of the territorial body or unit, or an official authorised by the head',
      },
      unit: 'body',
    },
  },
  tracks: [{ key: 'standard', title: { uk: 'Звичайний порядок', en: 'Standard' } }],
  facts: [
    { key: 'biometrics-taken', label: { uk: 'Біометричні дані отримано', en: 'Biometric data taken' } },
    { key: 'cannot-sign', label: { uk: 'Заявник не може підписати', en: 'The applicant cannot sign' } },
    { key: 'inquiry-needed', label: { uk: 'Потрібні запити', en: 'Inquiries are needed' } },
    { key: 'consideration-refused', label: { uk: 'Відмовлено в розгляді', en: 'Consideration refused' } },
  ],
  grounds: {
    acceptance: [
      {
        key: 'incomplete',
        text: { uk: 'Документи подано не в повному обсязі', en: 'The documents are not complete' },
      },
      {
        key: 'not-in-due-form',
        text: {
          uk: 'Оформлення документів не відповідає вимогам законодавства',
          en: 'The documents are not in due form',
        },
      },
    ],
    consideration: [
      {
        key: 'incomplete',
        text: { uk: 'Документи подано не в повному обсязі', en: 'The documents are not complete' },
      },
      {
        key: 'not-in-due-form',
        text: {
          uk: 'Оформлення документів не відповідає вимогам законодавства',
          en: 'The documents are not in due form',
        },
      },
    ],
    refusal: [
      {
        key: 'by-law',
        text: {
          uk: 'Підстава для відмови, передбачена законодавством про імміграцію',
          en: 'A ground to refuse laid down in the law on immigration',
        },
      },
    ],
  },
  start: 'intake-check',
  stages: [...intake, ...consideration, ...copy],
  notApplicable: ['13', '14', '15', '16', '17'].map((number) => ({
    number,
    text: {
      uk: 'Не застосовується: картку посвідки не виготовляють',
      en: 'Not applicable: no card is made',
    },
  })),
  appeal: {
    number: '19',
    title: { uk: 'Оскарження', en: 'Appeal' },
    text: {
      uk: 'Рішення з питань імміграції, дії та бездіяльність посадових осіб, які порушують порядок та строки розгляду заяв, можуть бути оскаржені до суду.',
      en: 'Decisions on immigration, and acts or inaction of officials against the order and terms of considering applications, can be appealed to a court.',
    },
    to: ['court'],
    of: ['issue'],
    decidedOn: 'not-stated',
    documentsRequired: false,
  },
  note: {
    number: '20',
    title: { uk: 'Примітка', en: 'Note' },
    text: {
      uk: 'Особа може повторно подати заяву не раніше ніж через рік з дня прийняття рішення про відмову у наданні дозволу на імміграцію чи його скасування.',
      en: 'A person may apply again not earlier than a year after the decision to refuse the permit or to cancel it.',
    },
  },
  reapplication: [
    {
      after: ['issue', 'cancellation'],
      text: {
        uk: 'Не раніше ніж через рік з дня прийняття рішення про відмову чи скасування дозволу',
        en: 'Not earlier than a year after the decision to refuse or cancel the permit',
      },
      notBefore: { unit: 'years', amount: 1 },
      matchedBy: ['document-number', 'name', 'birth-date'],
      ground: 'by-law',
    },
  ],
  readings: [
    {
      where: 'rows 13–17',
      text: {
        uk: 'Рядків 13–17 у картці немає: дозвіл – це рішення, виготовляти нічого. Етапи не додано.',
        en: 'The card has no rows 13–17: a permit is a decision and nothing is made. No stage is added.',
      },
    },
    {
      where: 'row 1',
      text: {
        uk: 'Письмову відмову в прийнятті документів картка не згадує; її пропонують на прохання, як у картках 003 і 004.',
        en: 'The card does not mention a written refusal to accept; it is offered on request as in cards 003 and 004.',
      },
    },
    {
      where: 'row 7',
      text: {
        uk: 'Виконавцем рядка 7 надруковано працівника ДМС; за змістом документи передає уповноважений суб’єкт.',
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
      where: 'rows 10, 12',
      text: {
        uk: 'Ідентифікація рахується рік від прийняття до розгляду, рішення – рік від оформлення: ідентифікація не пізніше рішення.',
        en: 'Identification counts a year from acceptance for consideration, the decision a year from forming: identification is never later than the decision.',
      },
    },
    {
      where: 'row 11',
      text: {
        uk: '30 днів – календарні, перший день наступний після прийому; три робочі дні – строк відповіді іншого органу.',
        en: 'The 30 days are calendar days, the first is the day after intake; the three working days are the other body’s term to answer.',
      },
    },
  ],
}
