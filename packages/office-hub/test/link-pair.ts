import { type HubLinkEnd, LinkLostError } from '@cherha/shared/protocol'

/** A message on its way: a question, an answer or a bell. */
export interface Passing {
  readonly to: 'hub' | 'server'
  readonly is: 'ask' | 'answer' | 'ring'
  readonly name: string
}

type Judge = (message: Passing, count: number, characters: number) => 'pass' | 'cut'

/** Two ends of one connection in memory: every message is its JSON text, delivered in a later turn of the event loop. */
export function linkPair(judge: Judge = () => 'pass'): { hub: HubLinkEnd; server: HubLinkEnd; cut: () => void } {
  let open = true
  let count = 0
  const closers: (() => void)[] = []
  const cut = () => {
    if (!open) return
    open = false
    for (const closed of closers.splice(0)) closed()
  }
  const pass = (message: Passing, body: unknown, arrive: (body: unknown) => void) => {
    if (!open) return
    count += 1
    const text = JSON.stringify(body ?? null)
    if (judge(message, count, text.length) === 'cut') return cut()
    setImmediate(() => {
      if (open) arrive(JSON.parse(text))
    })
  }

  class End implements HubLinkEnd {
    readonly answers = new Map<string, (body: unknown) => Promise<unknown>>()
    readonly hearers = new Map<string, (body: unknown) => void>()
    other!: End
    readonly here: Passing['to']
    readonly there: Passing['to']

    constructor(here: Passing['to']) {
      this.here = here
      this.there = here === 'hub' ? 'server' : 'hub'
    }

    ask(name: string, body: unknown): Promise<unknown> {
      return new Promise((resolve, reject) => {
        if (!open) return reject(new LinkLostError('closed'))
        closers.push(() => reject(new LinkLostError('closed')))
        pass({ to: this.there, is: 'ask', name }, body, (given) => {
          const answer = this.other.answers.get(name)
          const answered = answer === undefined ? Promise.reject(new Error(`nobody answers ${name}`)) : answer(given)
          answered.then(
            (value) => pass({ to: this.here, is: 'answer', name }, value, resolve),
            (error: unknown) =>
              pass({ to: this.here, is: 'answer', name }, String(error), (text) => reject(new Error(String(text)))),
          )
        })
      })
    }

    ring(name: string, body: unknown): void {
      pass({ to: this.there, is: 'ring', name }, body, (given) => this.other.hearers.get(name)?.(given))
    }

    onAsk(name: string, answer: (body: unknown) => Promise<unknown>): void {
      this.answers.set(name, answer)
    }

    onRing(name: string, hear: (body: unknown) => void): void {
      this.hearers.set(name, hear)
    }

    onClose(closed: () => void): void {
      closers.push(closed)
    }

    close(): void {
      cut()
    }
  }

  const hub = new End('hub')
  const server = new End('server')
  hub.other = server
  server.other = hub
  return { hub, server, cut }
}
