import type { TerminalView } from '@cherha/shared/protocol'
import { officeDate, useAfter, useHub, useNow, useScreenLanguage, type Hub, type OpenedSpeech } from '@cherha/ui'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useFittingType } from './access/fit-type.ts'
import { useSpeech } from './access/use-speech.ts'
import type { Commands } from './commands.ts'
import { isFinished, isSending } from './flow/flow.ts'
import type { FlowStore } from './flow/store.ts'
import { useIdle } from './idle.ts'
import { forget, type Kiosk } from './kiosk.ts'
import { HelpPanel, IdleQuestion } from './parts/overlays.tsx'
import { needsPaper } from './paper.ts'
import { useScanner } from './scan/use-scanner.ts'
import { CurrentScreen } from './screens/current.tsx'
import {
  ClosedScreen,
  LoadingScreen,
  LostScreen,
  NoPaperScreen,
  SuspendedScreen,
  UnpairedScreen,
} from './screens/stopped.tsx'
import { useT } from './texts/index.ts'

/** Silence of the hub before the visitor is sent to a person. A short break of the network shows nothing. */
const lostAfterMs = 3_000
const loadingAfterMs = 400

interface Props {
  readonly hub: Hub<TerminalView>
  readonly hubUrl: string
  readonly flow: FlowStore
  readonly commands: Commands
  readonly speech: OpenedSpeech
}

export function App({ hub, hubUrl, flow, commands, speech }: Props) {
  const state = useStore(flow.store)
  const view = useHub(hub, (known) => known.view)
  const seq = useHub(hub, (known) => known.seq)
  const unauthorised = useHub(hub, (known) => known.unauthorised)
  const lost = useLost(hub)
  const now = useNow(hub)
  const t = useT()

  useScreenLanguage(state.language)
  useEffect(() => {
    document.documentElement.dataset['theme'] = state.contrast ? 'contrast' : 'light'
  }, [state.contrast])
  useEffect(() => {
    document.documentElement.dataset['text'] = String(state.text)
  }, [state.text])

  useFittingType(state.text, `${state.screen.is} ${state.language} ${state.help} ${view === null} ${lost}`)

  const { dispatch } = flow
  // first of the two: the Enter that ends what a scanner types goes no further, and so not to the four keys
  useScanner((ticket) => {
    if (view === null || view.suspended !== null || lost) return
    dispatch({ do: 'scanned', ticket, today: officeDate(now, view.office.timeZone), office: view.office.code })
    // whoever holds a ticket there has come now, also while the one before is being asked
    idle.stay()
  })
  const speaking = useSpeech({
    speech,
    on: state.speech,
    t,
    language: state.language,
    turn: (on) => dispatch({ do: 'set-speech', on }),
  })
  const canSpeak = speech.port !== null
  const kiosk: Kiosk | null =
    view === null
      ? null
      : {
          view,
          seq,
          now,
          today: officeDate(now, view.office.timeZone),
          hubUrl,
          flow: state,
          commands,
          canSpeak,
          dispatch,
        }
  // the finished screens count down by themselves; an untouched start screen has nothing to forget
  const finished = isFinished(state.screen)
  const plain = state.language === 'uk' && !state.contrast && state.text === 0 && !state.speech
  const untouched = state.screen.is === 'welcome' && plain && !state.help
  // who hears a finished screen is asked before it goes: the paper has to be found first
  // a finished screen that still waits for its answer does not count down: here too somebody has to be there
  const watching = (!finished || state.speech || isSending(state.screen)) && !untouched
  // at the start screen only how it looks goes back, and a stopped terminal offers nothing: no question is asked
  const stopped = !finished && (lost || (view !== null && view.suspended !== null))
  const canAsk = state.screen.is !== 'welcome' && !stopped
  const idle = useIdle({ watching, canAsk, speaking, onGone: () => forget(flow) })
  const asking = idle.secondsLeft !== null && canAsk

  if (unauthorised)
    return (
      <main>
        <UnpairedScreen />
      </main>
    )
  if (kiosk === null) return <main>{lost ? <LostScreen kiosk={null} /> : <Loading />}</main>
  return (
    <>
      <main inert={asking || state.help}>
        <Shown kiosk={kiosk} lost={lost} />
        <p className="vh" role="status">
          {isSending(state.screen) ? t('pending.spoken') : ''}
        </p>
      </main>
      {state.help && !asking && <HelpPanel kiosk={kiosk} />}
      {asking && <IdleQuestion secondsLeft={idle.secondsLeft ?? 0} onStay={idle.stay} />}
    </>
  )
}

/** The visitor's screen, or the one that says why there is none. A ticket just taken is shown in any case. */
function Shown({ kiosk, lost }: { kiosk: Kiosk; lost: boolean }) {
  const {
    view,
    flow: { screen },
  } = kiosk
  const finished = isFinished(screen)
  if (!finished) {
    if (lost) return <LostScreen kiosk={kiosk} />
    if (view.suspended !== null) return <SuspendedScreen kiosk={kiosk} suspended={view.suspended} />
    if (!view.dayOpen && screen.is === 'welcome') return <ClosedScreen kiosk={kiosk} />
    if (needsPaper(view, screen)) return <NoPaperScreen kiosk={kiosk} />
  }
  return <CurrentScreen key={screen.is} kiosk={kiosk} screen={screen} />
}

function Loading() {
  return useAfter(loadingAfterMs) ? <LoadingScreen /> : null
}

/** True when the hub has been out of reach for longer than a moment. */
function useLost(hub: Hub<TerminalView>): boolean {
  const lostAt = useHub(hub, (state) => state.lostAt)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    setLost(false)
    if (lostAt === null) return
    const timer = setTimeout(() => setLost(true), Math.max(0, lostAt + lostAfterMs - Date.now()))
    return () => clearTimeout(timer)
  }, [lostAt])
  return lost
}
