import Fastify from 'fastify'
import type { ConnectorKey } from '@cherha/shared/workflow'
import { Book, type Received } from './book.ts'
import { FaultOrder, Faults } from './faults.ts'
import { Mailbox, type Mail } from './mailbox.ts'
import { page, type PageRow } from './page.ts'
import { PlayedSystem } from './played-system.ts'
import { playedSystems } from './systems.ts'

export interface SimulatorOptions {
  /** Of the simulator's page; the systems have the next nine, mail the tenth. 0: any free ones. */
  readonly port: number
  /** Until an answer that comes later is there, ms. Left out: at once. */
  readonly answerAfterMs?: number | undefined
}

export interface RegistrySimulator {
  /** Of the page and the orders. */
  readonly url: string
  /** Where each system is. */
  readonly systems: Readonly<Record<ConnectorKey, string>>
  readonly smtpPort: number
  /** Orders a fault; resolves when it is in force. */
  order(fault: { readonly system: ConnectorKey | 'mail' } & Partial<FaultOrder>): Promise<void>
  readonly faults: Faults
  /** Every request that arrived, oldest first. */
  received(system?: ConnectorKey): readonly Received[]
  /** How much different work a system has taken: a repeated request is no new one. */
  works(system: ConnectorKey): number
  /** The system loses what it had taken. */
  forget(system: ConnectorKey): void
  mails(): readonly Mail[]
  close(): Promise<void>
}

/** Plays every outside system on loopback until it is closed. @throws when a port is taken */
export async function startRegistrySimulator(options: SimulatorOptions): Promise<RegistrySimulator> {
  const { port, answerAfterMs = 0 } = options
  const book = new Book()
  const faults = new Faults()
  const at = (offset: number) => (port === 0 ? 0 : port + offset)
  const systems = new Map(
    playedSystems.map((system, index) => [
      system,
      new PlayedSystem({ system, port: at(index + 1), book, faults, answerAfterMs: () => answerAfterMs }),
    ]),
  )
  const mailbox = new Mailbox(at(playedSystems.length + 1), faults)
  const order = async (wanted: { readonly system: ConnectorKey | 'mail' } & Partial<FaultOrder>) => {
    const fault = FaultOrder.parse({ fault: 'none', ...wanted })
    faults.set(fault)
    const target = fault.system === 'mail' ? mailbox : systems.get(fault.system)
    await (fault.fault === 'dead' ? target?.close() : target?.open())
  }
  const rows = (): PageRow[] => [
    ...[...systems].map(([system, { url, isUp }]) => {
      const requests = book.received.filter((one) => one.system === system).length
      return { system, address: url, up: isUp, fault: faults.get(system), requests }
    }),
    {
      system: 'mail',
      address: `smtp://127.0.0.1:${mailbox.port}`,
      up: mailbox.isUp,
      fault: faults.get('mail'),
      requests: mailbox.mails.length,
    },
  ]

  const app = Fastify()
  app.get('/', async (_, reply) => reply.type('text/html').send(page(rows(), book.received, mailbox.mails)))
  app.get('/simulator/systems', async () => rows())
  app.get('/simulator/received', async () => ({ received: book.received, mails: mailbox.mails }))
  app.post('/simulator/faults', async (request, reply) => {
    const read = FaultOrder.safeParse(request.body)
    if (!read.success)
      return reply.code(400).send({ error: read.error.issues[0]?.message, at: read.error.issues[0]?.path })
    await order(read.data)
    return rows()
  })
  const close = async () => {
    await app.close()
    for (const system of systems.values()) await system.close()
    await mailbox.close()
  }
  try {
    await app.listen({ host: '127.0.0.1', port })
    for (const system of systems.values()) await system.open()
    await mailbox.open()
  } catch (error) {
    await close()
    throw error
  }
  const address = app.server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  const urls = Object.fromEntries([...systems].map(([system, { url }]) => [system, url]))
  return {
    url: `http://127.0.0.1:${bound}`,
    systems: urls as Record<ConnectorKey, string>,
    smtpPort: mailbox.port,
    order,
    faults,
    received: (system) => (system === undefined ? book.received : book.received.filter((one) => one.system === system)),
    works: (system) => book.count(system),
    forget: (system) => book.forget(system),
    mails: () => mailbox.mails,
    close,
  }
}
