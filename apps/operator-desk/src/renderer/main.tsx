import './no-eval.ts'
import '@cherha/ui/tokens.css'
import '@cherha/ui/lockdown.css'
import '@cherha/ui/connect.css'
import './desk.css'
import './screens.css'
import './cases/cases.css'
import './cases/intake.css'
import type { DeskView, Language } from '@cherha/shared/protocol'
import { connectHub, createI18n, deviceBridge, lockPage, whenConnected, TextsProvider } from '@cherha/ui'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createCaseDesk } from './cases/case-desk.ts'
import { createCaseClient } from './cases/model/client.ts'
import { endCasesWithSession } from './cases/session-end.ts'
import { documentViewer } from './cases/show-document.ts'
import { createCommands } from './commands.ts'
import { createDeskLine } from './hub.ts'
import { tabSession } from './session.ts'
import { createDeskStore } from './state.ts'
import { en } from './texts/en.ts'
import { uk } from './texts/uk.ts'

lockPage('desk')

const languageKey = 'cherha.desk.language'
const language: Language = localStorage.getItem(languageKey) === 'en' ? 'en' : 'uk'
const i18n = createI18n({ uk, en }, language)
const store = createDeskStore(language)
const line = createDeskLine(store, { bridge: deviceBridge(), connect: connectHub<DeskView>, kept: tabSession })
const cases = createCaseDesk({
  client: createCaseClient(line.request),
  viewer: documentViewer(deviceBridge().documents, (address) => window.open(address, '_blank')),
  onSignedOut: () => line.signOut('ended'),
})
const commands = createCommands(store, line, () => cases.ask({ kind: 'unfinished' }))
endCasesWithSession(store, cases)

document.documentElement.lang = language
store.subscribe((now, before) => {
  if (now.language === before.language) return
  localStorage.setItem(languageKey, now.language)
  document.documentElement.lang = now.language
  void i18n.changeLanguage(now.language)
})
// the system's setting for more contrast
const contrast = matchMedia('(prefers-contrast: more)')
const dress = (): void => {
  document.documentElement.dataset.theme = contrast.matches ? 'contrast' : 'light'
}
contrast.addEventListener('change', dress)
dress()

const element = document.getElementById('desk')
if (element === null) throw new Error('the page has no element for the desk')
const root = createRoot(element)
await whenConnected(deviceBridge(), root, language)
root.render(
  <TextsProvider i18n={i18n}>
    <App store={store} commands={commands} cases={cases} />
  </TextsProvider>,
)
void line.start()
