import { type AsyncEventLog, openPostgresLogGroup } from '@cherha/event-log'
import type { Stores } from '../http/parts.ts'
import type { HubDirectory } from '../hub-gateway/ports.ts'
import type { SecretsStore } from '../offices/ports.ts'
import { openAccounts, openSessions } from './accounts.ts'
import { openCalendar } from './calendar.ts'
import type { Database } from './database.ts'
import { openErasures } from './erasures.ts'
import { openEnrolmentCodes, openHubs, type SeenHubs } from './hubs.ts'
import { openJournal } from './journal.ts'
import { openDisabledStaff, openSecrets } from './secrets.ts'

/** Which offices the server runs. What an office is lies in its inbox, every version of it; this is only the list. */
export interface OfficeStore {
  /** Codes of all offices, in order. */
  list(): Promise<readonly string[]>
  /** @returns false when the code is taken */
  add(code: string, at: number): Promise<boolean>
}

/** Everything the server keeps. */
export interface DatabaseStores extends Stores {
  readonly hubs: Stores['hubs'] & HubDirectory & SeenHubs
  readonly officeList: OfficeStore
  /** The secrets of one office. */
  secretsOf(office: string): SecretsStore
  /** A log of one office: its inbox, or the copy of its own log. */
  logOf(office: string, kind: 'inbox' | 'copy'): AsyncEventLog
}

/** The repositories of an open database. */
export function openStores({ pool, db }: Pick<Database, 'pool' | 'db'>): DatabaseStores {
  const logs = openPostgresLogGroup(pool)
  return {
    accounts: openAccounts(db),
    sessions: openSessions(db),
    journal: openJournal(pool, db),
    calendar: openCalendar(pool),
    hubs: openHubs(db),
    codes: openEnrolmentCodes(db),
    disabledStaff: openDisabledStaff(db),
    erasures: openErasures(db),
    officeList: {
      async list() {
        const rows = await db.selectFrom('office').select('code').orderBy('code').execute()
        return rows.map((row) => row.code)
      },
      async add(code, at) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('office')
          .values({ code, created_at: at })
          .onConflict((conflict) => conflict.column('code').doNothing())
          .executeTakeFirst()
        return numInsertedOrUpdatedRows === 1n
      },
    },
    secretsOf: (office) => openSecrets(db, office),
    logOf: (office, kind) => logs.open({ office, kind }),
  }
}
