import { deviceBridge } from '@cherha/ui'
import '@cherha/ui/tokens.css'
import { createRoot } from 'react-dom/client'
import './board.css'
import './display.css'
import { startConnection } from './connection.ts'
import { DisplayApp } from './display-app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { howlerAudio } from './sound/howler-audio.ts'
import { uk } from './texts/uk.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
document.title = uk.title
const audio = howlerAudio()
const connection = startConnection(deviceBridge(), audio)
createRoot(root).render(
  <ErrorBoundary>
    <DisplayApp connection={connection} audio={audio} />
  </ErrorBoundary>,
)
