import type { CardInput } from '../../card.ts'
import { consideration } from './consideration.ts'
import { distribution } from './distribution.ts'
import { grounds } from './grounds.ts'
import { intake } from './intake.ts'
import { production } from './production.ts'
import { readings } from './readings.ts'

const officer = {
  title: {
    uk: 'Начальник відділу / завідувач сектору / головний спеціаліст ГУ ДМС у Закарпатській області',
    en: 'Head of division, head of sector or chief specialist, Migration Service in Zakarpattia Oblast',
  },
  unit: 'division',
}
const receiver = {
  title: {
    uk: 'Начальник відділу / головний спеціаліст ГУ ДМС у Закарпатській області',
    en: 'Head of division or chief specialist, Migration Service in Zakarpattia Oblast',
  },
  unit: 'division',
}
const head = {
  title: {
    uk: 'Начальник / перший заступник начальника; начальник відділу ГУ ДМС у Закарпатській області',
    en: 'Head or first deputy head, head of division, Migration Service in Zakarpattia Oblast',
  },
  unit: 'division',
}

/** Document 004: permanent residence permit, with the check of the place of residence by another unit. */
export const permanentResidence: CardInput = {
  id: '004',
  version: 1,
  title: {
    uk: 'Оформлення та видача посвідки на постійне проживання',
    en: 'Permanent residence permit: processing and issue',
  },
  approved: {
    uk: 'Додаток 8 до наказу ГУ ДМС у Закарпатській області від 13.03.2024 № 10',
    en: 'Annex 8 to the order of the Migration Service in Zakarpattia Oblast of 13 March 2024 No. 10',
  },
  signed: { uk: 'Перший заступник начальника Олександр БЕРДАР', en: 'First deputy head Oleksandr BERDAR' },
  result: 'card',
  resultTitle: { uk: 'Посвідка на постійне проживання', en: 'Permanent residence permit' },
  units: {
    division: {
      uk: 'Відділ з питань тимчасового та постійного проживання іноземців та осіб без громадянства ГУ ДМС у Закарпатській області',
      en: 'Division for temporary and permanent residence of foreigners and stateless persons, Migration Service in Zakarpattia Oblast',
    },
    control: {
      uk: 'Відділ організації запобігання нелегальній міграції, реадмісії та видворення Управління міграційного контролю, протидії нелегальній міграції та реадмісії ГУ ДМС у Закарпатській області',
      en: 'Division for the prevention of illegal migration, readmission and expulsion, Department of migration control, Migration Service in Zakarpattia Oblast',
    },
    entity: { uk: 'Уповноважений суб’єкт', en: 'Authorised entity' },
    central: { uk: 'ДМС', en: 'State Migration Service' },
  },
  roles: {
    intake: officer,
    officer,
    receiver,
    'materially-responsible': receiver,
    distributor: head,
    'decision-maker': head,
    'residence-checker': {
      title: {
        uk: 'Начальник відділу / головний спеціаліст ГУ ДМС у Закарпатській області',
        en: 'Head of division or chief specialist, Migration Service in Zakarpattia Oblast',
      },
      unit: 'control',
    },
    'print-dispatcher': {
      title: {
        uk: 'Працівник Головного обчислювального центру Єдиного державного демографічного реєстру ДМС',
        en: 'Employee of the Main Computing Centre of the Unified State Demographic Register',
      },
      unit: 'central',
    },
    'authorised-entity': {
      title: { uk: 'Працівник уповноваженого суб’єкта', en: 'Employee of the authorised entity' },
      unit: 'entity',
    },
    central: { title: { uk: 'Працівник ДМС', en: 'Employee of the State Migration Service' }, unit: 'central' },
  },
  tracks: [{ key: 'standard', title: { uk: 'Звичайний порядок', en: 'Standard' } }],
  facts: [
    { key: 'biometrics-taken', label: { uk: 'Біометричні дані отримано', en: 'Biometric data taken' } },
    { key: 'cannot-sign', label: { uk: 'Заявник не може підписати', en: 'The applicant cannot sign' } },
    { key: 'warned', label: { uk: 'Попереджено про перевірку житла', en: 'Warned of the residence check' } },
    { key: 'home-owned', label: { uk: 'Подано право власності на житло', en: 'Ownership of the home proved' } },
    { key: 'home-leased', label: { uk: 'Подано договір наймання', en: 'Lease of the home given' } },
    {
      key: 'permit-issued-elsewhere',
      label: { uk: 'Дозвіл видав інший орган ДМС', en: 'The permit was issued by another body' },
    },
    { key: 'residence-confirmed', label: { uk: 'Проживання підтверджено', en: 'Residence confirmed' } },
    { key: 'left-ukraine', label: { uk: 'Виїхав з України', en: 'Has left Ukraine' } },
    { key: 'same-address', label: { uk: 'Адреса та сама, що в дозволі', en: 'Same address as for the permit' } },
    { key: 'passport-shown', label: { uk: 'Пред’явлено паспортний документ', en: 'Passport document shown' } },
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
      printed: {
        uk: 'Не пізніше 15 робочих днів з дати прийняття документів',
        en: 'Not later than 15 working days from the date the documents are accepted',
      },
    },
  ],
  appeal: {
    number: '19',
    title: { uk: 'Оскарження', en: 'Appeal' },
    text: {
      uk: 'Рішення про відмову може бути оскаржено в адміністративному порядку або до суду. До скарги необхідно долучити документи, які підтверджують підстави для перегляду. Нове рішення приймається на підставі раніше поданих документів із урахуванням доданих до скарги.',
      en: 'A refusal can be appealed to the administration or to a court. Documents that prove the grounds have to come with the complaint. The new decision is made on the documents already given and those of the complaint.',
    },
    to: ['administrative', 'court'],
    of: ['issue', 'handover'],
    returnsTo: 'decision',
    decidedOn: 'earlier-and-complaint-documents',
    documentsRequired: true,
  },
  note: {
    number: '20',
    title: { uk: 'Примітка', en: 'Note' },
    text: {
      uk: 'Повторне звернення можливе в разі зміни або усунення обставин, у зв’язку з якими відмовлено в оформленні чи видачі, за умови дотримання строків, визначених пунктом 17 Порядку (постанова від 25.04.2018 № 321).',
      en: 'One may apply again when the circumstances of the refusal have changed or gone, within the terms of item 17 of the Procedure (resolution of 25 April 2018 No. 321).',
    },
  },
  reapplication: [
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
  readings,
}
