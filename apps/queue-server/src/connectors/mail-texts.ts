import type { OutsideData } from './ports.ts'

export interface MailText {
  readonly subject: string
  readonly text: string
}

interface Words {
  readonly subject: (number: string) => string
  readonly greeting: (name: string) => string
  readonly news: (number: string, what: string) => string
  readonly visit: (day: string) => string
  readonly where: (address: string) => string
  readonly bring: string
  readonly end: string
}

const words: Readonly<Record<'uk' | 'en', Words>> = {
  uk: {
    subject: (number) => `Ваша справа ${number}`,
    greeting: (name) => `Вітаємо, ${name}!`,
    news: (number, what) => `Справа ${number}: ${what}.`,
    visit: (day) => `Просимо бути за вказаною у заяві адресою ${day}: до вас прийдуть перевірити місце проживання.`,
    where: (address) =>
      `Стан справи можна дізнатися на сторінці ${address}: потрібні номер справи й останні цифри документа.`,
    bring: 'Коли йдете до нас, візьміть документ, за яким подавали заяву.',
    end: 'Лист створено автоматично; відповіді на нього ніхто не читає.',
  },
  en: {
    subject: (number) => `Your application ${number}`,
    greeting: (name) => `Dear ${name},`,
    news: (number, what) => `Application ${number}: ${what}.`,
    visit: (day) =>
      `Please be at the address given in your application on ${day}: our officers will come to check the residence.`,
    where: (address) =>
      `You can see how far it has come at ${address}: have its number and the last digits of your document at hand.`,
    bring: 'When you come to us, bring the document you applied with.',
    end: 'This message was made by a program; nobody reads replies to it.',
  },
}

/** What an applicant is written: the number, where the case stands, a visit's day. No more of the person than the name. */
export function mailText(number: string, data: OutsideData, statusPage: string | undefined): MailText {
  const { applicant, news, visitOn } = data
  const say = words[applicant.language]
  const lines = [
    say.greeting(applicant.givenName),
    say.news(number, news[applicant.language].replace(/[.\s]+$/u, '')),
    visitOn === null ? null : say.visit(dayText(visitOn)),
    say.bring,
    statusPage === undefined ? null : say.where(statusPage),
    say.end,
  ]
  return { subject: say.subject(number), text: `${lines.filter((line) => line !== null).join('\n\n')}\n` }
}

/** 2026-03-05 → 05.03.2026 */
function dayText(date: string): string {
  return date.split('-').reverse().join('.')
}
