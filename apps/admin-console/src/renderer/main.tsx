import './zod-without-eval.ts'
import '@cherha/ui/tokens.css'
import './console.css'
import './parts.css'
import './pages.css'
import type { Language } from '@cherha/shared/protocol'
import { createI18n, TextsProvider } from '@cherha/ui'
import { createRoot } from 'react-dom/client'
import { createClient } from './api/client.ts'
import { createRoutes } from './api/routes.ts'
import { App } from './app.tsx'
import { type Contrast, createConsoleStore, csrfOf, expired, signedIn } from './session.ts'
import { en } from './texts/en.ts'
import { uk } from './texts/uk.ts'

const kept = { language: 'cherha.console.language', contrast: 'cherha.console.contrast' } as const
const language: Language = localStorage.getItem(kept.language) === 'en' ? 'en' : 'uk'
const chosen = localStorage.getItem(kept.contrast)
const wanted: Contrast = matchMedia('(prefers-contrast: more)').matches ? 'contrast' : 'light'
const store = createConsoleStore(language, chosen === 'contrast' || chosen === 'light' ? chosen : wanted)
const i18n = createI18n({ uk, en }, language)

const client = createClient({
  fetch: (...args) => fetch(...args),
  clock: () => Date.now(),
  csrf: () => csrfOf(store.getState()),
  refreshed: (me) => {
    const { session } = store.getState()
    if (session.stage !== 'signed-in' || session.me.login !== me.login) return false
    store.setState({ session: { stage: 'signed-in', me } })
    return true
  },
  expired: () => store.setState((state) => expired(state)),
})
const routes = createRoutes(client)

function dress(): void {
  const state = store.getState()
  document.documentElement.lang = state.language
  document.documentElement.dataset.theme = state.contrast
}
store.subscribe((now, before) => {
  if (now.language !== before.language) {
    localStorage.setItem(kept.language, now.language)
    void i18n.changeLanguage(now.language)
  }
  if (now.contrast !== before.contrast) localStorage.setItem(kept.contrast, now.contrast)
  dress()
})
dress()

/** Whoever has a session goes on; everybody else signs in. */
async function begin(): Promise<void> {
  const me = await routes.me()
  if (me.ok) store.setState((state) => signedIn(state, me.value))
  else if (me.problem.code !== 'unauthorised') {
    store.setState({ session: { stage: 'unreachable', problem: me.problem } })
  }
}

const element = document.getElementById('console')
if (element === null) throw new Error('the page has no element for the console')
createRoot(element).render(
  <TextsProvider i18n={i18n}>
    <App store={store} client={client} routes={routes} onRetry={() => void begin()} />
  </TextsProvider>,
)
void begin()
