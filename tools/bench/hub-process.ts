import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Answer, type DisplayView, type OfficeConfig, reconnecting, type View } from '@cherha/shared/protocol'
import { io, type Socket } from 'socket.io-client'
import { registration } from './bench-office.ts'
import { type Child, startChild } from './child.ts'

interface Ready {
  readonly url: string
  readonly port: number
  readonly devices: readonly { readonly id: string; readonly role: string; readonly token: string }[]
  readonly staff: readonly { readonly login: string; readonly pin: string }[]
}

export type HubProcess = Child<Ready>

/** A hub as a process of its own, on the data of the folder. */
export function startHubProcess(folder: string, config: OfficeConfig, port = 0, printer?: string): Promise<HubProcess> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'office.json'), JSON.stringify(config))
  return startChild<Ready>('hub-child.ts', [folder, String(port), ...(printer === undefined ? [] : [printer])])
}

export interface State<V extends View = View> {
  readonly seq: number
  readonly view: V
}
export type DisplayState = State<DisplayView>

export function tokensOf(hub: HubProcess, role: 'terminal' | 'display' | 'desk'): string[] {
  return hub.ready.devices.filter((device) => device.role === role).map(({ token }) => token)
}

/** A device's socket as its page opens it, with the page's pauses between two tries. */
export function openSocket(url: string, token: string): Socket {
  return io(url, {
    auth: { token },
    forceNew: true,
    transports: ['websocket'],
    reconnectionDelay: reconnecting.firstMs,
    reconnectionDelayMax: reconnecting.longestMs,
    timeout: 5_000,
  })
}

/** Resolves when the hub has sent its first view. */
export function firstState(socket: Socket): Promise<State> {
  return new Promise((resolve) => socket.once('state', resolve))
}

/** Sends a command and resolves with its answer. @throws Error when it is refused */
export async function send(socket: Socket, command: Readonly<Record<string, unknown>>): Promise<Answer & { ok: true }> {
  const answer: Answer = await socket.emitWithAck('command', { commandId: randomUUID(), ...command })
  if (!answer.ok) throw new Error(`${String(command['type'])} was refused: ${JSON.stringify(answer)}`)
  return answer
}

/** Visitors who take their tickets one after the other. */
export async function registerVisitors(hub: HubProcess, count: number): Promise<void> {
  const [token = ''] = tokensOf(hub, 'terminal')
  const terminal = openSocket(hub.ready.url, token)
  for (let n = 0; n < count; n += 1) await send(terminal, { ...registration(n) })
  terminal.close()
}

/** The socket of a clerk who has signed in and opened the window. */
export async function openDesk(hub: HubProcess, login: string, window: string): Promise<Socket> {
  const pin = hub.ready.staff.find((member) => member.login === login)?.pin
  const [token = ''] = tokensOf(hub, 'desk')
  const answer = await fetch(`${hub.ready.url}/api/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ login, pin }),
  })
  const { session }: { session?: string } = await answer.json()
  if (session === undefined) throw new Error(`${login} could not sign in: ${answer.status}`)
  const desk = openSocket(hub.ready.url, session)
  await firstState(desk)
  await send(desk, { type: 'open-window', window })
  return desk
}
