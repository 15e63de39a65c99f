import '@cherha/ui/tokens.css'
import './site.css'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { readRoute } from './route.ts'
import { Site } from './site.tsx'

const element = document.getElementById('site')
if (element === null) throw new Error('the page has no element for the site')
/** What the document that was served shows: its build has written it there. */
const { path = location.pathname, search = location.search } = element.dataset
hydrateRoot(
  element,
  <StrictMode>
    <Site first={readRoute({ pathname: path, search })} />
  </StrictMode>,
)
