import type { View } from '@cherha/shared/protocol'

export interface ViewState<V = View> {
  readonly seq: number
  readonly view: V
}

/** Somebody who watches a view. */
export interface Watcher<V = View> {
  /** Same key: same view, and every change is sent to all of them at once. */
  readonly audience: string
  /** Sent before others: whoever is called looks at a display. */
  readonly urgent: boolean
  readonly view: () => V
  /** Sends to this one alone. */
  readonly send: (state: ViewState<V>) => void
}

interface Audience<V> {
  readonly watchers: Set<Watcher<V>>
  readonly first: Watcher<V>
  /** What all of them were sent; null: not the same, so the next view is sent in any case. */
  sent: V | null
  /** The same as text, without the moment it was made. */
  text: string
}

/** Fields that only count time: a client counts them itself. */
const counting = new Set(['now', 'remainingSeconds', 'recallInSeconds'])

/**
 * Sends whole views: on connect, after a commit that changed them, and when time alone did. Several commits in one
 * turn of the event loop are one sending; only a call does not wait for the end of the turn.
 */
export class ViewPublisher<V = View> {
  readonly #seq: () => number
  readonly #broadcast: (audience: string, state: ViewState<V>) => void
  readonly #report: (message: string, error: unknown) => void
  readonly #audiences = new Map<string, Audience<V>>()
  #pending: 'nothing' | 'time' | 'commit' = 'nothing'

  /** @param broadcast sends to every watcher of an audience */
  constructor(
    seq: () => number,
    broadcast: (audience: string, state: ViewState<V>) => void,
    report: (message: string, error: unknown) => void,
  ) {
    this.#seq = seq
    this.#broadcast = broadcast
    this.#report = report
  }

  /** Sends the view at once. Returns what to call when the watcher leaves. */
  watch(watcher: Watcher<V>): () => void {
    const view = watcher.view()
    const known = this.#audiences.get(watcher.audience)
    if (known === undefined) this.#audiences.set(watcher.audience, anAudience(watcher, view))
    else join(known, watcher, view)
    watcher.send({ seq: this.#seq(), view })
    return () => {
      const audience = this.#audiences.get(watcher.audience)
      audience?.watchers.delete(watcher)
      if (audience?.watchers.size === 0) this.#audiences.delete(watcher.audience)
    }
  }

  /** @param calling somebody is being called: whoever is urgent is told in this very turn, and the others after it */
  changed(calling = false): void {
    this.#schedule('commit')
    if (calling) this.#publish([...this.#audiences].filter(isUrgent), 'commit')
  }

  /** Sends an audience what has changed in this turn, and does not wait for its end. */
  now(name: string): void {
    const audience = this.#audiences.get(name)
    if (audience !== undefined && this.#pending !== 'nothing') this.#publish([[name, audience]], this.#pending)
  }

  timePassed(): void {
    if (this.#audiences.size > 0) this.#schedule('time')
  }

  #schedule(because: 'time' | 'commit'): void {
    const scheduled = this.#pending !== 'nothing'
    if (this.#pending !== 'commit') this.#pending = because
    if (scheduled) return
    setImmediate(() => {
      const why = this.#pending
      this.#pending = 'nothing'
      this.#publish(urgentFirst(this.#audiences), why)
    })
  }

  #publish(audiences: readonly Named<V>[], because: 'time' | 'commit' | 'nothing'): void {
    const seq = this.#seq()
    for (const [name, audience] of audiences) {
      try {
        const view = audience.first.view()
        const text = textOf(view)
        if (!isNews(audience, view, text, because)) continue
        audience.sent = view
        audience.text = text
        this.#broadcast(name, { seq, view })
      } catch (error) {
        this.#report('a view could not be sent', error)
      }
    }
  }
}

type Named<V> = readonly [name: string, audience: Audience<V>]

function isUrgent<V>([, { first }]: Named<V>): boolean {
  return first.urgent
}

function urgentFirst<V>(audiences: ReadonlyMap<string, Audience<V>>): Named<V>[] {
  return [...audiences].sort((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)))
}

function isNews<V>(
  { sent, text: before }: Audience<V>,
  view: V,
  text: string,
  because: 'time' | 'commit' | 'nothing',
): boolean {
  if (sent === null) return true
  return text !== before && (because !== 'time' || timelessText(view) !== timelessText(sent))
}

/** Between a change and its sending a newcomer has seen what the others have not. */
function join<V>(audience: Audience<V>, newcomer: Watcher<V>, view: V): void {
  audience.watchers.add(newcomer)
  if (audience.sent !== null && timelessText(view) !== timelessText(audience.sent)) audience.sent = null
}

function anAudience<V>(first: Watcher<V>, sent: V): Audience<V> {
  return { watchers: new Set([first]), first, sent, text: textOf(sent) }
}

/** Everything but `now`. A quote inside a value is escaped, so only the field itself looks like this. */
function textOf(view: unknown): string {
  return JSON.stringify(view).replaceAll(/"now":"[^"]*"/g, '"now":""')
}

/** Whether something is counted at all is more than time: a clock that stops, a recall that becomes possible. */
function timelessText(view: unknown): string {
  return JSON.stringify(view, (key, value: unknown) => {
    if (!counting.has(key)) return value
    return key === 'now' ? undefined : value !== null && value !== 0
  })
}
