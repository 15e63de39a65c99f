import type { IpcMain } from 'electron/main'
import { answerIpc, type IpcGate } from '../ipc/answer-ipc.ts'
import type { IpcHandlers, IpcMap } from '../ipc/channels.ts'

/** The only place that listens to pages. Every channel of the map gets the same checks; there is no other way in. */
export function handleIpc<M extends IpcMap>(
  ipcMain: Pick<IpcMain, 'handle'>,
  map: M,
  handlers: IpcHandlers<M>,
  gate: IpcGate,
): void {
  for (const name of Object.keys(map) as (keyof M & string)[]) {
    ipcMain.handle(name, (event, request: unknown) => {
      const frame = event.senderFrame
      const sender = frame === null ? null : { url: frame.url, isTopFrame: frame.parent === null }
      return answerIpc(map, handlers, gate, name, sender, request)
    })
  }
}
