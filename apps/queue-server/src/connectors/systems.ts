import { createHash } from 'node:crypto'
import { type ConnectorKey, connectorKeys } from '@cherha/shared/workflow'
import type { OutsideJob } from './ports.ts'

/** Everything that has a queue of its own: the systems cards name, mail, and the office's own registered letters. */
export type SystemKey = ConnectorKey | 'mail' | 'letters'
export const systemKeys: readonly SystemKey[] = [...connectorKeys, 'mail', 'letters']

/** @throws for an inquiry that does not say whom it goes to: a mistake of the program */
export function systemOf(job: OutsideJob): SystemKey {
  switch (job.kind) {
    case 'register-application':
    case 'register-scans':
    case 'central-defect':
      return 'register'
    case 'order-card':
      return 'printing-works'
    case 'mail':
      return 'mail'
    case 'letter':
      return 'letters'
    case 'inquiry':
      if (job.connector === undefined) throw new Error(`The inquiry ${job.key} names no connector`)
      return job.connector
  }
}

/** The same text gives the same UUID, so whatever is done twice for it can be told from something new. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  // version 8: made by a rule of one's own
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
