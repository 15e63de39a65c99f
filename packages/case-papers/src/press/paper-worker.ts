import { parentPort } from 'node:worker_threads'
import type { PaperModel } from '../model.ts'
import { makePaper } from '../pdf/make-paper.ts'

/** What the thread answers a model with. */
export type Pressed = { readonly bytes: Uint8Array } | { readonly failed: string }

const port = parentPort
if (port === null) throw new Error('This program runs as a thread of another.')
// one after another: the next model comes when this one is answered
port.on('message', (model: PaperModel) => {
  void (async () => {
    try {
      const bytes = await makePaper(model)
      port.postMessage({ bytes } satisfies Pressed)
    } catch (error) {
      port.postMessage({ failed: error instanceof Error ? error.message : String(error) } satisfies Pressed)
    }
  })()
})
