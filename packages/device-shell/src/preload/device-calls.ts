import type { AnswerOf, IpcEnvelope, IpcMap, RequestOf } from '../ipc/channels.ts'

/** `ipcRenderer.invoke`. */
export type Invoke = (channel: string, request: unknown) => Promise<unknown>

/** Calls the main process by the app's map: name, request and answer belong together. */
export type Call<M extends IpcMap> = <K extends keyof M & string>(
  channel: K,
  request: RequestOf<M[K]>,
) => Promise<AnswerOf<M[K]>>

/** Takes the envelope off an answer. An error keeps its name in its message: nothing else crosses to the page. */
export function callsOf<M extends IpcMap>(invoke: Invoke): Call<M> {
  return async (channel, request) => {
    const envelope = (await invoke(channel, request)) as IpcEnvelope<AnswerOf<M[typeof channel]>>
    if (envelope.ok) return envelope.value
    throw new Error(`${envelope.error.name}: ${envelope.error.message}`)
  }
}
