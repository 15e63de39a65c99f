import type { LogHead, LogRecord } from '@cherha/event-log'
import type { OfficeConfig, OfficeSecrets } from '@cherha/shared/protocol'
import type { OnlineState, Replan } from '@cherha/shared/replication'
import type { boardView, QueueState } from '@cherha/shared/queue'
import type {
  Booking,
  BookRequest,
  CancelReason,
  CancelRequest,
  OfficeAnswer,
  PlaceChanges,
  PublishedDay,
  RequestAnswered,
  Taken,
} from './answers.ts'
import type { OfficePorts } from './ports.ts'

/** The board as the server last knew it. */
export interface OfficeBoard {
  /** Seconds since the hub's last batch or contact; null: it has never been heard. */
  readonly ageSeconds: number | null
  /** null: the hub has told nothing yet. */
  readonly board: ReturnType<typeof boardView> | null
}

/** What a new configuration would do to a date; `planned`: null when the date is not published yet. */
export interface PreviewDay extends Replan {
  readonly date: string
  readonly published: boolean
  /** Whole sentences in English. */
  readonly warnings: readonly string[]
}

export interface Problem {
  readonly path: string
  readonly message: string
}

/**
 * One office on the queue server: its inbox, which is written here alone, and the mirror of its live queue, folded from
 * the copy of its log. Commands are decided one after another; those that wait share one append, and are answered when it
 * is durable. A failed append changes nothing and its callers get an `OfficeUnavailableError`.
 */
export class OfficeNode {
  /** Folds both logs. @throws what the logs throw */
  static async open(_ports: OfficePorts): Promise<OfficeNode> {
    throw new Error('being built')
  }

  // what is known ----------------------------------------------------------------------------------------------

  get code(): string {
    throw new Error('being built')
  }
  /** null until the office is configured. */
  get config(): OfficeConfig | null {
    throw new Error('being built')
  }
  /** How often the office has been configured; 0: never. */
  get version(): number {
    throw new Error('being built')
  }
  /** What the server has decided, as stored. Never changed in place. */
  get online(): OnlineState {
    throw new Error('being built')
  }
  /** The live queue as the hub last told it. Only to be read, and not kept. */
  get mirror(): QueueState {
    throw new Error('being built')
  }
  get inboxHead(): LogHead {
    throw new Error('being built')
  }
  get copyHead(): LogHead {
    throw new Error('being built')
  }
  /** Inbox items the hub has not acknowledged, and events of its log that it told of and that are not here yet. */
  get lag(): { readonly inbox: number; readonly events: number | null } {
    throw new Error('being built')
  }
  /** When the hub was heard last (server time, ms); null: never since the server's start. */
  get lastContact(): number | null {
    throw new Error('being built')
  }
  get secrets(): OfficeSecrets {
    throw new Error('being built')
  }
  /** sha256 of the mirror's canonical JSON: equal to the hub's when both have the same log. */
  stateHash(): string {
    throw new Error('being built')
  }
  board(): OfficeBoard {
    throw new Error('being built')
  }
  /** Places the server can sell now, by service and time, with how many lanes are free. */
  freePlaces(_date: string, _service?: string): { service: string; time: string; free: number }[] {
    throw new Error('being built')
  }
  /** Published days that are kept, by date. */
  published(): PublishedDay[] {
    throw new Error('being built')
  }
  /** What the hub answered to a request; null: not yet. Kept for requests of this server's run. */
  answerOf(_request: string): RequestAnswered | null {
    throw new Error('being built')
  }

  // commands ---------------------------------------------------------------------------------------------------

  /**
   * @param how `version`: refused with `version-changed` when the office has another one now; `apply`: published dates
   * that follow the change (`replan`), in the same append
   */
  configure(
    _config: OfficeConfig,
    _how?: { readonly version?: number; readonly apply?: readonly string[] },
  ): Promise<OfficeAnswer<{ version: number }>> {
    throw new Error('being built')
  }
  /** Publishes the days of the horizon that are missing, keys first. `problems`: dates no plan can be made for. */
  publishMissing(): Promise<{ readonly published: readonly string[]; readonly problems: readonly Problem[] }> {
    throw new Error('being built')
  }
  book(_request: BookRequest): Promise<OfficeAnswer<Booking>> {
    throw new Error('being built')
  }
  /** `request`: after the handover the hub decides; ask `answerOf` later. null: it has ended at once. */
  cancelBooking(_request: CancelRequest): Promise<OfficeAnswer<{ request: string | null }>> {
    throw new Error('being built')
  }
  /** The day handover: nothing of the day is sold or cancelled here from now on. */
  closeOnline(_date: string): Promise<OfficeAnswer<{ sold: number }>> {
    throw new Error('being built')
  }
  /** Closes every open day whose date has come (office time); returns those dates. */
  closeDue(): Promise<readonly string[]> {
    throw new Error('being built')
  }
  changePlaces(_changes: PlaceChanges): Promise<
    OfficeAnswer<{
      added: readonly string[]
      withdrawn: readonly string[]
      requested: readonly { readonly number: string; readonly request: string }[]
    }>
  > {
    throw new Error('being built')
  }
  cancelDay(_date: string, _reason: CancelReason): Promise<OfficeAnswer<{ date: string }>> {
    throw new Error('being built')
  }
  /** What a configuration would do to the published days and those of its horizon; changes nothing. */
  preview(_config: OfficeConfig): { readonly days: readonly PreviewDay[]; readonly problems: readonly Problem[] } {
    throw new Error('being built')
  }

  // secrets ----------------------------------------------------------------------------------------------------

  /** Changes the secrets and raises their version; the hub is told. @param change gets and returns plain data */
  changeSecrets(
    _change: (secrets: OfficeSecrets) => Pick<OfficeSecrets, 'office' | 'days' | 'staff' | 'devices'>,
  ): Promise<OfficeSecrets> {
    throw new Error('being built')
  }
  /** Erases the keys of visit days before `date`: what they sealed can never be read again. */
  eraseKeysBefore(_date: string): Promise<readonly string[]> {
    throw new Error('being built')
  }

  // replication: used by the hub gateway -----------------------------------------------------------------------

  readInbox(_after: number, _limit: number): Promise<readonly LogRecord[]> {
    throw new Error('being built')
  }
  readCopy(_after: number, _limit: number): Promise<readonly LogRecord[]> {
    throw new Error('being built')
  }
  /** Takes a batch of the hub's log: all of its news, or nothing. @param records as they came, not to be trusted */
  takeCopy(_records: unknown): Promise<Taken> {
    throw new Error('being built')
  }
  /** The hub was heard: its head, if it told it. */
  heard(_head?: LogHead): void {
    throw new Error('being built')
  }

  // doorbells --------------------------------------------------------------------------------------------------

  /** After each append to the inbox and each change of the secrets. Returns what ends it. */
  onInbox(_listener: () => void): () => void {
    throw new Error('being built')
  }
  /** After each batch of the hub's log, with its records. */
  onCopy(_listener: (records: readonly LogRecord[]) => void): () => void {
    throw new Error('being built')
  }
  /** Takes no more commands, waits for those under way, saves snapshots and closes both logs. */
  close(): Promise<void> {
    throw new Error('being built')
  }
}
