import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type AuditOutcome, audit } from '../../audit/command.ts'
import { openLog } from '../../audit/open-log.ts'
import { type AuditReport, runAudit } from '../../audit/run-audit.ts'
import { anOfficeDay, type Ticket } from './office-day.ts'
import { copied, entriesOf } from './tamper.ts'

interface DayUnderAudit {
  /** A folder that is gone after the tests. */
  readonly folder: string
  /** The log of the day; nobody has it open. */
  readonly file: string
  readonly tickets: readonly Ticket[]
  /** A fresh copy of the log. */
  aCopy(): string
  /** The nth ticket of the day; -1: the last. */
  ticket(n: number): Ticket
  /** The witness on a ticket: of its registration in the true log. */
  witnessOf(ticket: Ticket): Witness
}

interface Witness {
  readonly seq: number
  readonly hash: string
}

/** Runs the office's day before the tests of a file. */
export function dayUnderAudit(): DayUnderAudit {
  const folder = mkdtempSync(path.join(tmpdir(), 'cherha-audit-'))
  let tickets: Ticket[] = []
  let copies = 0
  const file = path.join(folder, 'office', 'office.db')
  const aCopy = (): string => {
    copies += 1
    return copied(file, path.join(folder, `copy-${copies}.db`))
  }
  beforeAll(async () => {
    ;({ tickets } = await anOfficeDay(path.dirname(file)))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    file,
    get tickets() {
      return tickets
    },
    aCopy,
    ticket(n) {
      const ticket = tickets.at(n)
      if (ticket === undefined) throw new Error('no such ticket')
      return ticket
    },
    witnessOf({ seq }) {
      const hash = entriesOf(aCopy()).find((entry) => entry.seq === seq)?.hash ?? ''
      return { seq, hash: hash.slice(0, 8) }
    },
  }
}

export function auditOf(log: string, ...witnesses: readonly Witness[]): AuditReport {
  const reader = openLog(log)
  try {
    return runAudit(reader, witnesses)
  } finally {
    reader.close()
  }
}

/** Rule, seq and sentence of the first violation, `clean` when there is none. */
export function verdict(log: string, ...witnesses: readonly Witness[]): string {
  const { first } = auditOf(log, ...witnesses)
  return first === null ? 'clean' : `${first.rule} at ${first.seq}: ${first.sentence}`
}

/** The command, in this process. */
export function command(...args: readonly string[]): AuditOutcome {
  return audit(args)
}
