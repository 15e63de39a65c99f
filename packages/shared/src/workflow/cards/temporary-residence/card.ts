import type { CardInput } from '../../card.ts'
import { consideration } from './consideration.ts'
import { distribution } from './distribution.ts'
import { grounds } from './grounds.ts'
import { information } from './information.ts'
import { intake } from './intake.ts'
import { production } from './production.ts'
import { readings } from './readings.ts'

const sectorTitle = {
  uk: 'Завідувач / провідний спеціаліст сектору ЦОД ВСІОБГ УДМС України в Миколаївській області',
  en: 'Head or leading specialist of the TsOD sector for foreigners, Migration Service in Mykolaiv Oblast',
}
const sector = { title: sectorTitle, unit: 'sector' }
const officer = {
  title: {
    uk: 'Головний спеціаліст / інспектор ВСІОБГ УДМС України в Миколаївській області',
    en: 'Chief specialist or inspector of the division for foreigners, Migration Service in Mykolaiv Oblast',
  },
  unit: 'division',
}

/** Document 003: temporary residence permit, lost, stolen or exchanged; with its information card and fast track. */
export const temporaryResidence: CardInput = {
  id: '003',
  version: 1,
  title: {
    uk: 'Оформлення та видача у зв’язку із втратою або викраденням посвідки на тимчасове проживання, її обміну',
    en: 'Temporary residence permit: issue after loss or theft, and exchange',
  },
  approved: {
    uk: 'Додаток 8 до наказу УДМС України в Миколаївській області від 12.02.2021 № 12',
    en: 'Annex 8 to the order of the Migration Service in Mykolaiv Oblast of 12 February 2021 No. 12',
  },
  result: 'card',
  resultTitle: { uk: 'Посвідка на тимчасове проживання', en: 'Temporary residence permit' },
  units: {
    service: { uk: 'УДМС України в Миколаївській області', en: 'Migration Service in Mykolaiv Oblast' },
    division: {
      uk: 'ВСІОБГ УДМС України в Миколаївській області',
      en: 'Division for foreigners, Migration Service in Mykolaiv Oblast',
    },
    sector: {
      uk: 'Сектор ЦОД ВСІОБГ УДМС України в Миколаївській області',
      en: 'TsOD sector of the division for foreigners, Migration Service in Mykolaiv Oblast',
    },
    entity: {
      uk: 'Державне підприємство, що належить до сфери управління ДМС',
      en: 'State enterprise within the Migration Service',
    },
    central: { uk: 'ДМС', en: 'State Migration Service' },
  },
  roles: {
    intake: sector,
    receiver: sector,
    'materially-responsible': sector,
    officer,
    'print-dispatcher': officer,
    distributor: {
      title: {
        uk: 'Начальник / перший заступник начальника УДМС / начальник ВСІОБГ УДМС України в Миколаївській області',
        en: 'Head or first deputy head of the Migration Service in Mykolaiv Oblast, head of the division for foreigners',
      },
      unit: 'service',
    },
    'decision-maker': {
      title: {
        uk: 'Начальник / перший заступник начальника УДМС України в Миколаївській області',
        en: 'Head or first deputy head of the Migration Service in Mykolaiv Oblast',
      },
      unit: 'service',
    },
    'authorised-entity': {
      title: {
        uk: 'Працівник державного підприємства, що належить до сфери управління ДМС',
        en: 'Employee of a state enterprise within the Migration Service',
      },
      unit: 'entity',
    },
    central: { title: { uk: 'Працівник ДМС', en: 'Employee of the State Migration Service' }, unit: 'central' },
  },
  tracks: [
    { key: 'standard', title: { uk: 'Звичайний порядок', en: 'Standard' } },
    {
      key: 'fast',
      title: { uk: 'Прискорений порядок **', en: 'Fast track **' },
      text: {
        uk: 'Громадяни Республіки Білорусь – підприємці, висококваліфіковані спеціалісти, зокрема фахівці у сфері інформаційних технологій та інновацій, які звернулися із заявою про надання дозволу на імміграцію, та члени їх сімей (постанова Кабінету Міністрів України від 23.12.2020 № 1303)',
        en: 'Citizens of Belarus who are entrepreneurs or highly qualified specialists, those in information technology and innovation included, and have applied for an immigration permit, and their families (resolution of the Cabinet of Ministers of 23 December 2020 No. 1303)',
      },
    },
  ],
  facts: [
    { key: 'expiry', label: { uk: 'Закінчується строк дії посвідки', en: 'The card expires' } },
    { key: 'unfit', label: { uk: 'Посвідка непридатна', en: 'The card is unfit for use' } },
    { key: 'lost-or-stolen', label: { uk: 'Посвідку втрачено або викрадено', en: 'The card is lost or stolen' } },
    { key: 'new-passport', label: { uk: 'Обміняно паспортний документ', en: 'The passport document was exchanged' } },
    { key: 'fee-code-given', label: { uk: 'Подано код квитанції', en: 'A receipt code was given' } },
    { key: 'fee-exempt', label: { uk: 'Звільнено від сплати збору', en: 'Exempt from the fee' } },
    { key: 'by-representative', label: { uk: 'Діє законний представник', en: 'A legal representative acts' } },
    {
      key: 'expired-passport-allowed',
      label: { uk: 'Паспортний документ може бути простроченим', en: 'The passport document may be expired' },
    },
    {
      key: 'issued-by-another-body',
      label: { uk: 'Посвідку видав інший орган ДМС', en: 'The card was issued by another body' },
    },
    { key: 'home-visit', label: { uk: 'Прийом із виїздом', en: 'Taken on a visit' } },
    { key: 'in-hospital', label: { uk: 'Особа в закладі охорони здоров’я', en: 'The person is in hospital' } },
    { key: 'health-confirmed', label: { uk: 'Стан здоров’я підтверджено', en: 'State of health confirmed' } },
    { key: 'identity-confirmed', label: { uk: 'Тотожність підтверджено', en: 'Identity confirmed' } },
    { key: 'biometrics-taken', label: { uk: 'Біометричні дані отримано', en: 'Biometric data taken' } },
    { key: 'cannot-sign', label: { uk: 'Заявник не може підписати', en: 'The applicant cannot sign' } },
    { key: 'inquiry-needed', label: { uk: 'Потрібні запити', en: 'Inquiries are needed' } },
    { key: 'consideration-refused', label: { uk: 'Відмовлено в розгляді', en: 'Consideration refused' } },
  ],
  grounds,
  start: 'intake-check',
  stages: [...intake, ...distribution, ...consideration, ...production],
  caps: [
    {
      stage: 'issue',
      from: 'documents-accepted',
      limit: { unit: 'working-days', amount: 15 },
      tracks: ['standard'],
      printed: {
        uk: 'Посвідка видається протягом 15 робочих днів з дати прийняття документів',
        en: 'The card is issued within 15 working days from the date the documents are accepted',
      },
    },
    {
      stage: 'issue',
      from: 'documents-accepted',
      limit: { unit: 'working-days', amount: 3 },
      tracks: ['fast'],
      printed: {
        uk: 'Не пізніше 3 робочих днів з дати прийняття документів',
        en: 'Not later than 3 working days from the date the documents are accepted',
      },
    },
  ],
  appeal: {
    title: { uk: 'Оскарження', en: 'Appeal' },
    text: {
      uk: 'Рішення про відмову в оформленні, обміні та видачі посвідки, про її скасування може бути оскаржено в адміністративному порядку або до суду. ДМС, територіальний орган можуть зобов’язати відмінити рішення і прийняти нове на підставі раніше поданих документів.',
      en: 'A refusal to issue, exchange or hand over the card, or its cancellation, can be appealed to the administration or to a court. The central or territorial body may have the decision annulled and a new one made on the documents already given.',
    },
    to: ['administrative', 'court'],
    of: ['issue', 'handover'],
    returnsTo: 'decision',
    decidedOn: 'earlier-documents',
    documentsRequired: false,
  },
  note: {
    number: '20',
    title: { uk: 'Примітка', en: 'Note' },
    text: {
      uk: 'Повторне звернення можливе в разі зміни або усунення обставин, у зв’язку з якими відмовлено. Недійсна посвідка вилучається за актом.',
      en: 'One may apply again when the circumstances of the refusal have changed or gone. An invalid card is withdrawn with an act.',
    },
  },
  reapplication: [
    {
      after: ['acceptance'],
      text: {
        uk: 'У разі зміни або усунення обставин, за умови дотримання строків, визначених пунктами 17 і 19 Порядку',
        en: 'When the circumstances have changed or gone, within the terms of items 17 and 19 of the Procedure',
      },
    },
    {
      after: ['issue', 'handover'],
      text: {
        uk: 'У разі зміни або усунення обставин, за умови дотримання строків, визначених пунктом 17 Порядку',
        en: 'When the circumstances have changed or gone, within the terms of item 17 of the Procedure',
      },
    },
  ],
  reminders: [
    {
      key: 'uncollected',
      from: 'card-checked',
      unless: 'issued',
      after: { unit: 'months', amount: 6 },
      who: 'assigned-officer',
      text: { uk: 'Посвідку не отримано протягом шести місяців', en: 'The card has not been collected for six months' },
    },
  ],
  information,
  readings,
}
