import type { CardInput } from '../../card.ts'

/** Document 003, information card, row 9: what is brought, shown, attached and given back. */
export const documents: NonNullable<CardInput['information']>['documents'] = [
  {
    key: 'old-card',
    number: '1',
    title: { uk: 'Посвідка, що підлягає обміну', en: 'The card to be exchanged' },
    when: ['not lost-or-stolen'],
    originalShown: true,
    attached: 'certified-copy',
    originalReturned: true,
    note: {
      uk: 'У разі закінчення строку дії посвідка здається під час отримання нової.',
      en: 'When it expires, the card is surrendered on receipt of the new one.',
    },
  },
  {
    key: 'passport',
    number: '2',
    title: {
      uk: 'Паспортний документ іноземця або документ, що посвідчує особу без громадянства',
      en: 'Passport document of a foreigner, or identity document of a stateless person',
    },
    originalShown: true,
    attached: 'certified-copy',
    originalReturned: true,
    note: {
      uk: 'Особи, зазначені в частині двадцятій статті 4 Закону, можуть подати прострочений паспортний документ держави-агресора чи такої, що не визнає територіальну цілісність України (зокрема голосувала проти Резолюції Генеральної Асамблеї ООН № 68/262).',
      en: 'Persons of article 4, part 20 of the law may give an expired document of an aggressor state, or of one that does not recognise the territorial integrity of Ukraine (among them those that voted against UN General Assembly resolution 68/262).',
    },
  },
  {
    key: 'translation',
    number: '3',
    title: {
      uk: 'Засвідчений переклад українською мовою сторінки паспортного документа з особистими даними',
      en: 'Certified Ukrainian translation of the page with personal data',
    },
    attached: 'original',
  },
  {
    key: 'circumstances',
    number: '4',
    title: {
      uk: 'Документи, що підтверджують обставини, через які посвідка підлягає обміну (документи іноземних держав – легалізовані)',
      en: 'Documents that prove the circumstances of the exchange (foreign ones legalised)',
    },
    when: ['not expiry', 'not unfit'],
    originalShown: true,
    attached: 'none',
    note: {
      uk: 'Чи додається копія, в інформаційній картці не сказано.',
      en: 'Whether a copy is attached the information card does not say.',
    },
  },
  {
    key: 'representative',
    number: '5',
    title: {
      uk: 'Документ, що посвідчує особу законного представника, та документ про його повноваження',
      en: 'Identity document of the legal representative and proof of authority',
    },
    when: ['by-representative'],
    originalShown: true,
    attached: 'certified-copy',
    originalReturned: true,
  },
  {
    key: 'fee',
    number: '6',
    title: {
      uk: 'Документ про сплату адміністративного збору, роздрукована квитанція «check» або реквізити платежу в будь-якій формі*',
      en: 'Proof of payment of the administrative fee, a receipt printed from “check”, or the payment details in any form*',
    },
    when: ['not fee-exempt'],
    originalShown: true,
    attached: 'original',
  },
  {
    key: 'fee-exemption',
    number: '6',
    title: { uk: 'Документ про звільнення від сплати збору', en: 'Proof of exemption from the fee' },
    when: ['fee-exempt'],
    originalShown: true,
    attached: 'certified-copy',
    originalReturned: true,
  },
  {
    key: 'insurance',
    title: {
      uk: 'Дійсний поліс медичного страхування на весь строк дії посвідки',
      en: 'Valid medical insurance policy for the whole validity of the card',
    },
    when: ['expiry'],
    attached: 'none',
    note: {
      uk: 'Чи додається копія, в інформаційній картці не сказано.',
      en: 'Whether a copy is attached the information card does not say.',
    },
  },
  {
    key: 'item-33',
    title: { uk: 'Документи, зазначені у пункті 33 Порядку', en: 'Documents named in item 33 of the Procedure' },
    when: ['expiry'],
    attached: 'none',
    note: {
      uk: 'Чи додається копія, в інформаційній картці не сказано.',
      en: 'Whether a copy is attached the information card does not say.',
    },
  },
]
