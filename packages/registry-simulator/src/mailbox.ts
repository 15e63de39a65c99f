import { SMTPServer } from 'smtp-server'
import type { Faults } from './faults.ts'

/** A letter as it was taken in. */
export interface Mail {
  readonly at: number
  readonly from: string
  readonly to: readonly string[]
  /** Headers and text, as they came. */
  readonly raw: string
}

/** One mail server that takes everything and sends nothing on. */
export class Mailbox {
  readonly #faults: Faults
  readonly #mails: Mail[] = []
  #server: SMTPServer | null = null
  #port: number

  constructor(port: number, faults: Faults) {
    this.#port = port
    this.#faults = faults
  }

  get port(): number {
    return this.#port
  }

  get mails(): readonly Mail[] {
    return this.#mails
  }

  get isUp(): boolean {
    return this.#server !== null
  }

  async open(): Promise<void> {
    if (this.#server !== null) return
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      closeTimeout: 100,
      onConnect: (_session, done) => {
        const { kind } = this.#faults.get('mail')
        if (kind !== 'hang') done()
      },
      onMailFrom: (_address, _session, done) => {
        const { kind, ms } = this.#faults.take('mail')
        if (kind === 'error') done(problem('try again later', 451))
        else if (kind === 'rejects') done(problem('no such mailbox', 550))
        else if (kind === 'delay') setTimeout(done, ms)
        else done()
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope
          this.#mails.push({
            at: Date.now(),
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString('utf8'),
          })
          done()
        })
      },
    })
    server.on('error', () => {})
    const listening = server.listen(this.#port, '127.0.0.1')
    await new Promise<void>((resolve, reject) => {
      listening.once('error', reject)
      listening.once('listening', () => resolve())
    })
    const address = listening.address()
    if (typeof address === 'object' && address !== null) this.#port = address.port
    this.#server = server
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

function problem(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode })
}
