import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openSqliteLogReader, verifyLog } from '@cherha/event-log'
import type { Boundary } from './boundaries.ts'
import { commandId } from './office-core.ts'

const run = '0000c0de'

/** Where a hub dies: at the n-th visit of a boundary, or from outside once it has given so many answers. */
export type Death =
  | { readonly at: Boundary; readonly visit: number }
  | { readonly afterAnswers: number; readonly delayMs: number }

interface Acknowledged {
  readonly seq: number
  readonly ticket: string
}

/** The data of one hub that is killed again and again, and what its clients have been told so far. */
export class KilledHub {
  readonly #program: string
  readonly #dir: string
  readonly #acknowledged = new Map<string, Acknowledged>()
  /** Visitors who sent and got no answer. */
  #unanswered: number[] = []
  #next = 0
  #faults: string[] = []

  /** @param program `killable-hub.ts`, or a file that does the same */
  constructor(program: string, dir: string) {
    this.#program = program
    this.#dir = dir
  }

  get acknowledgements(): number {
    return this.#acknowledged.size
  }

  /** Starts the hub, lets it die, and looks at what it left. @returns what is wrong, in sentences; nothing: empty */
  async live(death: Death): Promise<readonly string[]> {
    this.#faults = []
    const sentBefore = this.#next
    // those without an answer send again, and one who has it as well
    const again = [...this.#unanswered, ...(sentBefore > 0 ? [0] : [])]
    this.#unanswered = [...again]
    await this.#runToDeath(death, again)
    const log = path.join(this.#dir, 'office.db')
    if (this.#acknowledged.size > 0) this.#check(log)
    return this.#faults
  }

  async #runToDeath(death: Death, again: readonly number[]): Promise<void> {
    const where = 'at' in death ? [death.at, String(death.visit)] : ['random', '1']
    const child = spawn(process.execPath, [this.#program, this.#dir, ...where, String(this.#next), again.join()], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(path.dirname(this.#dir), 'compiled') },
    })
    const kill = (): void => void child.kill('SIGKILL')
    // a hub that never comes to where it should die is a fault of the test, and must not hang it
    const overdue = setTimeout(() => {
      this.#faults.push(`it lived on: ${JSON.stringify(death)}`)
      kill()
    }, 20_000)
    let answers = 0
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      if (this.#read(line) && 'delayMs' in death && ++answers === death.afterAnswers) setTimeout(kill, death.delayMs)
    })
    const drained = once(lines, 'close')
    const [[, signal]] = await Promise.all([once(child, 'exit'), drained])
    clearTimeout(overdue)
    if (signal !== 'SIGKILL') this.#faults.push(`it ended by itself: ${JSON.stringify(death)}`)
  }

  /** @returns whether the line is an answer */
  #read(line: string): boolean {
    const [word, ...rest] = line.split(' ')
    if (word === 'sent') {
      const n = Number(rest[0])
      this.#next = Math.max(this.#next, n + 1)
      if (!this.#unanswered.includes(n)) this.#unanswered.push(n)
    }
    if (word !== 'ack') return false
    const [id = '', seq = '', ticket = ''] = rest
    const known = this.#acknowledged.get(id)
    if (known !== undefined && (known.ticket !== ticket || known.seq !== Number(seq))) {
      this.#faults.push(`${id} was ${known.ticket} at ${known.seq}, and is ${ticket} at ${seq} when it is sent again`)
    }
    this.#acknowledged.set(id, { seq: Number(seq), ticket })
    this.#unanswered = this.#unanswered.filter((n) => commandId(run, n) !== id)
    return true
  }

  #check(file: string): void {
    const log = openSqliteLogReader(file)
    try {
      const verified = verifyLog(log)
      if (!verified.ok) this.#faults.push(`the chain is broken at ${verified.seq}: ${verified.reason}`)
      for (const [id, { seq, ticket }] of this.#acknowledged) {
        const record = log.findCommand(id)
        const result = record?.command?.result
        const stored = typeof result === 'object' && result !== null && 'ticket' in result ? result['ticket'] : '-'
        if (record?.seq !== seq || stored !== ticket) this.#faults.push(`${id} (${ticket}, ${seq}) is not in the log`)
      }
      const numbers = log
        .read(0, 100_000)
        .flatMap(({ event }) => ('number' in event && event.type === 'registered' ? [event['number']] : []))
      if (new Set(numbers).size !== numbers.length) this.#faults.push('a number was given twice')
    } finally {
      log.close()
    }
  }
}
