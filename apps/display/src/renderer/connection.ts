import type { DisplayView } from '@cherha/shared/protocol'
import { connectHub, NotPairedError, type DeviceBridge, type Hub } from '@cherha/ui'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createAnnouncer, type Announcer, type Timing } from './calls/announcer.ts'
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
      const hub = connectHub<DisplayView>(await device.hubUrl())
      const announcer = createAnnouncer({ audio, commands: displayCommands(hub), timing: browserTiming })
      hub.store.subscribe((state, before) => {
        if (state.view !== before.view && state.view !== null) announcer.view(state.view)
        if (state.connected !== before.connected) announcer.link(state.connected)
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

const browserTiming: Timing = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
