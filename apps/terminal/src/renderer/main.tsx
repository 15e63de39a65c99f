import './no-eval.ts'
import '@cherha/ui/tokens.css'
import '@cherha/ui/lockdown.css'
import '@cherha/ui/connect.css'
import './kiosk.css'
import './terminal.css'
import type { TerminalReport, TerminalView } from '@cherha/shared/protocol'
import {
  connectHub,
  deviceBridge,
  lockPage,
  openSpeech,
  whenConnected,
  NotPairedError,
  TextsProvider,
} from '@cherha/ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createCommands } from './commands.ts'
import { fitToWindow } from './fit.ts'
import { createFlow } from './flow/store.ts'
import { LostScreen, UnpairedScreen } from './screens/stopped.tsx'
import { postReport, tellSpeech } from './tell-speech.ts'
import { createTexts } from './texts/index.ts'

lockPage('kiosk')

const retryMs = 2_000

const texts = createTexts()
const page = document.getElementById('app')
if (page === null) throw new Error('the page has no #app')
const root = createRoot(page)

/** Waits for the device's host, connects to the hub and shows the terminal. */
async function start(): Promise<void> {
  try {
    const hubUrl = await deviceBridge().hubUrl()
    const hub = connectHub<TerminalView>(hubUrl)
    const flow = createFlow()
    const commands = createCommands(hub, flow)
    let tell: ((report: TerminalReport) => void) | null = null
    await openSpeech(deviceBridge().speech, (speech) => {
      const report: TerminalReport = { speech: speech.port === null ? 'none' : 'ok' }
      if (tell === null) tell = tellSpeech(hub, report, postReport(hubUrl))
      else tell(report)
      root.render(
        <StrictMode>
          <TextsProvider i18n={texts}>
            <App hub={hub} hubUrl={hubUrl} flow={flow} commands={commands} speech={speech} />
          </TextsProvider>
        </StrictMode>,
      )
    })
  } catch (error) {
    if (error instanceof NotPairedError) {
      root.render(
        <TextsProvider i18n={texts}>
          <main>
            <UnpairedScreen />
          </main>
        </TextsProvider>,
      )
      return
    }
    // the host is not up yet or has gone: people are told, and it is tried again
    root.render(
      <TextsProvider i18n={texts}>
        <main>
          <LostScreen kiosk={null} />
        </main>
      </TextsProvider>,
    )
    setTimeout(() => void start(), retryMs)
  }
}

await whenConnected(deviceBridge(), root)
fitToWindow()
void start()
