import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { countdown, minutesAndSeconds, noShowMinutes, quarters } from '../src/renderer/calls/countdown.ts'
import { callDensity, cellGrid, cellSize, stageFor } from '../src/renderer/layout.ts'
import { groupHours } from '../src/renderer/office-time.ts'
import { callsInSight, chooseScreen, lostAfterMs, type Situation } from '../src/renderer/screen.ts'
import { CellsScreen } from '../src/renderer/screens/cells-screen.tsx'
import { ClosedScreen } from '../src/renderer/screens/closed-screen.tsx'
import { LostScreen } from '../src/renderer/screens/lost-screen.tsx'
import { RowsScreen } from '../src/renderer/screens/rows-screen.tsx'
import { ResumingScreen, SuspendedScreen } from '../src/renderer/screens/suspended-screen.tsx'
import { TakeoverScreen } from '../src/renderer/screens/takeover-screen.tsx'
import { aCall, anOffice, aView, moments, now as nowText } from './canned-views.ts'

const now = Date.parse(nowText)
const live = { now, elapsedMs: 0, linked: true, tall: false, soundOff: false }

/** The words of a screen, one space between them. */
function words(element: ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

describe('the time left of a call', () => {
  it('is not counted before the announcement is confirmed', () => {
    expect(countdown(aCall('А-015', 3, { announced: false, remainingSeconds: null }), 5_000, true)).toEqual({
      state: 'announcing',
    })
  })
  it('runs down from the second the view arrived, and stops at 0:00', () => {
    expect(countdown(aCall('А-015', 3), 2_400, true)).toEqual({ state: 'counting', seconds: 95 })
    expect(countdown(aCall('А-015', 3), 500_000, true)).toEqual({ state: 'counting', seconds: 0 })
  })
  it('stands still while the clock is paused or the hub is not heard', () => {
    expect(countdown(aCall('А-015', 3, { remainingSeconds: null }), 0, true)).toEqual({ state: 'paused' })
    expect(countdown(aCall('А-015', 3), 9_000, false)).toEqual({ state: 'paused' })
  })
  it('is written m:ss and in quarters of the whole time', () => {
    expect([97, 41, 5, 600].map(minutesAndSeconds)).toEqual(['1:37', '0:41', '0:05', '10:00'])
    expect(quarters(97, 120)).toEqual([100, 100, 100, 23])
    expect(quarters(41, 120)).toEqual([100, 37, 0, 0])
    expect(quarters(97, 240)).toEqual([100, 62, 0, 0])
  })
  it('promises whole minutes, never more than the rule gives', () => {
    expect([120, 150, 180].map(noShowMinutes)).toEqual([2, 2, 3])
  })
})

describe('the rows', () => {
  it('show the window and the time of each call', () => {
    expect(words(<RowsScreen {...live} view={aView({ calls: [aCall('А-015', 3)] })} />)).toContain(
      'А-015 кабінет 3 1:37',
    )
  })
  it('read «оголошується» until the announcement is confirmed, «підійдіть» without figures while it is paused', () => {
    const view = aView({
      calls: [
        aCall('А-015', 3, { announced: false, remainingSeconds: null }),
        aCall('Р-022', 5, { remainingSeconds: null }),
      ],
    })
    expect(words(<RowsScreen {...live} view={view} />)).toContain(
      'А-015 кабінет 3 оголошується Р-022 кабінет 5 підійдіть',
    )
  })
  it('N9 show the printed time beside each next number, at most 10, and the standing line', () => {
    const next = Array.from({ length: 12 }, (_, i) => ({
      ticket: `А-${String(i + 16).padStart(3, '0')}`,
      time: '10:20',
    }))
    const text = words(<RowsScreen {...live} view={aView({ next })} />)
    expect(text).toContain('А-016 10:20 А-017 10:20')
    expect(text).toContain('А-025 10:20')
    expect(text).not.toContain('А-026')
    expect(text).toContain('Не всі номери зайняті. П – перші за Законом 1664-IX.')
  })
  it('say «немає» for a service without free places', () => {
    const text = words(<RowsScreen {...live} view={aView()} />)
    expect(text).toContain('К Імміграція немає')
    expect(text).toContain('Р Паспорт для виїзду 12')
  })
  it('keep their sections when nobody is called', () => {
    const text = words(<RowsScreen {...live} view={moments.empty ?? aView()} />)
    for (const part of ['Поки нікого не запрошено', 'Оформляються', 'Наступні', 'Вільні місця сьогодні']) {
      expect(text).toContain(part)
    }
  })
  it.each([1, 2, 3, 4, 5, 6])('never drop one of %i calls', (count) => {
    const calls = Array.from({ length: count }, (_, i) => aCall(`Р-${100 + i}`, i + 1))
    for (const tall of [false, true]) {
      const text = words(<RowsScreen {...live} tall={tall} view={aView({ calls })} />)
      expect(calls.every((call) => text.includes(call.ticket))).toBe(true)
    }
  })
})

describe('the cells', () => {
  it.each([7, 12, 13, 20, 21, 50])('hold every call of %i windows, each in the cell of its window', (count) => {
    const calls = Array.from({ length: count }, (_, i) => aCall(`Р-${100 + i}`, i + 1))
    const text = words(<CellsScreen {...live} view={aView({ office: anOffice(count), calls })} />)
    expect(calls.every((call, i) => text.includes(`кабінет ${i + 1} ${call.ticket}`))).toBe(true)
  })
  it.each([7, 9, 12, 20, 30, 50])('have room for %i windows on both boards', (count) => {
    for (const tall of [false, true]) {
      const grid = cellGrid(count, tall)
      const size = cellSize(grid, tall)
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count)
      expect(grid.rows * size.height + (grid.rows - 1) * size.gap).toBeLessThanOrEqual(tall ? 860 : 650)
    }
  })
  it('are those of the mockup for twelve windows', () => {
    expect([cellGrid(12, false), cellSize(cellGrid(12, false), false)]).toEqual([
      { columns: 3, rows: 4 },
      { height: 152, gap: 14, scale: 1 },
    ])
  })
  it('show a call of a window that belongs to another display, without claiming it as their own', () => {
    const whole = aView({ office: anOffice(12), calls: [aCall('А-015', 3), aCall('Р-022', 8)] })
    const view = { ...whole, calls: whole.calls.slice(0, 1) }
    expect(words(<CellsScreen {...live} view={view} />)).toContain('кабінет 8 Р-022 запрошується')
    expect(callsInSight({ kind: 'cells', view })).toEqual(['call-А-015'])
  })
  it('say in words what the quarters show', () => {
    const text = words(<CellsScreen {...live} view={moments.many ?? aView()} />)
    expect(text).toContain('А-015 запрошується, лишилося 1:37')
    expect(text).toContain('К – немає Р – 12')
  })
})

