import { type HubLinkEnd, LinkLostError } from './hub-link.ts'

/** Path of the hubs' socket at the server. */
export const hubLinkPath = '/hub-link'
/** How long an answer may take, ms. */
export const hubLinkAnswerMs = 20_000
/** The largest message either side has to take: a batch of records whose plans are large. */
export const hubLinkMaxBytes = 32 * 1024 * 1024

type Acknowledge = (error: Error | null, answer?: unknown) => void

/** What of a socket.io socket the link uses; client and server sockets have it alike. */
export interface LinkSocket {
  on(event: string, listener: (...args: never[]) => void): unknown
  emit(event: string, ...args: unknown[]): unknown
  timeout(ms: number): { emit(event: string, ...args: [...unknown[], Acknowledge]): unknown }
  disconnect(close?: boolean): unknown
  readonly connected: boolean
}

type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly message: string }

/**
 * A link over a socket.io socket, for both ends. A question is the event `ask` (name, body) with an acknowledgement
 * `{ok: true, body}` or `{ok: false, message}`, a bell the event `ring` (name, body). What comes before its handler is
 * there waits for it, so that nothing is lost between the connection and the first line that uses it.
 */
export function linkOver(socket: LinkSocket): HubLinkEnd {
  const answers = new Map<string, (body: unknown) => Promise<unknown>>()
  const hearers = new Map<string, (body: unknown) => void>()
  let early: (() => void)[] = []
  const closed = new Set<() => void>()

  const later = (run: () => void) => void early.push(run)
  const retry = () => {
    const waiting = early
    early = []
    for (const run of waiting) run()
  }
  const asked = (name: unknown, body: unknown, acknowledge: unknown): void => {
    if (typeof name !== 'string' || typeof acknowledge !== 'function') return
    const answer = answers.get(name)
    if (answer === undefined) return later(() => asked(name, body, acknowledge))
    const reply = (said: Answer): void => void acknowledge(said)
    answer(body).then(
      (result) => reply({ ok: true, body: result }),
      (error: unknown) => reply({ ok: false, message: error instanceof Error ? error.message : String(error) }),
    )
  }
  const rung = (name: unknown, body: unknown): void => {
    if (typeof name !== 'string') return
    const hear = hearers.get(name)
    if (hear === undefined) later(() => rung(name, body))
    else hear(body)
  }

  socket.on('ask', asked)
  socket.on('ring', rung)
  socket.on('disconnect', () => {
    early = []
    for (const call of closed) call()
    closed.clear()
  })

  return {
    ask: (name, body) =>
      new Promise((resolve, reject) => {
        if (!socket.connected) return reject(new LinkLostError('the connection is closed'))
        const ended = () => reject(new LinkLostError('the connection ended before the answer'))
        closed.add(ended)
        socket.timeout(hubLinkAnswerMs).emit('ask', name, body, (error, answer) => {
          closed.delete(ended)
          if (error !== null) {
            reject(new LinkLostError(`no answer to ${name} in time`))
            socket.disconnect(true)
            return
          }
          const said = answer as Partial<Answer> | undefined
          if (said?.ok === true) resolve(said.body)
          else reject(new Error(said?.ok === false ? String(said.message) : `the answer to ${name} is none`))
        })
      }),
    ring(name, body) {
      if (socket.connected) socket.emit('ring', name, body)
    },
    onAsk(name, answer) {
      answers.set(name, answer)
      retry()
    },
    onRing(name, hear) {
      hearers.set(name, hear)
      retry()
    },
    onClose(call) {
      if (socket.connected) closed.add(call)
      else call()
    },
    close: () => void socket.disconnect(true),
  }
}
