import { useSyncExternalStore, type ReactNode } from 'react'
import { useTicks } from './hooks.ts'
import { burnInShift, stageFor } from './layout.ts'

/** How often it is looked whether the board has to move, ms. */
const lookMs = 30_000

/** Board of fixed design pixels, scaled to the screen; upright when the screen is. */
export function StageFrame({
  kind,
  children,
}: {
  kind: 'board' | 'notice' | 'alert'
  children: (tall: boolean) => ReactNode
}) {
  const viewport = useSyncExternalStore(onResize, viewportKey)
  const [width = 1920, height = 1080] = viewport.split('x').map(Number)
  const stage = stageFor({ width, height })
  const [x, y] = burnInShift(useTicks(lookMs))
  const classes = ['stage', stage.tall && 'tall', kind !== 'board' && 'notice', kind === 'alert' && 'alert']
  return (
    <div
      className={classes.filter(Boolean).join(' ')}
      style={{ width: stage.width, height: stage.height, transform: `translate(${x}px, ${y}px) scale(${stage.scale})` }}
    >
      {children(stage.tall)}
    </div>
  )
}

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

function viewportKey(): string {
  return `${window.innerWidth}x${window.innerHeight}`
}