describe('the full-screen call', () => {
  it('names number, window and rule in both languages, and everybody else who is called', () => {
    const calls = [aCall('А-015', 3), aCall('Р-022', 5), aCall('Т-018', 4)]
    const text = words(<TakeoverScreen view={aView({ calls })} call="call-А-015" now={now} soundOff={false} />)
    expect(text).toContain('Талон А-015, кабінет 3.')
    expect(text).toContain('Підійдіть протягом 2 хвилин')
    expect(text).toContain('Please come to room 3 within 2 minutes')
    expect(text).toContain('Також запрошуються Р-022 кабінет 5 Т-018 кабінет 4')
  })
  it('claims to show only the calls it has room for', () => {
    const calls = Array.from({ length: 20 }, (_, i) => aCall(`Р-${100 + i}`, i + 1))
    const view = aView({ office: anOffice(20), calls })
    const turn = {
      call: 'call-Р-119',
      recalls: 0,
      repeat: false,
      since: 0,
      holdMs: 6_000,
      short: false,
      soundEnded: false,
    }
    const text = words(<TakeoverScreen view={view} call={turn.call} now={now} soundOff={false} />)
    const shown = callsInSight({ kind: 'takeover', view, turn })
    expect(
      calls
        .filter((call) => text.includes(call.ticket))
        .map((call) => call.call)
        .sort(),
    ).toEqual([...shown].sort())
    expect(shown).toHaveLength(12)
  })
  it('tells how to unblock the sound', () => {
    const text = words(
      <TakeoverScreen view={aView({ calls: [aCall('А-015', 3)] })} call="call-А-015" now={now} soundOff />,
    )
    expect(text).toContain('звук вимкнено, торкніться екрана')
  })
})

