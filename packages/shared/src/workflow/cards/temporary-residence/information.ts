import type { CardInput } from '../../card.ts'
import { documents } from './documents.ts'

const serviceAccount = {
  iban: 'UA668201720355159001000079616',
  recipientCode: '37844163',
  bank: 'ДКСУ у місті Києві',
  bankCode: '820172',
}

/** Document 003, the information card (annex 7). Figures and accounts are those of 2021, as printed. */
export const information: NonNullable<CardInput['information']> = {
  approved: {
    uk: 'Додаток 7 до наказу УДМС України в Миколаївській області від 12.02.2021 № 12',
    en: 'Annex 7 to the order of the Migration Service in Mykolaiv Oblast of 12 February 2021 No. 12',
  },
  provider: {
    uk: 'Управління Державної міграційної служби України в Миколаївській області',
    en: 'Department of the State Migration Service of Ukraine in Mykolaiv Oblast',
  },
  address: {
    uk: '54001, Україна, м. Миколаїв, вул. Декабристів, 5/А',
    en: '5/A Dekabrystiv St, Mykolaiv, 54001, Ukraine',
  },
  hours: {
    uk: 'Понеділок–четвер: 9.00–18.00. П’ятниця: 9.00–16.45. Обідня перерва: 13.00–13.45. Субота–неділя вихідні',
    en: 'Monday to Thursday 9:00–18:00, Friday 9:00–16:45, lunch 13:00–13:45, closed on Saturday and Sunday',
  },
  contacts: ['(0512) 49-81-18', 'mk@dmsu.gov.ua'],
  laws: [
    {
      uk: 'Закон України «Про правовий статус іноземців та осіб без громадянства»',
      en: 'Law on the Legal Status of Foreigners and Stateless Persons',
    },
    {
      uk: 'Закон України «Про Єдиний державний демографічний реєстр та документи, що підтверджують громадянство України, посвідчують особу чи її спеціальний статус»',
      en: 'Law on the Unified State Demographic Register and Documents Confirming Citizenship, Identity or Special Status',
    },
    { uk: 'Закон України «Про адміністративні послуги»', en: 'Law on Administrative Services' },
    {
      uk: 'Постанова Кабінету Міністрів України від 25.04.2018 № 322 (Порядок)',
      en: 'Resolution of the Cabinet of Ministers of 25 April 2018 No. 322 (the Procedure)',
    },
    {
      uk: 'Постанова Кабінету Міністрів України від 24.12.2019 № 1113 («check»)',
      en: 'Resolution of the Cabinet of Ministers of 24 December 2019 No. 1113 (“check”)',
    },
    {
      uk: 'Декрет Кабінету Міністрів України від 21.01.1993 № 7-93 «Про державне мито»',
      en: 'Decree of the Cabinet of Ministers of 21 January 1993 No. 7-93 on State Duty',
    },
    {
      uk: 'Постанова Кабінету Міністрів України від 02.11.2016 № 770',
      en: 'Resolution of the Cabinet of Ministers of 2 November 2016 No. 770',
    },
    {
      uk: 'Наказ МВС від 26.11.2014 № 1279, зареєстрований в Мін’юсті 10.12.2014 за № 1586/26363',
      en: 'Order of the Ministry of Internal Affairs of 26 November 2014 No. 1279, registered on 10 December 2014 under No. 1586/26363',
    },
    {
      uk: 'Наказ МВС від 18.10.2019 № 875, зареєстрований у Мін’юсті 07.11.2019 за № 1146/34117',
      en: 'Order of the Ministry of Internal Affairs of 18 October 2019 No. 875, registered on 7 November 2019 under No. 1146/34117',
    },
  ],
  grounds: [
    {
      key: 'changed',
      number: '1',
      text: { uk: 'Зміна інформації, внесеної до посвідки', en: 'The information on the card has changed' },
    },
    {
      key: 'changed-passport',
      number: '1',
      text: {
        uk: 'Зміна інформації, внесеної до посвідки: обміняно паспортний документ',
        en: 'The information on the card has changed: the passport document was exchanged',
      },
      sets: ['new-passport'],
    },
    {
      key: 'error',
      number: '2',
      text: {
        uk: 'Виявлення помилки в інформації, внесеній до посвідки',
        en: 'The information on the card has an error',
      },
    },
    {
      key: 'expired',
      number: '3',
      text: { uk: 'Закінчення строку дії посвідки', en: 'The card expires' },
      sets: ['expiry'],
    },
    {
      key: 'unfit-card',
      number: '4',
      text: { uk: 'Непридатність посвідки для подальшого використання', en: 'The card is unfit for use' },
      sets: ['unfit'],
    },
    { key: 'lost', number: '5', text: { uk: 'Втрата', en: 'Loss' }, sets: ['lost-or-stolen'] },
    { key: 'stolen', number: '6', text: { uk: 'Викрадення', en: 'Theft' }, sets: ['lost-or-stolen'] },
  ],
  documents,
  copyMark: { uk: 'Згідно з оригіналом', en: 'True to the original' },
  whereToApply: {
    uk: 'Державне підприємство, що належить до сфери управління ДМС, центр надання адміністративних послуг, територіальний орган або підрозділ ДМС за місцем проживання',
    en: 'A state enterprise within the Migration Service, an administrative service centre, or a territorial body or unit of the Migration Service at the place of residence',
  },
  filing: [
    {
      key: 'circumstances',
      text: {
        uk: 'Протягом одного місяця з дати виникнення обставин (подій)',
        en: 'Within one month of the date the circumstances arose',
      },
      when: ['not expiry', 'not new-passport'],
      from: 'circumstance-arose',
      field: 'circumstance-date',
      ground: 'incomplete-or-late',
      limit: { unit: 'months', amount: 1 },
    },
    {
      key: 'new-passport',
      text: {
        uk: 'Не пізніше ніж через місяць після отримання нового паспортного документа',
        en: 'Not later than a month after receiving the new passport document',
      },
      when: ['new-passport'],
      from: 'new-passport-received',
      field: 'new-passport-date',
      ground: 'incomplete-or-late',
      limit: { unit: 'months', amount: 1 },
    },
    {
      key: 'expiry',
      text: {
        uk: 'Не пізніше ніж за 15 робочих днів до дати закінчення строку дії; посвідка після прийому документів повертається і здається під час отримання нової',
        en: 'Not later than 15 working days before the date of expiry; the card is given back after intake and surrendered when the new one is received',
      },
      when: ['expiry'],
      from: 'permit-expires',
      field: 'expires-on',
      ground: 'incomplete-or-late',
      direction: 'before',
      limit: { unit: 'working-days', amount: 15 },
      note: {
        uk: 'Чинна практика інша: подати можна до останнього дня, а якщо лишилося менше 15 робочих днів – лише до органу ДМС.',
        en: 'Today’s practice differs: one may apply until the last day, with fewer than 15 working days left only to a body of the Migration Service.',
      },
    },
  ],
  duties: [
    {
      uk: 'Про втрату або викрадення посвідки на території України негайно повідомити орган ДМС за місцем її видачі, а в разі викрадення – також Національну поліцію',
      en: 'Loss or theft in Ukraine is to be reported at once to the body that issued the card, theft also to the National Police',
    },
  ],
  homeVisit: {
    text: {
      uk: 'За письмовим зверненням особи, яка не може пересуватися самостійно у зв’язку з тривалим розладом здоров’я, або її законного представника працівник органу ДМС виїжджає за місцем проживання або лікування і складає акт. Якщо фізичних вад немає, особа власноруч підписується на окремому аркуші для сканування.',
      en: 'On a written request of a person who cannot move unaided because of a lasting disorder of health, or of the legal representative, an employee goes to the place of residence or treatment and draws up an act. Without a physical disability the person signs a separate sheet to be scanned.',
    },
    grounds: [
      { uk: 'Медичний висновок закладу охорони здоров’я', en: 'Medical conclusion of a health institution' },
      {
        uk: 'Письмове звернення особи або законного представника',
        en: 'Written request of the person or representative',
      },
    ],
    actFields: [
      { key: 'place', field: 'visit-place', label: { uk: 'Місце відвідування', en: 'Place of the visit' } },
      {
        key: 'date-time',
        field: 'visit-time',
        label: { uk: 'Дата та час відвідування', en: 'Date and time of the visit' },
      },
      { key: 'employee', label: { uk: 'Відомості про працівника', en: 'The employee' } },
      { key: 'present', field: 'visit-present', label: { uk: 'Присутні особи', en: 'Those present' } },
      { key: 'reason', field: 'visit-reason', label: { uk: 'Підстави для відвідування', en: 'Grounds of the visit' } },
      {
        key: 'health',
        field: 'health-confirmed',
        label: { uk: 'Підтвердження чи непідтвердження стану здоров’я', en: 'State of health confirmed or not' },
      },
      {
        key: 'identity',
        field: 'identity-confirmed',
        label: { uk: 'Підтвердження чи непідтвердження тотожності', en: 'Identity confirmed or not' },
      },
    ],
    signers: [{ party: 'employee' }, { party: 'applicant' }, { party: 'doctor', when: ['in-hospital'] }],
  },
  fees: [
    {
      key: 'duty',
      title: { uk: 'Державне мито (2 неоподатковувані мінімуми)', en: 'State duty (2 non-taxable minimums)' },
      amount: '34',
    },
    {
      key: 'service',
      title: { uk: 'Вартість адміністративної послуги', en: 'Cost of the administrative service' },
      amount: '226',
    },
    {
      key: 'blank',
      title: {
        uk: 'Орієнтовна вартість бланку посвідки (відповідно до договору)',
        en: 'Approximate cost of the card (by contract)',
      },
      amount: '315,00',
    },
    {
      key: 'admin-fee',
      title: {
        uk: 'Адміністративний збір (20 неоподатковуваних мінімумів)',
        en: 'Administrative fee (20 non-taxable minimums)',
      },
      amount: '340',
    },
    {
      key: 'pay-duty',
      title: { uk: 'Сплата державного мита', en: 'To pay: state duty' },
      amount: '34',
      account: {
        iban: 'UA068999980314010538000014006',
        recipient: 'УК у м.Миколаїв/Центральний район/22090400',
        recipientCode: '37992781',
        bank: 'Казначейство України (ЕАП)',
        purpose:
          '*;101;ІПН/або серія та номер паспортного документа іноземця;держмито, пов`язане з видачею та оформленням закордонних паспортів (посвідок) та паспортів громадян України;',
      },
    },
    {
      key: 'pay-service',
      title: { uk: 'Сплата вартості адміністративної послуги', en: 'To pay: administrative service' },
      amount: '517,00',
      account: {
        ...serviceAccount,
        purpose: '*;424899;1140007;1;серія та номер паспортного документа іноземця; (ПІБ повністю);',
      },
    },
    {
      key: 'pay-admin-fee',
      title: { uk: 'Сплата адміністративного збору', en: 'To pay: administrative fee' },
      amount: '340,00',
      account: {
        ...serviceAccount,
        purpose: '*;424899;9900297;1;серія та номер паспортного документа іноземця; (ПІБ повністю);',
      },
    },
  ],
  feeNote: {
    uk: 'Складові вартості та сума платіжного рядка в документі різні; наведено так, як надруковано.',
    en: 'The parts of the cost and the sum to be paid differ in the document; both are shown as printed.',
  },
  feePayment: {
    uk: 'Через банки, відділення поштового зв’язку або програмно-технічні комплекси самообслуговування',
    en: 'Through banks, post offices or self-service payment terminals',
  },
  term: {
    uk: 'Посвідка видається протягом 15 робочих днів з дати прийняття документів',
    en: 'The card is issued within 15 working days from the date the documents are accepted',
  },
  results: [
    { uk: 'Оформлення та видача посвідки на тимчасове проживання', en: 'Temporary residence permit issued' },
    { uk: 'Відмова в оформленні (видачі) посвідки', en: 'Refusal to issue the permit' },
  ],
  notes: [
    {
      mark: '*',
      text: {
        uk: 'Якщо подано реквізити платежу, за якими сплату можна перевірити у «check», квитанцію роздруковує працівник у разі технічної можливості. Неправдива або непідтверджена інформація про сплату – підстава для відмови.',
        en: 'If payment details that “check” can verify are given, the employee prints the receipt where technically possible. False or unconfirmed payment details are a ground to refuse.',
      },
    },
    {
      mark: '**',
      text: {
        uk: 'Відмова в прийнятті документів надається, якщо «check» не підтвердив інформацію про сплату (перевіряється, якщо подано код квитанції).',
        en: 'Acceptance is refused if “check” does not confirm the payment (checked when a receipt code is given).',
      },
    },
  ],
}
