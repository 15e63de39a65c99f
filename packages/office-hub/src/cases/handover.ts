import type { FileVault } from '@cherha/case-vault'
import { CaseHandoverAnswer } from '@cherha/shared/protocol'
import { z } from 'zod'
import type { CancelTimer } from '../clock/hub-clock.ts'
import { Backoff, slowRetryMs } from '../uplink/backoff.ts'
import { type Draft, type Drafts, filesOf } from './drafts.ts'
import type { CaseRefusalBody } from './refusals.ts'
import { jsonOf, ServerAwayError, type ServerCases } from './server-cases.ts'

/** How often missing files are sent before it is tried again later. */
const rounds = 3
const json = { 'content-type': 'application/json' }

export interface HandoverParts {
  readonly drafts: Drafts
  readonly vault: FileVault
  readonly server: Pick<ServerCases, 'request' | 'exists'>
  readonly office: () => string
  /** Whether the hub has its connection now. */
  readonly connected: () => boolean
  /** What waits for the network. */
  readonly setTimer: (ms: number, fire: () => void) => CancelTimer
  /** A number from 0 to below 1. */
  readonly jitter: () => number
  readonly longestRetryMs?: number | undefined
  readonly report: (message: string, error: unknown) => void
}

type Outcome = { readonly is: 'taken' } | { readonly is: 'refused'; readonly reason: CaseRefusalBody }

/**
 * Gives the queue server the applications whose intake is over, one after another, and erases each that it has taken.
 *
 * | what goes wrong | what recovers it |
 * |---|---|
 * | the server is away, its answer is lost | the same handover is sent again: later each time, and when the connection is back |
 * | the server fails at one application | the others are handed over; that one is sent again, later each time |
 * | a file has not arrived | the server names it, it is sent, then the handover again |
 * | the server refuses | the draft stays with the reason; tried again every five minutes and with each new connection |
 * | the hub is killed | what is over is over after the start; what was taken and not yet erased is taken again and erased |
 */
export class Handover {
  readonly #parts: HandoverParts
  readonly #backoff: Backoff
  #cancel: CancelTimer | null = null
  #running: Promise<void> | null = null
  #again = false
  #stopped = false
  /** Refused ones are due when the connection is new or their time has come. */
  #refusedDue = true
  #handing: string | null = null

  constructor(parts: HandoverParts) {
    this.#parts = parts
    this.#backoff = new Backoff(parts.jitter, parts.longestRetryMs)
  }

  /** Whether this case is being given to the server at this moment. */
  isHanding(id: string): boolean {
    return this.#handing === id
  }

