import { createHash } from 'node:crypto'
import type { PlayedSms } from './book.ts'

const words = {
  uk: {
    title: 'Повідомлення SMS',
    what: 'Симулятор SMS: ці повідомлення нікуди не надсилаються.',
    phone: 'Номер телефону',
    show: 'Показати',
    all: 'Усі',
    none: 'Повідомлень ще немає.',
    at: 'Час',
    to: 'Кому',
    text: 'Текст',
    fresh: 'Сторінка оновлюється сама.',
    other: 'English',
  },
  en: {
    title: 'SMS messages',
    what: 'SMS simulator: these messages are sent nowhere.',
    phone: 'Phone number',
    show: 'Show',
    all: 'All',
    none: 'No messages yet.',
    at: 'Time',
    to: 'To',
    text: 'Text',
    fresh: 'The page refreshes itself.',
    other: 'Українська',
  },
} as const
export type PageLanguage = keyof typeof words

const most = 100

/** Shows what is new when it comes, and leaves alone whoever is typing. */
const freshen = `setInterval(async () => {
  if (document.hidden || document.activeElement?.name === 'phone') return
  const { total } = await (await fetch('/sms.json?phone=0')).json()
  if (total !== Number(document.body.dataset.total)) location.reload()
}, 1500)`
/** The one script that may run on the page. */
export const pagePolicy = `default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'self'; script-src 'sha256-${createHash('sha256').update(freshen).digest('base64')}'`
const clock = new Intl.DateTimeFormat('uk-UA', { timeStyle: 'medium', timeZone: 'Europe/Kyiv' })

export interface PageOptions {
  /** Newest first. */
  readonly messages: readonly PlayedSms[]
  readonly language: PageLanguage
  /** What the list was asked for; empty: all. */
  readonly phone: string
  /** How many have arrived since the start. */
  readonly total: number
}

/** The messages for a person: as a telephone would show them, the newest first. Without scripts it shows them as well. */
export function page({ messages, language, phone, total }: PageOptions): string {
  const say = words[language]
  const other: PageLanguage = language === 'uk' ? 'en' : 'uk'
  const query = phone === '' ? '' : `&amp;phone=${encodeURIComponent(phone)}`
  const rows = messages
    .slice(0, most)
    .map(
      ({ at, phone: to, text }) =>
        `<tr><td><time datetime="${new Date(at).toISOString()}">${clock.format(at)}</time></td><td>${safe(to)}</td>` +
        `<td>${safe(text)}</td></tr>`,
    )
  const list =
    rows.length === 0
      ? `<p>${say.none}</p>`
      : `<table><thead><tr><th scope="col">${say.at}</th><th scope="col">${say.to}</th><th scope="col">${say.text}</th></tr>` +
        `</thead><tbody>${rows.join('\n')}</tbody></table>`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.title}</title>
<style>body{font:18px/1.4 system-ui,sans-serif;margin:24px auto;padding:0 16px;max-width:960px;color:#1b2431;background:#fff}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #9aa5b4;padding:10px 12px;text-align:left;vertical-align:top}
td:nth-child(-n+2){white-space:nowrap}td:last-child{overflow-wrap:anywhere}input,button{font:inherit;padding:8px 12px}
@media(max-width:600px){tbody tr{display:grid;grid-template-columns:auto 1fr;border-bottom:1px solid #9aa5b4}tbody td{border:0;padding:4px 12px}td:last-child{grid-column:1/3}thead th:last-child{display:none}}
nav{float:right}a{color:#1a4fa3}</style></head>
<body data-total="${total}"><nav><a href="?lang=${other}${query}" lang="${other}">${say.other}</a></nav><main><h1>${say.title}</h1>
<p>${say.what} ${say.fresh}</p>
<form><input type="hidden" name="lang" value="${language}"><label>${say.phone} <input name="phone" type="tel" value="${safe(phone)}"></label>
<button>${say.show}</button> <a href="?lang=${language}">${say.all}</a></form>
${list}</main><script>${freshen}</script></body></html>`
}

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
}
