import { createHash } from 'node:crypto'
import { type ConnectorKey, connectorKeys } from '@cherha/shared/workflow'
import type { OutsideJob } from './ports.ts'

/** Everything that has a queue of its own: the systems cards name, mail, and the office's own registered letters. */
export type SystemKey = ConnectorKey | 'mail' | 'letters'
export const systemKeys: readonly SystemKey[] = [...connectorKeys, 'mail', 'letters']

/** Whose queue a job goes to. */
export function systemOf(job: OutsideJob): SystemKey {
  switch (job.kind) {
    case 'register-application':
    case 'register-scans':
    case 'order-card':
    case 'inquiry':
      return job.connector
    // ДМС is told through the Register, which it keeps.
    case 'central-defect':
      return 'register'
    case 'mail':
      return 'mail'
    case 'letter':
      return 'letters'
  }
}

/** The same text gives the same UUID, so whatever is done twice for it can be told from something new. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  // version 8: made by a rule of one's own
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
