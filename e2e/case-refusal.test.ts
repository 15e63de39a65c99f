import type { CaseView } from '@cherha/shared/protocol'
import type { Applicant } from '@cherha/shared/workflow'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aScan } from './support/a-scan.ts'
import { CaseDesk } from './support/case-desk.ts'
import { CaseOffice } from './support/case-office.ts'
import { CaseScreen } from './support/case-screen.ts'
import { keepPicture, launchChromium } from './support/chromium.ts'
import { Clerk } from './support/clerk.ts'
import { pdfText } from './support/pdf-text.ts'

const password = 'надійний пароль підпису'
const scan = aScan()
const applicant: Applicant = {
  surname: 'Їжакевич',
  givenName: 'Єлизавета',
  birthDate: '1990-04-17',
  citizenship: 'Молдова',
  document: { kind: 'passport', number: 'КН7410258', validUntil: '2031-01-01' },
  address: 'м. Миколаїв, вул. Садова, 7',
  phone: '+380671234567',
  email: 'visitor@example.org',
  hostingParty: { name: 'ТОВ «Приклад»', address: 'м. Миколаїв, вул. Морська, 1' },
  language: 'uk',
}

let at: CaseOffice
let browser: Browser
let page: Page
let desk: CaseScreen
const problems: string[] = []

beforeAll(async () => {
  // Wednesday
  at = await CaseOffice.open('2026-03-04T08:58:00+02:00')
  await at.linked.converged()
  await at.linked.passUntil('2026-03-04T09:00:30+02:00')
  browser = await launchChromium()
  desk = await CaseScreen.open(browser, at, problems)
  page = desk.page
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await keepPicture(page, 'case-refusal')
})

/** Presses a button that opens a paper in a tab of its own, and reads the paper. */
async function printed(button: string | RegExp): Promise<string> {
  const papers = /\/api\/cases\/.*\/(papers|files)\//
  const answers: { readonly type: string | undefined; readonly bytes: Buffer }[] = []
  await page.route(papers, async (route) => {
    const answer = await route.fetch()
    answers.push({ type: answer.headers()['content-type'], bytes: await answer.body() })
    await route.fulfill({ response: answer })
  })
  const [tab] = await Promise.all([page.waitForEvent('popup'), desk.button(button).click()])
  // a headless browser may take the tab of a PDF away by itself
  await tab.close().catch(() => {})
  await page.unroute(papers)
  expect(answers.map(({ type }) => type)).toEqual(['application/pdf'])
  return pdfText(answers[0]?.bytes ?? Buffer.alloc(0))
}

async function statusOf(number: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await at.linked.server.request('POST', '/api/status', { case: number, digits: '0258' })
  expect(answer.status).toBe(200)
  return answer.body
}

function stop(view: CaseView, key: string): CaseView['path'][number] | undefined {
  return view.path.find((one) => one.key === key)
}

describe('documents that are not accepted', () => {
  let number = ''

  it('are refused in one step with the network lost; the refusal is printed, and the visit ends', async () => {
    const registered = await at.hub.command(at.hub.tokens.terminal, {
      type: 'register-current',
      service: 'permanent',
      language: 'uk',
      person: { surname: applicant.surname, givenName: applicant.givenName },
    })
    expect(registered.status).toBe(200)
    await at.linked.converged()
    number = await desk.beginWithoutNetwork('olena')

    await desk.decide('Відмова в прийнятті документів', async () => {
      await desk.tick('Документи подано не в повному обсязі')
      await desk.tick('Заявник просить письмову відмову')
      await desk.fill('Дата народження', '17.04.1990')
      await desk.fill('Громадянство', 'Молдова')
      await desk.fill('Серія і номер', 'КН7410258')
      await desk.fill('Адреса проживання в Україні', 'м. Миколаїв, вул. Садова, 7')
    })
    await page.getByText('Документи не прийнято').waitFor()
    const text = await printed(/^Надрукувати: відмова в прийнятті/)
    expect(text).toContain('Документи подано не в повному обсязі')
    expect(text).toMatch(/Їжакевич/iu)
    expect(text).toContain(number)
    expect(text).toContain('4 березня 2026')
    await desk.button(/^Завершити прийом/).click()
    await desk.button(/Викликати наступного|Чекати наступного/).waitFor()
  })

  it('leave a case that says so: to the office, and to the applicant', async () => {
    at.linked.wan.heal()
    await at.linked.connected(true)
    const olena = await CaseDesk.signIn(at.hub, 'olena')
    // a draft of the hub cannot be asked for at the server
    await expect
      .poll(
        async () => {
          await at.linked.pass(1)
          return (await at.linked.server.request('POST', '/api/status', { case: number, digits: '0258' })).body['phase']
        },
        { timeout: 30_000 },
      )
      .toBe('refused-to-accept')
    const view = await olena.view(number)
    expect(view.status).toBe('ended')
    expect(view.end).toBe('refused-to-accept')
    expect(view.applicant).toMatchObject({ surname: 'Їжакевич', document: { number: 'КН7410258' } })
    expect(view.papers.map(({ paper, on }) => [paper, on])).toEqual([['acceptance-refusal', '2026-03-04']])
    const kept = await olena.bytes(`/api/cases/${number}/files/${view.papers[0]?.hash}`)
    expect(await pdfText(kept.bytes)).toContain('Документи подано не в повному обсязі')
    await desk.button(/^Перерва/).click()
    await desk.signOut()
  })
})

