import { join } from 'node:path'
import { FileVault, type FileScanner, noScanner } from '@cherha/case-vault'
import {
  type CaseAccess,
  type ClientCommand,
  type DraftCounts,
  FeeAnswer,
  type OfficeConfig,
  type RefusalCode,
} from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import { builtInCards, type Card, type FeeCheck } from '@cherha/shared/workflow'
import type { CancelTimer, HubClock } from '../clock/hub-clock.ts'
import { dataFiles } from '../data-dir.ts'
import { CardShelf } from './card-shelf.ts'
import { openCaseDatabase } from './case-database.ts'
import { openCaseKeys } from './case-keys.ts'
import { caseStore } from './case-store.ts'
import { draftGate } from './draft-gate.ts'
import { DraftReading } from './draft-reading.ts'
import { DraftPapers } from './draft-papers.ts'
import { Drafts, filesOf } from './drafts.ts'
import { Handover } from './handover.ts'
import { IntakeDesk } from './intake-desk.ts'
import { Learning } from './learning.ts'
import { ServerAwayError, ServerCases } from './server-cases.ts'

export interface CasesParts {
  readonly dataDir: string
  readonly state: () => QueueState
  readonly clock: HubClock
  /** Technology cards; left out: those the program comes with. What the queue server has comes beside them. */
  readonly cards?: readonly Card[] | undefined
  /** Left out: files are not looked through for viruses. */
  readonly scanner?: FileScanner | undefined
  /** Address of the queue server; null: the hub belongs to none. */
  readonly serverUrl: string | null
  /** Asks over the connection of the hub for a token; rejects when there is none. */
  readonly access: () => Promise<CaseAccess>
  readonly connected: () => boolean
  readonly longestRetryMs?: number | undefined
  /** What waits for the network. Left out: the computer's timers. */
  readonly setTimer?: (ms: number, fire: () => void) => CancelTimer
  readonly report: (message: string, error: unknown) => void
  /** What the status of the hub tells has changed. */
  readonly onChange?: () => void
}

export interface OpenCases {
  readonly drafts: Drafts
  readonly intake: IntakeDesk
  readonly reading: DraftReading
  readonly handover: Handover
}

/**
 * The applications at this hub: their drafts, and the way to the queue server that has the others. Nothing here touches
 * the queue: where the drafts cannot be opened the office serves all the same.
 */
