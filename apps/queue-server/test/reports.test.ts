import { expect, test } from 'vitest'
import { DayReport, LiveView, Statistics } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'
import { statisticsCsv } from '../src/http/reports/csv.ts'
import { dayReport } from '../src/http/reports/day-report.ts'
import { liveView } from '../src/http/reports/live.ts'
import { statistics } from '../src/http/reports/statistics.ts'
import { VisitReader } from '../src/http/reports/visit-reader.ts'
import { config, digits, monday, openOffice, today } from './support/an-office.ts'
import { HubLog } from './support/hub-log.ts'

const minute = 60_000
const sealed = { box: 'AAAA', fingerprint: 'f' }

/** A morning at the office: three come, one of them never answers, one is served twice as long. */
async function aMorning() {
  const office = await openOffice()
  const hub = new HubLog(monday)
  await hub.exchange(office.node)
  const at = (minutes: number) => {
    hub.at = monday + minutes * minute
  }
  const registered = (number: string, present: boolean): QueueEvent => ({
    type: 'registered',
    date: today,
    number,
    service: 'permit',
    sold: 1,
    channel: 'current',
    present,
    priority: null,
    language: 'uk',
    session: null,
    device: 'terminal-1',
    sealed,
  })
  at(0)
  hub.write([
    { type: 'day-opened', date: today },
    { type: 'window-opened', window: 'w1', session: 's1', staff: 'clerk' },
    // 09:00, 09:00 and 10:00 by their numbers
    registered('А-001', true),
    registered('А-002', false),
    registered('А-007', true),
  ])
  const call = (number: string, id: string): QueueEvent[] => [
    { type: 'ticket-called', window: 'w1', number, call: id, early: false },
    { type: 'call-announced', call: id, by: 'voice', silent: false },
  ]
  at(10)
  hub.write(call('А-001', 'c1'))
  at(11)
  hub.write([{ type: 'service-started', window: 'w1', number: 'А-001' }])
  at(15)
  hub.write([{ type: 'ticket-held', window: 'w1', number: 'А-001', reason: 'copies' }])
  at(18)
  hub.write([{ type: 'held-resumed', window: 'w1', number: 'А-001' }])
  at(20)
  hub.write([{ type: 'finished', window: 'w1', number: 'А-001', because: 'clerk' }, ...call('А-002', 'c2')])
  at(23)
  hub.write([
    { type: 'no-show', window: 'w1', number: 'А-002', call: 'c2' },
    { type: 'ticket-called', window: 'w1', number: 'А-007', call: 'c3', early: true },
  ])
  at(24)
  hub.write([{ type: 'service-started', window: 'w1', number: 'А-007' }])
  await hub.exchange(office.node)
  return { ...office, hub, at }
}

test('statistics: waits from the printed time, or from the presence of who was called before it', async () => {
  const { node } = await aMorning()
  const visits = await new VisitReader().of(node)
  const figures = Statistics.parse(statistics(config(), today, today, visits))
  expect(figures).toMatchObject({
    days: 1,
    registered: 3,
    served: 2,
    noShow: 1,
    unserved: 0,
    // ten minutes after 09:00, and 23 minutes of presence before a call at 09:23 for 10:00; a no-show does not count
    waiting: { count: 2, mean: 990, median: 600, p90: 1380 },
    // 09:11–09:15 and 09:18–09:20: the pause does not count
    serving: { count: 1, mean: 360 },
    withinQuarter: { called: 3, within: 2 },
  })
  expect(figures.withinQuarter.share).toBeCloseTo(2 / 3)
  expect(figures.byHour.map(({ hour, registered }) => [hour, registered])).toEqual([
    [9, 2],
    [10, 1],
  ])
  expect(figures.byChannel.map(({ channel, registered }) => [channel, registered])).toEqual([
    ['online', 0],
    ['terminal', 0],
    ['current', 3],
  ])
  expect(figures.byWindow).toMatchObject([{ window: 'w1', label: '1', served: 2, noShow: 1 }])
  expect(statistics(config(), '2026-03-03', '2026-03-09', visits)).toMatchObject({
    days: 0,
    registered: 0,
    waiting: { count: 0, mean: null },
    withinQuarter: { share: null },
  })
})

test('figures are read from the log once, and from then on only what is new', async () => {
  const { node, hub, at } = await aMorning()
  const reader = new VisitReader()
  const [one, two] = await Promise.all([reader.of(node), reader.of(node)])
  expect(statistics(config(), today, today, one)).toEqual(statistics(config(), today, today, two))
  at(40)
  hub.write([{ type: 'finished', window: 'w1', number: 'А-007', because: 'clerk' }])
  await hub.exchange(node)
  const grown = statistics(config(), today, today, await reader.of(node))
  const anew = statistics(config(), today, today, await new VisitReader().of(node))
  expect(grown).toEqual(anew)
  expect(grown.serving.count).toBe(2)
})