describe('notices', () => {
  const suspension = { reason: 'alert', since: nowText, until: null } as const
  it('an alert sends people to the shelter of the office', () => {
    const text = words(<SuspendedScreen view={aView()} suspension={suspension} now={now} tall={false} />)
    expect(text).toContain('Повітряна тривога Пройдіть в укриття Підвал цієї будівлі')
  })
  it('other reasons ask to wait and speak of no shelter', () => {
    for (const reason of ['power', 'other', 'outage'] as const) {
      const text = words(
        <SuspendedScreen view={aView()} suspension={{ ...suspension, reason }} now={now} tall={false} />,
      )
      expect(text).toContain('Зачекайте')
      expect(text).not.toMatch(/укриття|тривога|відбою/)
    }
  })
  it('after the alert the return time is shown in office time', () => {
    const until = '2026-03-05T09:40:00Z'
    const text = words(<ResumingScreen view={aView()} suspension={suspension} until={until} now={now} tall={false} />)
    expect(text).toContain('Прийом продовжиться о 11:40')
  })
  it('a lost hub leaves the called numbers without time left, and nothing else of the last view', () => {
    const text = words(<LostScreen view={moments.board ?? null} now={now} lostAt={now - 540_000} tall={false} />)
    expect(text).toContain('Табло не оновлюється з 10:12 Слухайте голос працівника')
    expect(text).toContain('А-015 кабінет 3')
    expect(text).not.toMatch(/1:37|Оформляються|Наступні|А-013|Вільні/)
  })
  it('a closed office shows its hours, days with the same hours together', () => {
    expect(words(<ClosedScreen view={aView()} now={now} tall={false} />)).toContain(
      'пн–чт 09:00–13:00, 14:00–18:00 пт 09:00–13:00, 14:00–16:45 сб–нд вихідний',
    )
    expect(groupHours(anOffice().hours).map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [4, 4],
      [5, 6],
    ])
  })
})

describe('which screen is shown', () => {
  const calm: Situation = { connected: true, lostAt: null, unauthorised: false, view: aView(), current: null }
  const kind = (change: Partial<Situation>, at = now): string => chooseScreen({ ...calm, ...change }, at).kind
  const turn = {
    call: 'call-А-015',
    recalls: 0,
    repeat: false,
    since: 0,
    holdMs: 6_000,
    short: false,
    soundEnded: false,
  }
  const alert = { reason: 'alert', since: nowText, until: null } as const

  it('rows up to six windows, cells from seven on', () => {
    expect(kind({})).toBe('rows')
    expect(kind({ view: aView({ office: anOffice(7) }) })).toBe('cells')
  })
  it('a short silence of the hub changes nothing, a longer one is told', () => {
    expect(kind({ connected: false, lostAt: now - lostAfterMs + 1 })).toBe('rows')
    expect(kind({ connected: false, lostAt: now - lostAfterMs })).toBe('lost')
  })
  it('an alert stays on the board when the hub is lost, and comes before a call', () => {
    const view = aView({ calls: [aCall('А-015', 3)], suspended: alert })
    expect(kind({ view, current: turn, connected: false, lostAt: now - 60_000 })).toBe('suspended')
  })
  it('a return time is not promised while the hub is lost', () => {
    const view = aView({ suspended: { ...alert, until: nowText } })
    expect(kind({ view })).toBe('resuming')
    expect(kind({ view, connected: false, lostAt: now - 60_000 })).toBe('lost')
  })
  it('a call that is not in the view never has the screen', () => {
    expect(kind({ current: turn })).toBe('rows')
    expect(kind({ current: turn, view: aView({ calls: [aCall('А-015', 3)] }) })).toBe('takeover')
  })
  it('is never blank: without a view it is loading, then lost; refused, it says how to connect', () => {
    expect(kind({ view: null, connected: false, lostAt: now })).toBe('loading')
    expect(kind({ view: null, connected: false, lostAt: now - 5_000 })).toBe('lost')
    expect(kind({ view: null, unauthorised: true })).toBe('not-paired')
  })
  it('is closed only when nothing is left to call or to serve', () => {
    expect(kind({ view: aView({ dayOpen: false }) })).toBe('closed')
    expect(kind({ view: aView({ dayOpen: false, serving: [['А-013', 1]] }) })).toBe('rows')
  })
})

describe('the stage', () => {
  it('is the board of the mockups, scaled, upright where the screen is', () => {
    expect(stageFor({ width: 1920, height: 1080 })).toEqual({ tall: false, scale: 1, width: 1920, height: 1080 })
    expect(stageFor({ width: 2160, height: 3840 })).toEqual({ tall: true, scale: 2, width: 1080, height: 1920 })
    expect(stageFor({ width: 960, height: 600 })).toEqual({ tall: false, scale: 0.5, width: 1920, height: 1200 })
  })
  it('lowers the rows from three and from five calls on', () => {
    expect([1, 2, 3, 4, 5, 6].map(callDensity)).toEqual(['normal', 'normal', 'dense', 'dense', 'crowded', 'crowded'])
  })
})
