import { join } from 'node:path'
import { clamdScanner, FileVault, noScanner } from '@cherha/case-vault'
import type { Logger } from 'pino'
import { type OpenCases, openCases } from '../cases/open-cases.ts'
import type { Outside } from '../connectors/outside.ts'
import type { CaseHttp } from '../http/cases/parts.ts'
import { CaseTokens } from '../hub-gateway/case-access.ts'
import type { ServerClock } from '../offices/ports.ts'
import { openSignatures } from '../signatures/signatures.ts'
import type { Database } from '../store/database.ts'
import { formerPosts } from '../store/former-posts.ts'
import type { DatabaseStores } from '../store/stores.ts'
import type { ScannerAddress } from './options.ts'
import { ServerStartError } from './server-error.ts'
import type { RunningOffices } from './running-offices.ts'

export interface CaseSideParts {
  readonly database: Database
  readonly stores: DatabaseStores
  readonly offices: Pick<RunningOffices, 'get'>
  readonly outside: Outside
  readonly clock: ServerClock
  readonly logger: Logger
  /** Folder of the server; scans and papers lie below it, sealed. */
  readonly dataDir: string
  readonly scanner: ScannerAddress | null
  /** Address of the public page for the status; left out: papers name none. */
  readonly statusPage?: string | undefined
}

/** The applications of a server, and what its HTTP interface needs of them. From here on the connectors work. */
export interface CaseSide {
  readonly cases: OpenCases
  readonly tokens: CaseTokens
  readonly http: CaseHttp
}

export async function openCaseSide(parts: CaseSideParts): Promise<CaseSide> {
  const { database, stores, offices, outside, clock, logger, dataDir, scanner, statusPage } = parts
  const signatures = openSignatures(database.db, () => clock.now())
  const checkFee = (code: string) => outside.feeCheck(code)
  const cases = await openCases({
    database,
    clock,
    calendar: stores.calendar,
    journal: stores.journal,
    office: (code) => offices.get(code)?.config ?? null,
    formerPosts: (office, login) => formerPosts(database.pool, office, login),
    vault: await openVault(join(dataDir, 'case-files')),
    scanner: scanner === null ? noScanner : clamdScanner(scanner),
    sign: signatures.sign,
    checkFee,
    enqueue: (session, jobs) => outside.enqueue(session, jobs),
    statusPage,
    report: (message, err) => logger.error({ err }, message),
  })
  await outside.rebuild(() => cases.outsideJobs())
  outside.serve(cases)
  const tokens = new CaseTokens(clock)
  const http = { cases, tokens, signingKeys: signatures, cards: () => cases.cards(), checkFee }
  return { cases, tokens, http }
}

async function openVault(folder: string): Promise<FileVault> {
  try {
    return await FileVault.open(folder)
  } catch (cause) {
    const message = `The folder for files of applications, ${folder}, cannot be written; check its owner and the disk.`
    throw new ServerStartError(message, 1, { cause })
  }
}
