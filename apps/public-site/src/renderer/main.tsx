import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { readRoute, type Route } from './route.ts'
import { Site } from './site.tsx'

/** Takes over the document that was served, with what the small script has drawn into it. */
export function begin(): void {
  const element = document.getElementById('site')
  if (element === null) throw new Error('the page has no element for the site')
  /** What the document shows: its build has written it there. */
  const { path = location.pathname, search = location.search } = element.dataset
  const served = readRoute({ pathname: path, search })
  const asked = readRoute(location)
  // an office in the address of the first question is in the links that were drawn
  const first = isFirstQuestion(served) && isFirstQuestion(asked) ? asked : served
  hydrateRoot(
    element,
    <StrictMode>
      <Site first={first} />
    </StrictMode>,
  )
}

function isFirstQuestion({ page, choices }: Route): boolean {
  return page === 'booking' && choices?.service === undefined && choices?.step === undefined
}