  /** A draft has changed: some intake may be over. */
  wake(): void {
    if (this.#stopped) return
    if (this.#running !== null) {
      this.#again = true
      return
    }
    this.#cancel?.()
    this.#cancel = null
    if (!this.#parts.server.exists || !this.#parts.connected()) return
    this.#running = this.#run().finally(() => {
      this.#running = null
      if (!this.#again) return
      this.#again = false
      this.wake()
    })
  }

  /** The connection is there anew. */
  connected(): void {
    this.#refusedDue = true
    this.wake()
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancel?.()
    await this.idle()
  }

  async #run(): Promise<void> {
    const due = this.#parts.drafts
      .all()
      .filter(({ state }) => state === 'over' || (state === 'refused' && this.#refusedDue))
    let refused = this.#parts.drafts.all().some(({ state }) => state === 'refused')
    this.#refusedDue = false
    let failed = false
    for (const { id } of due) {
      if (this.#stopped) return
      // one that fails keeps no other from the server; without a line none gets there
      if (failed && !this.#parts.connected()) break
      const draft = this.#parts.drafts.get(id)
      // somebody may have abandoned it meanwhile
      if (draft === null || draft.state === 'open') continue
      try {
        refused = (await this.#one(draft)) === 'refused' || refused
      } catch (error) {
        if (!(error instanceof ServerAwayError)) this.#parts.report(`application ${id} could not be handed over`, error)
        failed = true
      } finally {
        this.#handing = null
      }
    }
    if (failed) {
      return this.#later(this.#backoff.next(), () => {
        this.#refusedDue = refused
      })
    }
    this.#backoff.succeeded()
    if (refused) {
      this.#later(slowRetryMs, () => {
        this.#refusedDue = true
      })
    }
  }

  #later(ms: number, before: () => void = () => {}): void {
    if (this.#stopped) return
    this.#cancel?.()
    this.#cancel = this.#parts.setTimer(ms, () => {
      before()
      this.#cancel = null
      this.wake()
    })
  }

  async #one(draft: Draft): Promise<'taken' | 'refused'> {
    const { drafts, vault, report } = this.#parts
    this.#handing = draft.id
    const outcome = await this.#give(draft)
    if (outcome.is === 'refused') {
      if (draft.reason?.code !== outcome.reason.code || draft.reason.what !== outcome.reason.what)
        report(`the queue server does not take application ${draft.id} (${outcome.reason.code})`, null)
      drafts.refused(draft, outcome.reason)
      return 'refused'
    }
    drafts.erase(draft)
    await vault.remove(draft.id)
    return 'taken'
  }

  async #give(draft: Draft): Promise<Outcome> {
    const { drafts, server, office } = this.#parts
    const path = `/api/cases/${encodeURIComponent(draft.id)}/intake`
    const body = JSON.stringify(drafts.handover(draft, office()))
    for (let round = 0; round <= rounds; round += 1) {
      const response = await server.request({ method: 'PUT', path, headers: json, body, file: true })
      const said = await jsonOf(response)
      const answer = CaseHandoverAnswer.safeParse(said)
      if (!response.ok || !answer.success) return refusalOf(response.status, said)
      switch (answer.data.state) {
        case 'taken':
          return { is: 'taken' }
        case 'refused': {
          const { code, message, what } = answer.data
          return { is: 'refused', reason: { code, message, ...(what === undefined ? {} : { what }) } }
        }
        case 'needs-files':
          for (const hash of answer.data.missing) {
            const refused = await this.#giveFile(draft, `${path}/files/${encodeURIComponent(hash)}`, hash)
            if (refused !== null) return refused
          }
      }
    }
    throw new ServerAwayError('the queue server goes on asking for the same files')
  }

  async #giveFile(draft: Draft, path: string, hash: string): Promise<Outcome | null> {
    const { drafts, vault, server } = this.#parts
    const file = filesOf(draft.folder).find((one) => one.hash === hash)
    const bytes = file === undefined ? null : await vault.get(draft.id, drafts.keyOf(draft.id), hash).catch(() => null)
    if (file === undefined || bytes === null) return { is: 'refused', reason: fileLost(file?.name ?? hash) }
    const headers = { 'content-type': file.type }
    const response = await server.request({ method: 'PUT', path, headers, body: bytes, file: true })
    const said = await jsonOf(response)
    return response.ok ? null : refusalOf(response.status, said)
  }
}

/** What an answer means that is no answer of the contract: try again, or tell a person. */
function refusalOf(status: number, said: unknown): Outcome {
  const refusesForGood = status >= 400 && status < 500 && ![404, 408, 425, 429].includes(status)
  if (!refusesForGood) throw new ServerAwayError(`the queue server answered a handover with ${status}`)
  const refusal = RefusalIn.safeParse(said)
  if (refusal.success) return { is: 'refused', reason: refusal.data.refusal }
  const detail = messageIn(said)
  return {
    is: 'refused',
    reason: {
      code: 'not-taken',
      message: {
        uk: `Центральний сервер не прийняв справу (${detail?.uk ?? status}). Повідомте адміністратора.`,
        en: `The queue server did not take the case (${detail?.en ?? status}). Tell the administrator.`,
      },
    },
  }
}

/** A refusal in words, as of a file that is no scan. */
const RefusalIn = z.object({
  refusal: z.object({ code: z.string(), message: z.object({ uk: z.string(), en: z.string() }) }),
})

function messageIn(said: unknown): { uk: string; en: string } | null {
  const error: unknown = typeof said === 'object' && said !== null && 'error' in said ? said.error : null
  const message: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : null
  return typeof message === 'string' ? { uk: message, en: message } : null
}

function fileLost(name: string): CaseRefusalBody {
  return {
    code: 'file-lost',
    what: name,
    message: {
      uk: 'Файл цієї заяви на вузлі не читається. Відновіть дані вузла з резервної копії.',
      en: 'A file of this application cannot be read at the hub. Restore the hub from its backup.',
    },
  }
}
