import type { Received } from './book.ts'
import type { Fault } from './faults.ts'
import type { Mail } from './mailbox.ts'
import { systemTitles } from './systems.ts'

export interface PageRow {
  readonly system: keyof typeof systemTitles
  readonly address: string
  readonly up: boolean
  readonly fault: Fault
  readonly requests: number
}

/** A plain page: which systems there are, how each is, and what came last. Made for a browser on this computer. */
export function page(rows: readonly PageRow[], received: readonly Received[], mails: readonly Mail[]): string {
  const systems = rows.map(
    ({ system, address, up, fault, requests }) =>
      `<tr><td>${safe(systemTitles[system])}<br><code>${system}</code><td><code>${safe(address)}</code>` +
      `<td>${up ? safe(fault.kind) : 'dead'}<td>${requests}`,
  )
  const last = received
    .slice(-50)
    .reverse()
    .map(
      ({ at, system, method, service, issue, answer, body }) =>
        `<tr><td>${clock(at)}<td>${system}<td>${safe(`${method} ${service}`)}<td>${safe(issue ?? '')}` +
        `<td>${safe(answer)}<td><code>${safe(JSON.stringify(body))}</code>`,
    )
  const letters = mails
    .slice(-20)
    .reverse()
    .map(({ at, to, raw }) => `<tr><td>${clock(at)}<td>${safe(to.join(', '))}<td><pre>${safe(raw)}</pre>`)
  return `<!doctype html><html lang="uk"><meta charset="utf-8"><title>Симулятор реєстрів</title>
<style>body{font:16px system-ui;margin:24px;color:#1b2431}table{border-collapse:collapse;margin:0 0 32px}
td,th{border-bottom:1px solid #d5dae1;padding:6px 12px;text-align:left;vertical-align:top}pre{white-space:pre-wrap;margin:0}</style>
<h1>Симулятор реєстрів</h1>
<p>Збої замовляють запитом <code>POST /simulator/faults</code>; усе отримане: <code>GET /simulator/received</code>.</p>
<table><tr><th>Система<th>Адреса<th>Стан<th>Запитів${systems.join('\n')}</table>
<h2>Останні запити</h2><table><tr><th>Час<th>Система<th>Запит<th>Справа<th>Відповідь<th>Дані${last.join('\n')}</table>
<h2>Листи</h2><table><tr><th>Час<th>Кому<th>Лист${letters.join('\n')}</table></html>`
}

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 19)
}
