import { randomUUID } from 'node:crypto'
import type { SmsGateway } from '@cherha/shared/protocol'
import { type SmsSimulator, startSmsSimulator } from '@cherha/sms-simulator'
import { afterEach, beforeEach } from 'vitest'
import { systemClock } from '../../src/server/system-clock.ts'
import { openSmsOutbox, type SmsOutboxOptions } from '../../src/sms/outbox.ts'
import type { NewSms, SmsKind, SmsOutbox } from '../../src/sms/port.ts'
import type { Database } from '../../src/store/database.ts'
import { quiet, withDatabase } from '../support/database.ts'
import { fastTimes } from './times.ts'

export const smppOf = ({ smpp }: SmsSimulator): SmsGateway => ({
  kind: 'smpp',
  ...smpp,
  tls: false,
  sender: 'Cherha',
  perSecond: 500,
})
export const httpOf = ({ http }: SmsSimulator): SmsGateway => ({
  kind: 'http',
  ...http,
  sender: 'Cherha',
  perSecond: 500,
})

export function anSms(change: Partial<NewSms> = {}): NewSms {
  const id = randomUUID()
  return { id, kind: 'code', phone: '+380671234567', text: `Код ${id}`, until: Date.now() + 60_000, ...change }
}

export interface Settled {
  readonly id: string
  readonly kind: SmsKind
  readonly sent: boolean
}

export interface SmsUnderTest {
  readonly simulator: SmsSimulator
  readonly database: Database
  /** What the outbox has told of, in order. */
  readonly settled: Settled[]
  /** Over SMPP, unless told otherwise. */
  open(options?: Partial<SmsOutboxOptions>): Promise<SmsOutbox>
}

/** A database and a played message centre for each test; what was opened is closed after it. */
export function withSms(): { readonly of: SmsUnderTest } {
  const databases = withDatabase()
  const opened: SmsOutbox[] = []
  let parts: { simulator: SmsSimulator; database: Database; settled: Settled[] } | null = null
  beforeEach(async () => {
    parts = { simulator: await startSmsSimulator({ port: 0 }), database: await databases.fresh(), settled: [] }
  })
  afterEach(async () => {
    for (const outbox of opened.splice(0)) await outbox.close()
    await parts?.simulator.close()
    parts = null
  })
  const now = () => {
    if (parts === null) throw new Error('inside a test only')
    return parts
  }
  return {
    of: {
      get simulator() {
        return now().simulator
      },
      get database() {
        return now().database
      },
      get settled() {
        return now().settled
      },
      async open(options = {}) {
        const { simulator, database, settled } = now()
        const outbox = await openSmsOutbox({
          pool: database.pool,
          gateway: smppOf(simulator),
          clock: systemClock(),
          logger: quiet,
          times: fastTimes,
          ...options,
        })
        opened.push(outbox)
        outbox.onSettled((one) => settled.push(one))
        return outbox
      },
    },
  }
}

/** Resolves when it is so. @throws after a minute */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 3_000; looks += 1) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`still not so after a minute: ${isSo.toString()}`)
}