export interface CasesAtHub {
  /** null: the drafts cannot be opened. */
  readonly open: OpenCases | null
  readonly server: ServerCases
  /** Where the status of an application is shown on the web; null: the hub belongs to no queue server. */
  readonly statusPage: string | null
  cards(): readonly Card[]
  config(): OfficeConfig
  /** W100. */
  gate(who: { session: string; login: string }, command: ClientCommand, state: QueueState): RefusalCode | null
  /** null: the drafts cannot be opened. */
  status(): DraftCounts | null
  /** The connection to the queue server has changed. */
  contactChanged(): void
  /** Resolves when nothing is being handed over. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Opens the applications of a data folder. Never rejects: what cannot be opened is reported. */
export async function openCases(parts: CasesParts): Promise<CasesAtHub> {
  const { serverUrl, access, state, connected, report } = parts
  const server = new ServerCases({ url: serverUrl, access })
  const config = () => {
    const known = state().config
    if (known === null) throw new Error('the office is not configured')
    return known
  }
  const opened = await open(parts, server, config).catch((error: unknown) => {
    report('the applications cannot be opened; the queue works without them', error)
    return null
  })
  const learning = new Learning(async () => opened?.shelf.learn(server), connected, parts.setTimer ?? realTimer, report)
  let wasConnected = false
  return {
    open: opened,
    server,
    statusPage: serverUrl === null ? null : `${serverUrl}/status`,
    config,
    cards: () => opened?.shelf.all() ?? parts.cards ?? builtInCards,
    gate: (who, command, queue) => (opened === null ? null : draftGate(opened.drafts, queue, who, command)),
    status: () => (opened === null ? null : statusOf(opened.drafts)),
    contactChanged() {
      const isConnected = connected()
      if (isConnected === wasConnected) return
      wasConnected = isConnected
      server.forgetToken()
      if (!isConnected || opened === null) return
      opened.handover.connected()
      learning.start()
    },
    idle: async () => opened?.handover.idle(),
    async stop() {
      learning.stop()
      server.stop()
      await opened?.handover.stop()
      await opened?.close()
    },
  }
}

async function open(parts: CasesParts, server: ServerCases, config: () => OfficeConfig) {
  const { dataDir, state, clock, connected, report } = parts
  const keys = openCaseKeys(join(dataDir, dataFiles.caseKeys))
  const store = caseStore(openCaseDatabase(join(dataDir, dataFiles.cases)))
  try {
    const shelf = new CardShelf(store, parts.cards)
    const vault = await FileVault.open(join(dataDir, dataFiles.caseFiles))
    const now = () => clock.now()
    const drafts = new Drafts({ store, keys, cards: () => shelf.all(), now, report })
    await tidy(vault, drafts, (id) => keys.get(id) !== null)
    const handover = new Handover({
      drafts,
      vault,
      server,
      office: () => config().code,
      connected,
      setTimer: parts.setTimer ?? realTimer,
      jitter: Math.random,
      longestRetryMs: parts.longestRetryMs,
      report,
    })
    const statusPage = parts.serverUrl === null ? null : `${parts.serverUrl}/status`
    const papers = new DraftPapers({ drafts, vault, config, statusPage, report })
    const intake = new IntakeDesk({
      drafts,
      vault,
      papers,
      scanner: parts.scanner ?? noScanner,
      state,
      clock,
      cards: () => shelf.all(),
      checkFee: (code) => checkFee(server, code),
      isHanding: (id) => handover.isHanding(id),
    })
    const reading = new DraftReading({ drafts, vault, papers, store, clock, config })
    drafts.onChange(() => {
      parts.onChange?.()
      handover.wake()
    })
    const close = async () => {
      await papers.close()
      store.close()
    }
    return { drafts, intake, reading, handover, shelf, close }
  } catch (error) {
    store.close()
    throw error
  }
}

/** Removes what a kill left behind: files whose case has no key any more, and files no draft names. */
async function tidy(vault: FileVault, drafts: Drafts, hasKey: (id: string) => boolean): Promise<void> {
  for (const id of await vault.cases()) {
    const draft = drafts.get(id)
    if (!hasKey(id)) await vault.remove(id)
    else if (draft !== null) {
      const named = new Set(filesOf(draft.folder).map(({ hash }) => hash))
      for (const hash of await vault.list(id)) if (!named.has(hash)) await vault.removeFile(id, hash)
    }
  }
}

/** The payment check, by the queue server. Nobody there to ask is an answer, too. */
async function checkFee(server: ServerCases, code: string): Promise<FeeCheck['result']> {
  try {
    const body = JSON.stringify({ code })
    const headers = { 'content-type': 'application/json' }
    const path = '/api/connectors/check'
    return (await server.read({ method: 'POST', path, headers, body }, FeeAnswer)).result
  } catch (error) {
    if (error instanceof ServerAwayError) return 'unreachable'
    throw error
  }
}

function statusOf(drafts: Drafts): DraftCounts {
  const all = drafts.all()
  const damaged = drafts.damaged()
  const count = (state: string) => all.filter((draft) => draft.state === state).length
  const dates = [...all, ...damaged].map(({ date }) => date).toSorted()
  return {
    unfinished: count('open'),
    waiting: count('over'),
    refused: count('refused'),
    damaged: damaged.length,
    oldest: dates[0] ?? null,
  }
}

function realTimer(ms: number, fire: () => void): CancelTimer {
  const timer = setTimeout(fire, ms)
  return () => clearTimeout(timer)
}
