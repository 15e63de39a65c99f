/** An electronic service of the Migration Service outside this system. */
export interface EService {
  readonly key: 'online-queue' | 'status' | 'invalid-documents' | 'reception' | 'chat' | 'payment' | 'site'
  readonly title: { readonly uk: string; readonly en: string }
  readonly note: { readonly uk: string; readonly en: string }
  /** Its page, or the site on which it is found under its title. */
  readonly address: string
}

const site = 'https://dmsu.gov.ua/'

/**
 * What document 001 (question 1) lists and this system leaves to others. It gives the address of one page only; of the others,
 * those that are generally known have theirs, the rest lead to the site, where «it is enough to choose the service».
 */
export const eServices: readonly EService[] = [
  {
    key: 'reception',
    title: { uk: 'Електронна приймальня', en: 'Electronic reception' },
    note: { uk: 'Подати звернення', en: 'Send an appeal' },
    address: site,
  },
  {
    key: 'invalid-documents',
    title: { uk: 'Недійсні документи', en: 'Invalid documents' },
    note: { uk: 'Перевірити, чи дійсний паспорт', en: 'Check whether a passport is valid' },
    address: `${site}services/nd.html`,
  },
  {
    key: 'chat',
    title: { uk: 'Консультація в\u00a0чаті', en: 'Chat consultation' },
    note: { uk: 'Viber і\u00a0Telegram: біометричні документи', en: 'Viber and Telegram: biometric documents' },
    address: site,
  },
  {
    key: 'status',
    title: { uk: 'Стан паспорта', en: 'Passport status' },
    note: { uk: 'Чи готовий документ', en: 'Whether the document is ready' },
    address: `${site}services/docstate.html`,
  },
  {
    key: 'payment',
    title: { uk: 'Платіжні реквізити', en: 'Payment details' },
    note: { uk: 'Закордонний паспорт та ID-картка', en: 'Travel passport and identity card' },
    address: site,
  },
  {
    key: 'online-queue',
    title: { uk: 'Запис через інтернет', en: 'Booking on the web' },
    note: { uk: 'Електронна черга з\u00a0дому', en: 'The queue from home' },
    address: `${site}services/online.html`,
  },
]
