import type { View } from '@cherha/shared/protocol'

/** Somebody who watches a view: sockets of the same audience get the same text. */
export interface Watcher {
  /** Same key: same view. */
  readonly audience: string
  readonly view: () => View
  readonly send: (state: { readonly seq: number; readonly view: View }) => void
}

interface Sent {
  exact: string
  timeless: string
}

/** Fields that only count time: a client counts them itself. */
const counting = new Set(['now', 'remainingSeconds', 'recallInSeconds'])

/**
 * Sends whole views: on connect, after a commit that changed them, and when time alone did. Several commits in one
 * turn of the event loop are one sending.
 */
export class ViewPublisher {
  readonly #seq: () => number
  readonly #report: (message: string, error: unknown) => void
  readonly #watchers = new Map<Watcher, Sent>()
  #pending: 'nothing' | 'time' | 'commit' = 'nothing'

  constructor(seq: () => number, report: (message: string, error: unknown) => void) {
    this.#seq = seq
    this.#report = report
  }

  /** Sends the view at once. Returns what to call when the watcher leaves. */
  watch(watcher: Watcher): () => void {
    const view = watcher.view()
    this.#watchers.set(watcher, textsOf(view))
    watcher.send({ seq: this.#seq(), view })
    return () => {
      this.#watchers.delete(watcher)
    }
  }

  changed(): void {
    this.#schedule('commit')
  }

  timePassed(): void {
    if (this.#watchers.size > 0) this.#schedule('time')
  }

  #schedule(because: 'time' | 'commit'): void {
    const scheduled = this.#pending !== 'nothing'
    if (this.#pending !== 'commit') this.#pending = because
    if (!scheduled) setImmediate(() => this.#publish())
  }

  #publish(): void {
    const because = this.#pending
    this.#pending = 'nothing'
    const seq = this.#seq()
    const views = new Map<string, { view: View; texts: Sent }>()
    for (const [watcher, sent] of this.#watchers) {
      try {
        const known = views.get(watcher.audience)
        const view = known?.view ?? watcher.view()
        const texts = known?.texts ?? textsOf(view)
        views.set(watcher.audience, { view, texts })
        if (because === 'commit' ? texts.exact === sent.exact : texts.timeless === sent.timeless) continue
        this.#watchers.set(watcher, texts)
        watcher.send({ seq, view })
      } catch (error) {
        this.#report('a view could not be sent', error)
      }
    }
  }
}

function textsOf(view: View): Sent {
  return {
    exact: JSON.stringify(view, (key, value: unknown) => (key === 'now' ? undefined : value)),
    // whether something is counted at all is more than time: a clock that stops, a recall that becomes possible
    timeless: JSON.stringify(view, (key, value: unknown) => {
      if (!counting.has(key)) return value
      return key === 'now' ? undefined : value !== null && value !== 0
    }),
  }
}
