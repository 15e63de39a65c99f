import { deviceBridge, lockPage, whenConnected } from '@cherha/ui'
import '@cherha/ui/tokens.css'
import '@cherha/ui/lockdown.css'
import '@cherha/ui/connect.css'
import { createRoot } from 'react-dom/client'
import './board.css'
import './display.css'
import { startConnection } from './connection.ts'
import { DisplayApp } from './display-app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { pageSound } from './sound/page-sound.ts'
import { uk } from './texts/uk.ts'

lockPage('board')

// the computer's own setting for more contrast: all text 7:1 and more, nothing quiet
const contrast = matchMedia('(prefers-contrast: more)')
const applyContrast = (): void => {
  document.documentElement.dataset['theme'] = contrast.matches ? 'contrast' : 'dark'
}
applyContrast()
contrast.addEventListener('change', applyContrast)

const element = document.getElementById('root')
if (element === null) throw new Error('index.html has no #root')
const root = createRoot(element)
const audio = pageSound()
await whenConnected(deviceBridge(), root)
document.title = uk.title
const connection = startConnection(deviceBridge(), audio)
root.render(
  <ErrorBoundary>
    <DisplayApp connection={connection} audio={audio} />
  </ErrorBoundary>,
)
