import type { DisplayReport, DisplayView } from '@cherha/shared/protocol'
import { connectHub, NotPairedError, type DeviceBridge, type Hub } from '@cherha/ui'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createAnnouncer, type Announcer, type Timing } from './calls/announcer.ts'
import { soundHealth } from './calls/sound-health.ts'
import { displayCommands } from './commands.ts'
import type { AudioPort } from './sound/audio-port.ts'

export type Connection =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'not-paired' }
  /** The device itself does not answer. `since`: `Date.now()`. */
  | { readonly phase: 'no-host'; readonly since: number }
  | { readonly phase: 'ready'; readonly hub: Hub<DisplayView>; readonly announcer: Announcer }

const retryMs = 5_000

/** Connects the display to its hub, again and again until it succeeds, and lets the announcer follow it. */
export function startConnection(device: DeviceBridge, audio: AudioPort): StoreApi<Connection> {
  const store = createStore<Connection>(() => ({ phase: 'connecting' }))
  void attempt()
  return store

  async function attempt(): Promise<void> {
    try {
      const url = await device.hubUrl()
      const hub = connectHub<DisplayView>(url)
      const health = soundHealth(audio, (report) => tellHub(url, report), browserTiming.after)
      const announcer = createAnnouncer({
        audio,
        commands: displayCommands(hub),
        timing: browserTiming,
        onHeard: health.heard,
      })
      hub.store.subscribe((state, before) => {
        if (state.view !== before.view && state.view !== null) announcer.view(state.view)
        if (state.connected !== before.connected) {
          announcer.link(state.connected)
          if (state.connected) health.linked()
        }
      })
      store.setState({ phase: 'ready', hub, announcer }, true)
    } catch (error) {
      const before = store.getState()
      store.setState(
        error instanceof NotPairedError
          ? { phase: 'not-paired' }
          : { phase: 'no-host', since: before.phase === 'no-host' ? before.since : Date.now() },
        true,
      )
      setTimeout(attempt, retryMs)
    }
  }
}

/** Told by HTTP: it is about this computer, and no part of the queue. A hub that does not know the address is content. */
async function tellHub(url: string, report: DisplayReport): Promise<boolean> {
  const { status } = await fetch(`${url}/api/display-report`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(report),
  })
  return status < 500
}

const browserTiming: Timing = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
