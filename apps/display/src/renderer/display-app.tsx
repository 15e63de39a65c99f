import type { DisplayView } from '@cherha/shared/protocol'
import { hubNow, useAfter, useHub, type Hub } from '@cherha/ui'
import { useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { turnKey, type Announcer } from './calls/announcer.ts'
import type { Connection } from './connection.ts'
import { usePainted, useTicks } from './hooks.ts'
import { callsInSight, chooseScreen, type Screen } from './screen.ts'
import { CellsScreen } from './screens/cells-screen.tsx'
import { ClosedScreen } from './screens/closed-screen.tsx'
import { LunchScreen } from './screens/lunch-screen.tsx'
import { LoadingScreen } from './screens/loading-screen.tsx'
import { LostScreen } from './screens/lost-screen.tsx'
import { NotPairedScreen } from './screens/not-paired-screen.tsx'
import { RowsScreen } from './screens/rows-screen.tsx'
import { ResumingScreen, SuspendedScreen } from './screens/suspended-screen.tsx'
import { TakeoverScreen } from './screens/takeover-screen.tsx'
import type { AudioPort } from './sound/audio-port.ts'
import { StageFrame } from './stage.tsx'

/** For so long a page that has nothing to say yet stays blank, ms: most boards are there by then. */
const blankMs = 400

/** The display: connects, then shows the one screen that is true now. */
export function DisplayApp({ connection, audio }: { connection: StoreApi<Connection>; audio: AudioPort }) {
  const state = useStore(connection)
  const now = useTicks(1_000)
  // counted once for the page: a board that has begun to show itself never goes blank again
  const late = useAfter(blankMs)
  switch (state.phase) {
    case 'ready':
      return <Connected hub={state.hub} announcer={state.announcer} audio={audio} late={late} />
    case 'not-paired':
      return <StageFrame kind="notice">{(tall) => <NotPairedScreen now={now} tall={tall} />}</StageFrame>
    case 'no-host':
      return (
        <StageFrame kind="notice">
          {(tall) => <LostScreen view={null} now={now} lostAt={state.since} tall={tall} />}
        </StageFrame>
      )
    case 'connecting':
      return <StageFrame kind="board">{(tall) => late && <LoadingScreen now={now} tall={tall} />}</StageFrame>
  }
}

interface ConnectedProps {
  readonly hub: Hub<DisplayView>
  readonly announcer: Announcer
  readonly audio: AudioPort
  readonly late: boolean
}

function Connected({ hub, announcer, audio, late }: ConnectedProps) {
  // A quarter of a second: the figures of a countdown never lag a visible step behind.
  const now = useTicks(250)
  const connected = useHub(hub, (state) => state.connected)
  const lostAt = useHub(hub, (state) => state.lostAt)
  const unauthorised = useHub(hub, (state) => state.unauthorised)
  const view = useHub(hub, (state) => state.view)
  const receivedAt = useHub(hub, (state) => state.receivedAt)
  const current = useStore(announcer.store, (state) => state.current)
  const soundOff = useSyncExternalStore(audio.subscribe, audio.blocked)
  const screen = chooseScreen({ connected, lostAt, unauthorised, view, current }, now)
  const calls = callsInSight(screen)
  usePainted(`${screen.kind} ${turnKey(current)} ${calls.join()}`, () => announcer.painted(calls))
  const offset = view === null ? 0 : hubNow({ view, receivedAt }) - Date.now()
  return (
    <StageFrame kind={frameOf(screen)}>
      {(tall) =>
        renderScreen(screen, {
          now: now + offset,
          offset,
          elapsedMs: now - receivedAt,
          linked: connected,
          tall,
          soundOff,
          late,
        })
      }
    </StageFrame>
  )
}

interface Moment {
  readonly now: number
  /** Hub time minus this page's time, ms. */
  readonly offset: number
  readonly elapsedMs: number
  readonly linked: boolean
  readonly tall: boolean
  readonly soundOff: boolean
  /** The first moment of the page is over. */
  readonly late: boolean
}

function renderScreen(screen: Screen, at: Moment) {
  switch (screen.kind) {
    case 'not-paired':
      return <NotPairedScreen now={at.now} tall={at.tall} />
    case 'loading':
      return at.late && <LoadingScreen now={at.now} tall={at.tall} />
    case 'lost':
      return <LostScreen view={screen.view} now={at.now} lostAt={screen.lostAt + at.offset} tall={at.tall} />
    case 'suspended':
      return <SuspendedScreen view={screen.view} suspension={screen.suspension} now={at.now} tall={at.tall} />
    case 'resuming':
      return (
        <ResumingScreen
          view={screen.view}
          suspension={screen.suspension}
          until={screen.until}
          now={at.now}
          tall={at.tall}
        />
      )
    case 'closed':
      return <ClosedScreen view={screen.view} now={at.now} tall={at.tall} />
    case 'lunch':
      return <LunchScreen view={screen.view} until={screen.until} now={at.now} tall={at.tall} />
    case 'takeover':
      return <TakeoverScreen view={screen.view} call={screen.turn.call} now={at.now} soundOff={at.soundOff} />
    case 'rows':
      return <RowsScreen view={screen.view} {...at} />
    case 'cells':
      return <CellsScreen view={screen.view} {...at} />
  }
}

function frameOf(screen: Screen): 'board' | 'notice' | 'alert' {
  switch (screen.kind) {
    case 'suspended':
      return screen.suspension.reason === 'alert' ? 'alert' : 'notice'
    case 'not-paired':
    case 'lost':
    case 'resuming':
    case 'closed':
    case 'lunch':
      return 'notice'
    case 'loading':
    case 'takeover':
    case 'rows':
    case 'cells':
      return 'board'
  }
}
