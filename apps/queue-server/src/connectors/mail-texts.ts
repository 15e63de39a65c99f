import type { Applicant, MailAbout } from '@cherha/shared/workflow'
import type { OutsideJob } from './ports.ts'

export type MailJob = Extract<OutsideJob, { readonly kind: 'mail' }>

export interface MailText {
  readonly subject: string
  readonly text: string
}

interface Words {
  readonly subject: string
  readonly greeting: (name: string) => string
  readonly news: Readonly<Record<MailAbout, string>>
  readonly day: (day: string) => string
  readonly where: (address: string) => string
  readonly end: string
}

const words: Readonly<Record<'uk' | 'en', Words>> = {
  uk: {
    subject: 'Ваша справа',
    greeting: (name) => `Вітаємо, ${name}!`,
    news: {
      accepted: 'Ваші документи прийнято. Номер справи збережіть: за ним можна дізнатися, на якому вона етапі.',
      visit: 'До вас прийдуть, щоб перевірити місце проживання. Просимо бути за адресою, вказаною в заяві.',
      ready: 'Ваш документ готовий. Забрати його можна там, де приймали заяву; візьміть із собою паспортний документ.',
      refusal:
        'У вашій справі є рішення про відмову. Його копію з причинами й порядком оскарження вам нададуть окремо.',
      decision: 'У вашій справі ухвалено рішення.',
      uncollected: 'Ваш документ досі чекає на вас. Будь ласка, заберіть його там, де приймали заяву.',
      notice: 'У вашій справі є новини.',
    },
    day: (day) => `День: ${day}.`,
    where: (address) => `Стан справи: ${address}. Знадобляться номер справи й останні чотири цифри номера документа.`,
    end: 'Лист надіслано автоматично, відповідей на нього ніхто не читає.',
  },
  en: {
    subject: 'Your application',
    greeting: (name) => `Dear ${name},`,
    news: {
      accepted: 'We have taken your documents. Keep the number of your application: with it you can see how far it is.',
      visit: 'Our officers will come to check your residence. Please be at the address given in your application.',
      ready: 'Your document is ready. Collect it where you applied, and bring your passport document.',
      refusal: 'Your application is refused. A copy with the reasons and how to appeal reaches you separately.',
      decision: 'A decision on your application has been made.',
      uncollected: 'Your document still waits for you. Please collect it where you applied.',
      notice: 'There is news about your application.',
    },
    day: (day) => `Day: ${day}.`,
    where: (address) =>
      `How far it is: ${address}. You need its number and the last four digits of your document's number.`,
    end: 'This message was sent by a program; nobody reads replies to it.',
  },
}

/** What an applicant is written. It names nobody beyond the given name, and no document. */
export function mailText(
  job: Pick<MailJob, 'case' | 'about' | 'on'>,
  { givenName, language }: Pick<Applicant, 'givenName' | 'language'>,
  statusPage: string | undefined,
): MailText {
  const say = words[language]
  const subject = `${say.subject} ${job.case}`
  const lines = [
    say.greeting(givenName),
    `${subject}.`,
    job.on === null ? say.news[job.about] : `${say.news[job.about]} ${say.day(dayText(job.on))}`,
    statusPage === undefined ? null : say.where(statusPage),
    say.end,
  ]
  return { subject, text: `${lines.filter((line) => line !== null).join('\n\n')}\n` }
}

/** 2026-03-05 → 05.03.2026 */
function dayText(date: string): string {
  return date.split('-').reverse().join('.')
}
