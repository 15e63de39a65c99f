import type { GatewayState, NewSms, SmsOutbox } from '../../src/sms/port.ts'

type Settled = Parameters<Parameters<SmsOutbox['onSettled']>[0]>[0]

/** An outbox in memory: what was written in a transaction that failed stays all the same, as nobody reads it then. */
export class FakeSms implements SmsOutbox {
  state: GatewayState = 'up'
  /** Handed over at once; false: a message waits until somebody settles it. */
  isQuick = true
  readonly all: NewSms[] = []
  readonly dropped: string[] = []
  readonly sent = new Set<string>()
  readonly #listeners = new Set<(settled: Settled) => void>()

  async enqueue(_session: unknown, messages: readonly NewSms[]): Promise<void> {
    for (const message of messages) {
      if (this.all.some(({ id }) => id === message.id)) continue
      this.all.push(message)
      if (this.isQuick) queueMicrotask(() => this.settle(message, true))
    }
  }

  async drop(_session: unknown, ids: readonly string[]): Promise<void> {
    this.dropped.push(...ids)
  }

  settle({ id, kind }: Pick<NewSms, 'id' | 'kind'>, sent: boolean): void {
    if (sent) this.sent.add(id)
    for (const listener of this.#listeners) listener({ id, kind, sent })
  }

  async sentOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(ids.filter((id) => this.sent.has(id)))
  }

  onSettled(listener: (settled: Settled) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async counts() {
    return { waiting: 0, retrying: 0 }
  }
  async tidy(): Promise<void> {}
  async close(): Promise<void> {}

  /** To a phone number, oldest first. */
  to(phone: string): readonly NewSms[] {
    return this.all.filter((message) => message.phone === phone)
  }

  /** The six digits of the newest message with a code. */
  codeOf(phone: string): string {
    const code = this.to(phone)
      .findLast(({ kind }) => kind === 'code')
      ?.text.match(/\d{6}/)?.[0]
    if (code === undefined) throw new Error(`no code was sent to ${phone}`)
    return code
  }
}
