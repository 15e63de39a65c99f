import { JournalAnswer, JournalEntry, JournalQuery } from '@cherha/shared/protocol'
import type { App } from './app.ts'
import { Failure } from './failure.ts'
import { mayUseOffice, whoAsks } from './guard.ts'
import { instant } from './instants.ts'
import type { HttpParts } from './parts.ts'

/** Who did what: of every office, or of an office lead's own. */
export function journalRoutes(app: App, { stores }: HttpParts): void {
  app.get(
    '/api/admin/journal',
    { schema: { querystring: JournalQuery, response: { 200: JournalAnswer } } },
    async (request) => {
      const who = whoAsks(request)
      const { office = who.account.office ?? undefined, q, before, limit } = request.query
      if (office !== undefined && !mayUseOffice(who, office)) {
        throw new Failure('forbidden', 'your role may not do this here', { field: 'office' })
      }
      const rows = await stores.journal.list({ office, q, before, limit })
      return { entries: rows.map((row) => JournalEntry.parse({ ...row, at: instant(row.at) })) }
    },
  )
}
