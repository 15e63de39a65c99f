import type { FileScanner, FileVault } from '@cherha/case-vault'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { FeeCheck, SignatureRecord, Text } from '@cherha/shared/workflow'
import type { CalendarStore, JournalStore } from '../http/parts.ts'
import type { Report, ServerClock } from '../offices/ports.ts'
import type { Database } from '../store/database.ts'
import type { CaseStaff } from './cases.ts'
import type { EnqueueJobs } from './store/case-store.ts'

/** What is signed; the port adds key and signature. */
export type ToSign = Omit<SignatureRecord, 'algorithm' | 'publicKey' | 'signature'>

export type Signed =
  | { readonly ok: true; readonly record: SignatureRecord }
  /** `wrong-password`, `no-signing-key`, `locked`: nothing was signed. */
  | { readonly ok: false; readonly code: string; readonly message: Text }

export type Post = NonNullable<OfficeConfig['staff'][number]['post']>

/** Everything the cases stand on. */
export interface CasePorts {
  readonly database: Pick<Database, 'pool' | 'db'>
  readonly clock: ServerClock
  readonly calendar: Pick<CalendarStore, 'get'>
  readonly journal: Pick<JournalStore, 'append'>
  /** Newest configuration of an office; null: there is none. */
  readonly office: (code: string) => OfficeConfig | null
  /** Posts a person of the office has had by its earlier configurations; left out: nobody remembers. */
  readonly formerPosts?: (office: string, login: string) => Promise<readonly Post[]>
  readonly vault: FileVault
  readonly scanner: FileScanner
  readonly sign: (who: CaseStaff, password: string, record: ToSign) => Promise<Signed>
  /** Asks for at most some seconds; never throws. */
  readonly checkFee: (code: string, office: string) => Promise<FeeCheck['result']>
  /** Takes the jobs in the given transaction: they are there if the case's records are. */
  readonly enqueue: EnqueueJobs
  /** Address of the public page where an applicant asks for the status; papers name it. */
  readonly statusPage?: string | undefined
  /** Errors that no caller sees. */
  readonly report: Report
}
