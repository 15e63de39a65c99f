import '../../src/renderer/no-eval.ts'
import '@cherha/ui/tokens.css'
import '@cherha/ui/lockdown.css'
import '../../src/renderer/kiosk.css'
import '../../src/renderer/terminal.css'
import { defaultSpeechKeys, type TerminalView } from '@cherha/shared/protocol'
import { TextsProvider, type Hub, type HubState } from '@cherha/ui'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { App } from '../../src/renderer/app.tsx'
import { createCommands } from '../../src/renderer/commands.ts'
import { fitToWindow } from '../../src/renderer/fit.ts'
import { freshFlow, type Flow } from '../../src/renderer/flow/flow.ts'
import { createFlow } from '../../src/renderer/flow/store.ts'
import { createTexts } from '../../src/renderer/texts/index.ts'
import { states } from './states.ts'

/** Shows one state of the terminal at once, without walking there; resolves when all of it stands there. */
declare global {
  interface Window {
    show(state: string, look: Pick<Flow, 'language' | 'contrast' | 'text'>): Promise<void>
  }
}

const hubState: HubState<TerminalView> = {
  connected: true,
  lostAt: null,
  unauthorised: false,
  seq: 1,
  view: null,
  receivedAt: Date.now(),
  pending: null,
}
const store = createStore<HubState<TerminalView>>(() => hubState)
const hub: Hub<TerminalView> = { store, send: () => new Promise(() => undefined), close: () => undefined }
const flow = createFlow()
const silent = { say: () => Promise.resolve(true), stop: () => undefined }

const ask = globalThis.fetch.bind(globalThis)
let asking = 0
globalThis.fetch = (...request) => {
  asking += 1
  return ask(...request).finally(() => (asking -= 1))
}

/** Until the look has been taken on and nothing that was asked for is still to come: several times in a row. */
async function settled(look: Pick<Flow, 'language' | 'text'>): Promise<void> {
  const { documentElement } = document
  for (let still = 0; still < 4; ) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    const there = documentElement.lang === look.language && documentElement.dataset['text'] === String(look.text)
    still = there && asking === 0 ? still + 1 : 0
  }
  await document.fonts.ready
}

window.show = async (name, look) => {
  const state = states[name]
  if (state === undefined) throw new Error(`no state ${name}`)
  store.setState({ ...hubState, receivedAt: Date.now(), ...state.hub, view: state.view })
  flow.store.setState({ ...freshFlow(crypto.randomUUID()), ...look, ...state.flow }, true)
  await settled(look)
}

const page = document.getElementById('app')
if (page === null) throw new Error('the page has no #app')
fitToWindow()
createRoot(page).render(
  <TextsProvider i18n={createTexts()}>
    <App
      hub={hub}
      hubUrl=""
      flow={flow}
      commands={createCommands(hub, flow)}
      speech={{ port: silent, keys: defaultSpeechKeys }}
    />
  </TextsProvider>,
)
