import { parentPort } from 'node:worker_threads'
import { makeLeaflet } from '../leaflet/make-leaflet.ts'
import type { LeafletModel } from '../leaflet/model.ts'
import type { PaperModel } from '../model.ts'
import { makePaper } from '../pdf/make-paper.ts'

/** What the thread answers a model with. */
export type Pressed = { readonly bytes: Uint8Array } | { readonly failed: string }

const port = parentPort
if (port === null) throw new Error('This program runs as a thread of another.')
// one after another: the next model comes when this one is answered
port.on('message', (model: PaperModel | LeafletModel) => {
  void (async () => {
    try {
      const bytes = await ('kind' in model ? makeLeaflet(model) : makePaper(model))
      port.postMessage({ bytes } satisfies Pressed)
    } catch (error) {
      port.postMessage({ failed: error instanceof Error ? error.message : String(error) } satisfies Pressed)
    }
  })()
})