test('the day report counts every registration once, and names what was out of the ordinary', async () => {
  const { node, hub, at } = await aMorning()
  at(50)
  hub.write([
    { type: 'finished', window: 'w1', number: 'А-007', because: 'clerk' },
    { type: 'office-suspended', reason: 'alert', staff: 'clerk' },
  ])
  await hub.exchange(node)
  const report = DayReport.parse(dayReport(config(), today, await new VisitReader().of(node), true))
  expect(report).toMatchObject({
    state: 'open',
    total: { registered: 3, finished: 2, noShow: 1, mismatch: 0, unserved: 0, open: 0 },
    byService: [{ service: 'permit', registered: 3 }],
    byWindow: [{ window: 'w1', served: 2, servingMinutes: 32, outsideQueue: 0 }],
  })
  const { total } = report
  const ended = total.finished + total.noShow + total.mismatch + total.withdrawn + total.unserved
  expect(ended + total.cancelledByOffice + total.open).toBe(total.registered)
  expect(report.incidents.map(({ type }) => type)).toEqual([
    'announced-by-voice',
    'announced-by-voice',
    'office-suspended',
  ])
  expect(dayReport(config(), '2026-04-01', await new VisitReader().of(node), false).state).toBe('none')
})

test('I21 marks are counted in the report of their day and in the figures of a span, without who gave them', async () => {
  const { node, hub } = await aMorning()
  const given = (rating: 1 | 2 | 3 | 4 | 5, date = today): QueueEvent => ({
    type: 'feedback-given',
    date,
    rating,
    comment: 'sealed-comment',
    device: 'terminal-1',
  })
  hub.write([given(5), given(4), given(5), given(1, '2026-03-01')])
  await hub.exchange(node)
  const visits = await new VisitReader().of(node)
  const report = DayReport.parse(dayReport(config(), today, visits, true))
  expect(report.feedback).toEqual([0, 0, 0, 1, 2])
  expect(DayReport.parse(dayReport(config(), '2026-04-01', visits, false)).feedback).toEqual([0, 0, 0, 0, 0])
  const figures = Statistics.parse(statistics(config(), '2026-03-01', today, visits))
  expect(figures.feedback).toEqual([1, 0, 0, 1, 2])
  expect(statistics(config(), today, today, visits).feedback).toEqual([0, 0, 0, 1, 2])
  for (const body of [report, figures]) expect(JSON.stringify(body)).not.toMatch(/sealed-comment|terminal-1/)
})

test('the live view shows who serves whom, and counts what waits', async () => {
  const { node, clock } = await aMorning()
  const view = LiveView.parse(liveView(node, true, clock.now()))
  expect(view.windows).toMatchObject([
    { id: 'w1', state: 'serving', ticket: 'А-007', staff: { login: 'clerk', name: 'clerk' } },
  ])
  expect(view.counts).toMatchObject([{ service: 'permit', waiting: 0, serving: 1, finished: 1, noShow: 1 }])
  expect(view.clock).toEqual({ stepMs: null, dayToConfirm: null })
  expect(JSON.stringify(view)).not.toContain(digits('1234').documentDigits ?? '1234')
})

test('the table opens in a spreadsheet: its encoding is marked, and no cell is a formula', async () => {
  const { node } = await aMorning()
  const [service] = config().services
  if (service === undefined) throw new Error('no service')
  const risky = { ...config(), services: [{ ...service, title: { uk: '=cmd|"x", то', en: 'x' } }] }
  const csv = statisticsCsv(statistics(risky, today, today, await new VisitReader().of(node)))
  expect(csv.startsWith('\uFEFFgroup,value,registered,served,')).toBe(true)
  expect(csv).toContain(`service,"'=cmd|""x"", то",3,2,1,0,990,600,1380,360,360,360,,\r\n`)
  expect(
    csv
      .trimEnd()
      .split('\r\n')
      .every((line) => line.length > 0),
  ).toBe(true)
})

test('I21 the table has how many gave each mark and how many wrote something, tied to no service and no window', async () => {
  const { node, hub } = await aMorning()
  const mark = (rating: 1 | 2 | 3 | 4 | 5, comment: string | null): QueueEvent => ({
    type: 'feedback-given',
    date: today,
    device: 'terminal-1',
    rating,
    comment,
  })
  hub.write([mark(5, null), mark(5, 'c2VhbGVk'), mark(2, 'c2VhbGVk')])
  await hub.exchange(node)
  const figures = Statistics.parse(statistics(config(), today, today, await new VisitReader().of(node)))
  const lines = statisticsCsv(figures).trimEnd().split('\r\n')
  const columns = lines[0]?.split(',') ?? []
  expect(columns.slice(-2)).toEqual(['marks', 'comments'])
  expect(lines.filter((line) => line.startsWith('mark,'))).toEqual([
    'mark,1,,,,,,,,,,,0,0',
    'mark,2,,,,,,,,,,,1,1',
    'mark,3,,,,,,,,,,,0,0',
    'mark,4,,,,,,,,,,,0,0',
    'mark,5,,,,,,,,,,,2,1',
  ])
  expect(lines.find((line) => line.startsWith('all,'))).toMatch(/,3,2$/)
  expect(lines.every((line) => line.split(',').length === columns.length)).toBe(true)
  // the words are sealed with the key of the day and stay at the hub
  expect(lines.join()).not.toContain('c2VhbGVk')
})
