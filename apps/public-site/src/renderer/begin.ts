import '@cherha/ui/tokens.css'
import './site.css'
import './booking.css'
import { ServiceList } from './booking/service-list.tsx'
import { firstAnswers } from './net/first.ts'
import { draw } from './parts/draw.ts'
import { readRoute } from './route.ts'
import { wordsOf } from './texts/texts.ts'

// The script of the first paint: small, and without React. It shows the first question's answers as links, which work by
// themselves, and fetches the rest of the program when the browser is idle or somebody begins to do something.

let begun = false

function rest(): void {
  if (begun) return
  begun = true
  void import('./main.tsx').then(({ begin }) => begin())
}

const route = readRoute(location)
const list = document.getElementById('first')
if (route.page === 'booking' && route.choices?.service === undefined && route.choices?.step === undefined && list) {
  const { office } = route.choices ?? {}
  void firstAnswers().then((answers) => {
    if (begun) return
    // the whole program asks again, and says what is wrong
    if (answers.services.is !== 'answer') return rest()
    list.replaceChildren(...draw(ServiceList({ words: wordsOf(route.language), answers, office })))
    for (const event of ['pointerdown', 'keydown', 'focusin'] as const) addEventListener(event, rest, { once: true })
    // Safari has no requestIdleCallback
    if ('requestIdleCallback' in window) requestIdleCallback(rest, { timeout: 4_000 })
    else setTimeout(rest, 1_500)
  })
  // nobody waits for a server that does not answer
  setTimeout(rest, 8_000)
} else rest()
