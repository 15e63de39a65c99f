import { CaseReport } from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, HttpUnderTest } from '../http-under-test.ts'

describe('the case reports', () => {
  let http: HttpUnderTest
  let administrator: Browser
  let lead: Browser
  const period = 'from=2026-03-01&to=2026-03-31'
  const get = (query: string, as: Browser, csv = '') =>
    http.ask('GET', `/api/admin/case-reports${csv}?${query}`, { as })
  const lastAsked = () => http.cases.cases.asked.at(-1)

  beforeAll(async () => {
    http = await HttpUnderTest.start()
    await http.office('6801')
    await http.office('6802')
    administrator = await http.browser('admin', 'administrator')
    lead = await http.browser('lead-1', 'office-lead', '6801')
  })
  afterAll(() => http.close())

  it('S63 are of all offices or of one for an administrator', async () => {
    const all = await get(period, administrator)
    expect(CaseReport.parse(all.body)).toMatchObject({ office: null, from: '2026-03-01' })
    expect(lastAsked()).toEqual(['report', { from: '2026-03-01', to: '2026-03-31' }])
    await get(`${period}&office=6802&card=004`, administrator)
    expect(lastAsked()).toEqual(['report', { from: '2026-03-01', to: '2026-03-31', office: '6802', card: '004' }])
  })

  it('S63 are of the own office for an office lead, whether named or not', async () => {
    const own = ['report', { from: '2026-03-01', to: '2026-03-31', office: '6801' }, ['6801']]
    await get(period, lead)
    expect(lastAsked()).toEqual(own)
    await get(`${period}&office=6801`, lead)
    expect(lastAsked()).toEqual(own)
    const asked = http.cases.cases.asked.length
    for (const csv of ['', '.csv']) {
      expect(await get(`${period}&office=6802`, lead, csv)).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden' } },
      })
    }
    expect(http.cases.cases.asked).toHaveLength(asked)
  })

  it.each([
    ['', 400],
    ['from=2026-03-31&to=2026-03-01', 400],
    ['from=2026-03-01&to=2027-03-02', 400],
    ['from=2026-02-30&to=2026-03-01', 400],
    [`from=2026-03-01&to=2026-03-02&office=9999`, 404],
    [`from=2026-03-01&to=2026-03-02&card=../004`, 400],
  ])('refuse %j with %i', async (query, status) => {
    expect((await get(query, administrator)).status).toBe(status)
  })

  it('come as a table for spreadsheets, where no text is a formula', async () => {
    const { status, headers, text } = await get(`${period}&office=6801`, administrator, '.csv')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="cases-6801-2026-03-01-2026-03-31.csv"',
    })
    expect(text).toBe(
      [
        '\uFEFFgroup,card,key,number,title,office,unit,officer,open,due_soon,overdue,begun,ended,refused,done,late,days_average,days_median,days_longest,target,limit,count',
        'card,004,,,"Посвідка, ""постійна""",,,,3,,,2,1,1,,,,,,,,',
        'stage,004,decide,11,Рішення,,,,2,1,1,,,,4,1,7.5,7,11,8 working-days,same-day,',
        "officer,,petrenko,,,6801,permits,'=Петренко,2,1,1,,,,,,,,,,,",
        'refusal,004,issue: false-data,3,Неправдиві дані,,,,,,,,,,,,,,,,,1',
        '',
      ].join('\r\n'),
    )
  })
})