describe('an application that is refused at the decision', () => {
  let number = ''

  it('is taken for a ground of the information card, and its papers lie in it', async () => {
    const clerk = await Clerk.atWindow(at.hub, 'taras', '2')
    await clerk.must('outside-queue')
    const taras = CaseDesk.of(at.hub, clerk)
    const without = await taras.ask('POST', '/api/cases', { commandId: crypto.randomUUID(), service: 'temporary' })
    expect(without.status).toBe(409)
    number = await taras.start('temporary', { grounds: ['changed'] })
    await taras.write(number, applicant)
    await taras.tickAll(number)
    await taras.must(number, 'check-fee', { data: { code: '1234-5678' } })
    const no = Object.fromEntries(
      [
        'fee-code-given',
        'by-representative',
        'fee-exempt',
        'expired-passport-allowed',
        'issued-by-another-body',
        'home-visit',
      ].map((key) => [key, false]),
    )
    await taras.must(number, 'complete', {
      stage: 'intake-check',
      outcome: 'accepted',
      data: { fields: { ...no, 'circumstance-date': '2026-03-02' } },
    })
    await taras.complete(number, 'application', 'formed')
    await taras.complete(number, 'print', 'correct')
    await taras.complete(number, 'applicant-signature', 'signed')
    await taras.complete(number, 'employee-signature', 'signed')
    expect((await taras.addFile(number, 'паспорт.pdf', 'application/pdf', scan)).body).toMatchObject({ ok: true })
    await taras.complete(number, 'scans', 'scanned')
    await clerk.must('finish-service')
    const view = await taras.until(
      number,
      ({ status, path: stops }) => status === 'open' && !stops.some((one) => one.status === 'awaiting'),
      'the registration',
      () => at.linked.pass(1),
    )
    expect(view.papers.map(({ title }) => title.uk)).toEqual([
      'Квитанція про сплату',
      'Заява-анкета',
      'Опис прийнятих документів',
    ])
    const receipt = view.papers.find(({ paper }) => paper === 'receipt')
    const { bytes } = await taras.bytes(`/api/cases/${number}/files/${receipt?.hash}`)
    expect(await pdfText(bytes)).toContain('/status')
    expect(view.terms.result).toBe('2026-03-25')
    clerk.leave()
  })

  it('is refused by the head, who signs; the decision is printed, and the applicant reads how to appeal', async () => {
    const dorosh = await CaseDesk.signIn(at.hub, 'dorosh')
    await dorosh.complete(number, 'distribution', 'assigned', { officer: 'bohdan' })
    const bohdan = await CaseDesk.signIn(at.hub, 'bohdan')
    await bohdan.complete(number, 'identification', 'identified')
    await morningOf(5)
    await desk.openTask('dorosh', number)
    await desk.decide('Відмовити в оформленні', async () => {
      await desk.tick(/Подано завідомо неправдиві відомості/)
      await desk.button('Ще не маю підпису').click()
      await desk.fill(/^Новий пароль/, password)
      await desk.fill('Той самий пароль ще раз', password)
      await desk.button('Створити підпис').click()
      await desk.button('До документа').click()
      await desk.fill('Пароль вашого підпису', password)
    })
    await desk.leaves(/^13\. /)
    const documents = page.getByRole('region', { name: 'Документи' })
    for (const name of ['Заява-анкета', 'Опис прийнятих документів', 'Рішення'])
      await documents.getByRole('button', { name, exact: true }).waitFor()
    const text = await printed('Рішення')
    expect(text).toContain('завідомо неправдиві відомості')
    expect(text).toContain('Їжакевич')
    expect(text).toContain('5 березня 2026')
    await desk.signOut()

    const view = await dorosh.view(number).catch(async () => (await CaseDesk.signIn(at.hub, 'dorosh')).view(number))
    expect(view.signatures).toHaveLength(1)
    expect(stop(view, 'decision')).toMatchObject({ status: 'done', doneOn: '2026-03-05' })
    // five working days after the decision; 8 March is a Sunday
    expect(stop(view, 'issue')).toMatchObject({ status: 'open', limit: '2026-03-12' })
    const status = await statusOf(number)
    expect(JSON.stringify(status['appeal'])).toContain('оскаржено')
  })

  it('the copy goes to the applicant and to the hosting party by registered letter, and its delivery is proven', async () => {
    await morningOf(6)
    const taras = await CaseDesk.signIn(at.hub, 'taras')
    await taras.complete(number, 'issue', 'refusal-delivered', {
      fields: { 'delivery-means': 'registered-letter', 'delivery-proof': 'реєстр 12' },
    })
    const ended = await taras.until(
      number,
      ({ letters }) => letters.length === 2,
      'the letters',
      () => at.linked.pass(2),
    )
    expect(ended).toMatchObject({ status: 'ended', end: 'refused' })
    expect(ended.letters.map(({ to, paper }) => `${to} ${paper}`).toSorted()).toEqual([
      'applicant decision-copy',
      'hosting-party decision-copy',
    ])
    expect(stop(ended, 'issue')).toMatchObject({ status: 'done', doneOn: '2026-03-06', overdue: false })
    // the card has the refusal sent by registered letter only
    expect(at.outside.mails()).toEqual([])

    await desk.signIn('taras')
    await desk.button(/^Справи/).click()
    await page.getByRole('searchbox').fill(number)
    await desk.button(`Відкрити справу ${number}`).click()
    await page.getByRole('heading', { name: 'Рекомендовані листи' }).waitFor()
    const lines = page.getByRole('region', { name: 'Рекомендовані листи' }).getByRole('listitem')
    for (const [index, tracking] of ['0500012345678', '0500012345679'].entries()) {
      const line = lines.nth(index)
      await line.getByLabel('Номер відправлення').fill(tracking)
      await line.getByRole('button', { name: 'Записати відправлення' }).click()
      await line.getByText(`№ ${tracking}`).waitFor()
      await line.getByRole('button', { name: 'Записати вручення' }).click()
      await line.getByText('вручено 06.03.2026').waitFor()
    }
    const copy = await printed('Копія рішення')
    for (const word of ['завідомо неправдиві відомості', 'Їжакевич', 'ТОВ «Приклад»', '6 березня 2026'])
      expect(copy).toContain(word)
    await desk.signOut()
    const { letters } = await taras.view(number)
    expect(letters.map(({ tracking, sentOn, deliveredOn }) => [tracking, sentOn, deliveredOn])).toEqual([
      ['0500012345678', '2026-03-06', '2026-03-06'],
      ['0500012345679', '2026-03-06', '2026-03-06'],
    ])
    const status = await statusOf(number)
    expect(status['phase']).toBe('refused')
    expect(JSON.stringify(status['appeal'])).toContain('оскаржено')
  })

  it('comes back to the decision with the documents it has when the complaint is granted', async () => {
    await morningOf(9)
    const dorosh = await CaseDesk.signIn(at.hub, 'dorosh')
    const before = await dorosh.view(number)
    await dorosh.must(number, 'file-complaint', { data: { to: 'administrative', of: 'issue', documents: [] } })
    await dorosh.must(number, 'decide-complaint', { data: { result: 'annulled' } })
    const again = await dorosh.view(number)
    expect(again.status).toBe('open')
    expect(stop(again, 'decision')?.status).toBe('open')
    expect(again.files.map(({ hash }) => hash)).toEqual(before.files.map(({ hash }) => hash))
    expect(again.papers.filter(({ paper }) => paper === 'decision')).toHaveLength(1)
    // what is looked at before signing is a new decision, not the annulled one
    const { bytes } = await dorosh.bytes(`/api/cases/${number}/papers/decision?stage=decision`)
    expect(await pdfText(bytes)).not.toContain('завідомо неправдиві відомості')
    await dorosh.complete(number, 'decision', 'issue', { password })
    const decided = await dorosh.view(number)
    expect(decided.papers.filter(({ paper }) => paper === 'decision')).toHaveLength(2)
    expect(stop(decided, 'data-transfer')).toMatchObject({ status: 'open', limit: '2026-03-10' })
  })

  it('a refusal to hand the card over leaves the case open, and the card is issued later', async () => {
    const bohdan = await CaseDesk.signIn(at.hub, 'bohdan')
    await bohdan.complete(number, 'data-transfer', 'sent')
    const halyna = await CaseDesk.signIn(at.hub, 'halyna')
    await halyna.until(
      number,
      ({ offers }) => offers.some(({ stage }) => stage === 'arrival'),
      'the card from the printing works',
      () => at.linked.pass(2),
    )
    await halyna.complete(number, 'arrival', 'recorded')
    await halyna.complete(number, 'comparison', 'matches')
    await morningOf(10)
    const taras = await CaseDesk.signIn(at.hub, 'taras')
    expect(stop(await taras.view(number), 'issue')).toMatchObject({ status: 'open', limit: '2026-03-30' })
    await taras.complete(number, 'issue', 'not-handed-over', { grounds: ['no-authority'], written: true })
    const refused = await taras.view(number)
    expect(refused.status).toBe('open')
    expect(stop(refused, 'issue')?.status).toBe('open')
    expect(refused.appeal?.of).toContain('handover')
    await taras.complete(number, 'issue', 'issued')
    expect(await taras.view(number)).toMatchObject({ status: 'ended', end: 'issued' })
    expect(problems).toEqual([])
  })
})

/** The morning of a day of March. */
async function morningOf(day: number): Promise<void> {
  await at.linked.passUntil(`2026-03-${String(day).padStart(2, '0')}T09:05:00+02:00`)
}
