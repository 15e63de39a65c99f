import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import path from 'node:path'
import { renderEscPos } from '@cherha/ticket-printing'

/**
 * Draws every ticket that the folder printer writes as a PNG beside it, so that a person without a printer sees the paper.
 * @returns a function that stops it
 */
export function drawTickets(dir: string, report: (message: string) => void): () => void {
  mkdirSync(dir, { recursive: true })
  const drawn = new Set(readdirSync(dir))
  const drawNew = (): void => {
    for (const name of readdirSync(dir)) {
      const picture = name.replace(/\.bin$/, '.png')
      if (!name.endsWith('.bin') || drawn.has(picture) || existsSync(path.join(dir, picture))) continue
      drawn.add(picture)
      try {
        writeFileSync(path.join(dir, picture), renderEscPos(readFileSync(path.join(dir, name))).png)
      } catch (error) {
        report(`The ticket ${name} cannot be drawn: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  const watcher = watch(dir, drawNew)
  return () => watcher.close()
}
