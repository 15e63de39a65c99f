import { eventAs, type LogRecord } from '@cherha/event-log'
import type { DisplayCalls } from '@cherha/shared/protocol'
import type { QueueEvent, QueueState } from '@cherha/shared/queue'
import type { Engine } from '../engine/engine.ts'

/** A call that ends sooner than this need not have been announced by every display. */
const graceMs = 10_000

type Announced = Extract<QueueEvent, { type: 'call-announced' }>

interface Due {
  /** When the call was made: hub time and boot clock, ms. */
  readonly at: number
  readonly mono: number
  /** Displays that have not announced it yet. */
  readonly displays: Set<string>
}

/** What each display has confirmed of its calls since the hub started. */
export class CallConfirmations {
  readonly #of = new Map<string, DisplayCalls>()
  readonly #due = new Map<string, Due>()

  constructor(engine: Pick<Engine, 'onCommit'>) {
    engine.onCommit((records, state) => {
      for (const record of records) this.#hear(record, state)
      this.#lookForMissed(records.at(-1), state)
    })
  }

  of(device: string): DisplayCalls {
    return this.#of.get(device) ?? nothing
  }

  #hear({ at, mono, event }: LogRecord, state: QueueState): void {
    const heard = eventAs<QueueEvent>(event)
    if (heard.type === 'ticket-called' || heard.type === 'call-renewed') {
      const displays = displaysOf(state, heard.window)
      if (displays.length > 0) this.#due.set(heard.call, { at, mono, displays: new Set(displays) })
    } else if (heard.type === 'call-shown') {
      this.#note(heard.device, { shownAt: at })
    } else if (heard.type === 'call-announced') {
      this.#announced(heard, at, state)
    } else if (heard.type === 'office-suspended') {
      // calls stand still and are made anew afterwards
      this.#due.clear()
    }
  }

  #announced({ call, by, device, silent }: Announced, at: number, state: QueueState): void {
    if (by !== 'display') return this.#missed(call, state)
    if (device === undefined) return
    this.#due.get(call)?.displays.delete(device)
    const silentSince = silent ? (this.of(device).silentSince ?? at) : null
    this.#note(device, { announcedAt: at, silentSince, missed: 0, missedSince: null })
  }

  /** Calls that are over: whoever has not announced them by now never will. */
  #lookForMissed(last: LogRecord | undefined, state: QueueState): void {
    for (const [call, { mono }] of this.#due) {
      if (state.calls[call] !== undefined) continue
      if (last !== undefined && last.mono - mono >= graceMs) this.#missed(call, state)
      this.#due.delete(call)
    }
  }

  #missed(call: string, state: QueueState): void {
    const due = this.#due.get(call)
    if (due === undefined) return
    this.#due.delete(call)
    for (const device of due.displays) {
      // one that has lost its connection since then is told of as such
      if (state.devices[device] === undefined) continue
      const { missed, missedSince } = this.of(device)
      this.#note(device, { missed: missed + 1, missedSince: missedSince ?? due.at })
    }
  }

  #note(device: string, change: Partial<DisplayCalls>): void {
    this.#of.set(device, { ...this.of(device), ...change })
  }
}

const nothing: DisplayCalls = { shownAt: null, announcedAt: null, silentSince: null, missed: 0, missedSince: null }

function displaysOf(state: QueueState, window: string): string[] {
  return Object.entries(state.devices)
    .filter(([, { role, windows }]) => role === 'display' && (windows.length === 0 || windows.includes(window)))
    .map(([id]) => id)
}
