import { pathText } from '@cherha/shared/calendar'
import { AdminCalendar, type CalendarConfig, CalendarChange, CalendarChanged } from '@cherha/shared/protocol'
import type { App } from './app.ts'
import { checkedCalendar } from './calendar-check.ts'
import { Failure } from './failure.ts'
import { whoAsks } from './guard.ts'
import { instant, instantOrNull } from './instants.ts'
import { journaled } from './journal.ts'
import { jsonChanges } from './json-changes.ts'
import type { CalendarRow, HttpParts } from './parts.ts'

/** The working-day calendar of all offices. */
export function calendarRoutes(app: App, parts: HttpParts): void {
  const { calendar: store } = parts.stores

  app.get('/api/admin/calendar', { schema: { response: { 200: AdminCalendar } } }, async () => {
    const { calendar, version, by, at } = await store.get()
    return { calendar, version, by, at: instantOrNull(at) }
  })

  app.put(
    '/api/admin/calendar',
    { schema: { body: CalendarChange, response: { 200: CalendarChanged } } },
    async (request) => {
      const { version } = request.body
      const calendar = calendarOf(request.body.calendar)
      const now = await store.get()
      if (now.version !== version) throw versionChanged(now, calendar)
      const changed = jsonChanges(now.calendar, calendar)
      if (changed.length === 0) return { version }
      const entry = { action: 'calendar-changed', office: null, detail: { version: version + 1, changed } }
      await journaled(parts, request, entry, async () => {
        const who = whoAsks(request).account.login
        if (await store.put({ calendar, version, who, at: parts.clock.now() })) return
        throw versionChanged(await store.get(), calendar)
      })
      return { version: version + 1 }
    },
  )
}

function calendarOf(data: unknown): CalendarConfig {
  const checked = checkedCalendar(data)
  if (checked.ok) return checked.config
  const problems = checked.problems.map(({ path, message }) => ({ path: pathText(path), message }))
  const [first] = problems
  throw new Failure('invalid-config', `${first?.path || 'calendar'}: ${first?.message ?? ''}`, {
    field: ['calendar', ...(checked.problems[0]?.path ?? [])].join('.'),
    more: { problems },
  })
}

/** Who changed it, when, and where it now differs from what was sent. */
function versionChanged(now: CalendarRow, sent: CalendarConfig): Failure {
  return new Failure(
    'version-changed',
    'somebody has changed the calendar meanwhile; look at the change and try again',
    {
      more: {
        version: now.version,
        by: now.by ?? 'server',
        at: instant(now.at ?? 0),
        changed: jsonChanges(sent, now.calendar).map(({ path }) => path),
      },
    },
  )
}
