import { pageOf } from '../navigation.ts'
import type { AppName } from '../surface.ts'
import type { IpcEnvelope, IpcHandlers, IpcMap } from './channels.ts'

/** The caller is not a page of this app, or not a page that may ask this. */
export class IpcSenderError extends Error {
  override name = 'IpcSenderError'
}
/** The request has another form than the channel's. */
export class IpcRequestError extends Error {
  override name = 'IpcRequestError'
}
/** The maintenance screen is locked. */
export class IpcLockedError extends Error {
  override name = 'IpcLockedError'
}

/** Who calls, as Electron tells it; null: a frame that is gone already. */
export interface IpcSender {
  readonly url: string
  readonly isTopFrame: boolean
}

export interface IpcGate {
  readonly app: AppName
  /** Staff have proved who they are. */
  readonly isUnlocked: () => boolean
  /** Told of every refusal and failure; the page is told less. */
  readonly report: (channel: string, error: unknown) => void
}

/** Errors whose name and message a page may see. */
const toldNames = new Set(['IpcSenderError', 'IpcRequestError', 'IpcLockedError', 'NotPairedError'])

/**
 * One call from a page: sender, lock and form are checked before the handler runs. Never throws: every answer is an
 * envelope.
 */
export async function answerIpc<M extends IpcMap, K extends keyof M & string>(
  map: M,
  handlers: IpcHandlers<M>,
  gate: IpcGate,
  name: K,
  sender: IpcSender | null,
  request: unknown,
): Promise<IpcEnvelope<unknown>> {
  try {
    const channel = Object.hasOwn(map, name) ? map[name] : undefined
    if (channel === undefined) throw new IpcSenderError('there is no such channel')
    if (sender === null || !sender.isTopFrame) throw new IpcSenderError('only the page itself may call')
    const page = pageOf(gate.app, sender.url)
    if (page === null || !channel.from.includes(page)) throw new IpcSenderError('this page may not call this')
    if (channel.staff && !gate.isUnlocked()) throw new IpcLockedError('staff have to sign in first')
    const parsed = channel.request.safeParse(request)
    if (!parsed.success) throw new IpcRequestError(`${name}: ${parsed.error.issues[0]?.message ?? 'malformed'}`)
    const handle = handlers[name] as (request: unknown) => unknown
    return { ok: true, value: await handle(parsed.data) }
  } catch (error) {
    gate.report(name, error)
    return { ok: false, error: toldOf(error) }
  }
}

function toldOf(error: unknown): { name: string; message: string } {
  if (error instanceof Error && toldNames.has(error.name)) return { name: error.name, message: error.message }
  return { name: 'DeviceError', message: 'the device could not do it; see its log' }
}
