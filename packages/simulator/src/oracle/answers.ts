import type { EventLog, LogRecord } from '@cherha/event-log'
import type { Caller } from '@cherha/office-hub/core'
import type { Answer, ErrorBody } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import { isSame } from './same.ts'

type Fail = (rule: string, sentence: string) => void

interface Accepted {
  readonly seq: number
  body: unknown
  answer: Answer | null
}

/** Refusals that say nothing about the command itself: it may have been accepted before. */
const passing = new Set(['log-unavailable', 'stopping', 'internal'])

/** What was answered: an acknowledgement is a promise, and the same command has one answer. */
export class Answers {
  readonly #fail: Fail
  readonly #accepted = new Map<string, Accepted>()
  readonly #forbidden = new Set<string>()
  readonly #windows = new Map<string, { readonly session: string; readonly window: string }>()
  readonly #acknowledged: { readonly id: string; readonly seq: number }[] = []
  #checked = 0

  constructor(fail: Fail) {
    this.#fail = fail
  }

  /** Whoever sends this is not allowed to: it must never be accepted. */
  forbid(commandId: string): void {
    this.#forbidden.add(commandId)
  }

  /** A command on its way. */
  sent(commandId: string, caller: Caller, body: object): void {
    if (caller.kind !== 'staff' || !('window' in body) || !('type' in body) || body.type === 'open-window') return
    if (typeof body.window !== 'string') return
    this.#windows.set(commandId, { session: caller.session.id, window: body.window })
  }

  /** @param before the live queue before the event */
  durable({ seq, command }: LogRecord, before: QueueState): void {
    if (command === undefined) return
    const work = this.#windows.get(command.id)
    // Q39: nobody else than the clerk who opened it does anything at a window
    if (work !== undefined && before.windows[work.window]?.session !== work.session)
      this.#fail('Q39', `event ${seq} at window ${work.window} is of a session that has not opened it`)
    if (this.#forbidden.has(command.id)) this.#fail('S1', `event ${seq} is of a command that nobody may send`)
    if (this.#accepted.has(command.id)) this.#fail('S20', `event ${seq} is of a command that had been done before`)
    this.#accepted.set(command.id, { seq, body: null, answer: null })
  }

  /** What another process has accepted, long ago: it was judged then. */
  adopted({ seq, command }: LogRecord): void {
    if (command !== undefined) this.#accepted.set(command.id, { seq, body: null, answer: null })
  }

  /** An answer as it leaves the hub. */
  given(body: unknown, answer: Answer | ErrorBody): void {
    const id = commandIdOf(body)
    if (id === null) return
    const accepted = this.#accepted.get(id)
    if (answer.ok) {
      if (this.#forbidden.has(id)) this.#fail('S1', 'a command was accepted that its sender may not send')
      if (accepted === undefined) return this.#fail('S23', 'a command was acknowledged and is not in the log')
      if (accepted.seq !== answer.seq)
        this.#fail('S23', `a command was acknowledged as ${answer.seq} and is ${accepted.seq}`)
      if (accepted.answer !== null && !isSame(accepted.answer, answer))
        this.#fail('S20', 'the same command got two answers')
      accepted.answer = answer
      if (accepted.body !== null && !isSame(accepted.body, body))
        this.#fail('S21', 'a command got the answer of another one')
      accepted.body = body
      return
    }
    const code = 'refusal' in answer ? answer.refusal.code : answer.error.code
    if (accepted?.answer == null || passing.has(code)) return
    if (isSame(accepted.body, body)) this.#fail('S20', `a command that was acknowledged is now ${code}`)
  }

  /** An answer as it arrives. */
  heard(commandId: string, answer: Answer | ErrorBody): void {
    if (answer.ok) this.#acknowledged.push({ id: commandId, seq: answer.seq })
  }

  /**
   * The log is another one from here on: what it does not have is lost with the disk it was on, and nobody can be held
   * to it. @returns ids of the commands that were acknowledged and are lost
   */
  onlyWhatIsIn(log: EventLog): readonly string[] {
    this.#windows.clear()
    const isThere = (id: string, seq: number): boolean => log.findCommand(id)?.seq === seq
    const lost = this.#acknowledged.filter(({ id, seq }) => !isThere(id, seq)).map(({ id }) => id)
    for (const [id, { seq }] of this.#accepted) if (!isThere(id, seq)) this.#accepted.delete(id)
    const kept = this.#acknowledged.filter(({ id, seq }) => isThere(id, seq))
    this.#acknowledged.splice(0, this.#acknowledged.length, ...kept)
    this.#checked = 0
    return lost
  }

  /** Whether everything acknowledged since the last look is there. */
  areIn(log: EventLog): void {
    for (; this.#checked < this.#acknowledged.length; this.#checked += 1) {
      const { id, seq } = this.#acknowledged[this.#checked] ?? { id: '', seq: 0 }
      const found = log.findCommand(id)
      if (found?.seq !== seq) this.#fail('S23', `what was acknowledged as event ${seq} is not in the log`)
    }
  }

  allAreIn(log: EventLog): void {
    this.#checked = 0
    this.areIn(log)
  }
}

function commandIdOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('commandId' in body)) return null
  return typeof body.commandId === 'string' ? body.commandId : null
}
