import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { DistributionView } from '@cherha/shared/protocol'
import type { Applicant } from '@cherha/shared/workflow'
import type { Browser } from 'playwright-core'
import { CaseDesk } from '../../e2e/support/case-desk.ts'
import { CaseOffice } from '../../e2e/support/case-office.ts'
import { Clerk } from '../../e2e/support/clerk.ts'
import { ConsolePages, open, told } from '../../e2e/support/console.ts'
import { DeskPictures, paperPictures } from './desk-applications.ts'

const people: readonly Pick<Applicant, 'surname' | 'givenName' | 'birthDate'>[] = [
  { surname: 'Алієв', givenName: 'Ельчин', birthDate: '1988-05-12' },
  { surname: 'Новакова', givenName: 'Яна', birthDate: '1994-11-30' },
  { surname: 'Їлдиз', givenName: 'Ґюлер', birthDate: '1985-09-21' },
  { surname: 'Нгуєн', givenName: 'Тхі Лан', birthDate: '1991-07-08' },
  { surname: 'Чжан', givenName: 'Вей', birthDate: '1979-02-03' },
]
/** One more, whose application is being taken when the picture is. */
const next = { surname: 'Петросян', givenName: 'Гаяне' }
const scan = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n29\n%%EOF\n',
)

/**
 * Pictures of applications: at the desk from the window to the decision, its papers, the applicant's page on a phone, the
 * administrators' report.
 */
export async function applicationPictures(dir: string, browser: Browser): Promise<void> {
  const at = await CaseOffice.open('2026-03-05T08:30:00+02:00')
  try {
    await connectTerminal(at, browser)
    const cases = await takeAll(at)
    const window = await DeskPictures.open(at, dir, browser)
    await window.intake('olena')
    const desk = await DeskPictures.open(at, dir, browser)
    await desk.distribution('dorosh')
    await distribute(at)
    await at.linked.pass(26 * 3600)
    const [first] = cases
    if (first === undefined) throw new Error('no application was taken')
    await statusPicture(at, first, dir, browser)
    await desk.tasksAndCase(await officerOf(at, first), first)
    await paperPictures(at, first, dir)
    await reportPicture(at, dir, browser)
  } finally {
    await at.close()
  }
}

/** Tickets are given out here. A board there is none: the clerk calls by voice. */
async function connectTerminal(at: CaseOffice, browser: Browser): Promise<void> {
  const page = await browser.newPage()
  await page.goto(await at.hub.screen('terminal'))
}

/** Visitors of one window: their applications go on to the server, the last is refused at the window. */
async function takeAll(at: CaseOffice): Promise<string[]> {
  await at.linked.converged()
  await at.linked.passUntil('2026-03-05T09:00:30+02:00')
  for (const { surname, givenName } of [...people, next]) {
    const person = { surname, givenName }
    const command = { type: 'register-current', service: 'permanent', language: 'uk', person }
    await at.hub.command(at.hub.tokens.terminal, command)
    await at.linked.pass(5)
  }
  const clerk = await Clerk.atWindow(at.hub, 'olena', '1')
  const desk = CaseDesk.of(at.hub, clerk)
  const ids: string[] = []
  for (const [index, person] of people.entries()) {
    await clerk.must('call-next')
    await clerk.must('confirm-voice-call')
    await clerk.must('start-service')
    const id = await desk.start('permanent')
    ids.push(id)
    await intake(desk, id, { ...applicantOf(person, index) }, index === people.length - 1)
    await clerk.must('finish-service')
    await at.linked.pass(20)
  }
  for (const id of ids.slice(0, -1)) {
    await desk.until(
      id,
      ({ status, path: stops }) => status === 'open' && !stops.some((stop) => stop.status === 'awaiting'),
      'the registration',
      () => at.linked.pass(1),
    )
  }
  await clerk.must('close-window')
  clerk.leave()
  return ids
}

async function intake(desk: CaseDesk, id: string, applicant: Applicant, refused: boolean): Promise<void> {
  await desk.write(id, applicant)
  await desk.tickAll(id)
  if (refused) return desk.complete(id, 'intake-check', 'refused')
  await desk.must(id, 'check-fee', { data: { code: '1234-5678' } })
  await desk.complete(id, 'intake-check', 'accepted')
  await desk.complete(id, 'application', 'formed', {
    fields: {
      'contact-phone': applicant.phone ?? '',
      'personal-email': applicant.email ?? '',
      'permit-issued-elsewhere': false,
    },
  })
  await desk.complete(id, 'print', 'correct', { fields: { 'home-owned': true, 'home-leased': false } })
  await desk.complete(id, 'applicant-signature', 'signed')
  await desk.complete(id, 'employee-signature', 'signed')
  await desk.addFile(id, 'паспорт.pdf', 'application/pdf', scan)
  await desk.complete(id, 'scans', 'scanned')
}

function applicantOf(person: (typeof people)[number], index: number): Applicant {
  return {
    ...person,
    citizenship: 'Азербайджан',
    document: { kind: 'passport', number: `С0123450${index}`, validUntil: '2031-01-01' },
    address: 'м. Миколаїв, вул. Прикладна, 7',
    phone: '+380671234567',
    email: 'applicant@example.org',
    language: 'uk',
  }
}

async function distribute(at: CaseOffice): Promise<void> {
  const head = await CaseDesk.signIn(at.hub, 'dorosh')
  const { body } = await head.ask<DistributionView>('GET', '/api/distribution')
  const [officer] = body.officers
  const assignments = body.waiting.map(({ case: id, version, stage, outcome, suggested }) => {
    return { case: id, version, stage, outcome, officer: suggested ?? officer?.login ?? '' }
  })
  await head.ask('POST', '/api/distribution', { commandId: randomUUID(), assignments })
}

async function officerOf(at: CaseOffice, id: string): Promise<string> {
  const head = await CaseDesk.signIn(at.hub, 'dorosh')
  return (await head.view(id)).officer?.login ?? 'bohdan'
}

async function statusPicture(at: CaseOffice, id: string, dir: string, browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.clock.setFixedTime(at.linked.server.now)
  await page.goto(`${at.linked.server.url}/status`)
  await page.getByLabel('Номер справи').fill(id)
  await page.getByLabel('Останні чотири цифри документа').fill('4500')
  await page.getByRole('button', { name: 'Дізнатися' }).click()
  await page.locator('.answer h1').waitFor()
  await page.screenshot({ path: path.join(dir, 'status.png'), fullPage: true })
  await page.close()
}

async function reportPicture(at: CaseOffice, dir: string, browser: Browser): Promise<void> {
  const { server } = at.linked
  const pages = new ConsolePages(server, browser)
  const page = await pages.somebody()
  await page.goto(server.adminUrl)
  await pages.signInAdministrator(page)
  await open(page, '#/cases')
  await page.getByLabel('З', { exact: true }).fill('2026-02-05')
  await page.getByLabel('До', { exact: true }).fill('2026-03-06')
  await page.locator('.chart svg').nth(1).waitFor()
  await told(page)
  await page.getByRole('heading', { name: 'Справи' }).click()
  await page.screenshot({ path: path.join(dir, 'console-cases.png') })
  await page.context().close()
}
