import path from 'node:path'
import type { DisplayView, View } from '@cherha/shared/protocol'
import type { Socket } from 'socket.io-client'
import { benchOffice } from './bench-office.ts'
import { devicesOf } from './displays.ts'
import { firstState, openDesk, openSocket, registerVisitors, send, startHubProcess, tokensOf } from './hub-process.ts'
import { type Spread, spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'

/** With the terminal and the desk that makes fifty devices. */
const displayCount = 48
const window = 'w1'

/**
 * Seconds from the moment a killed hub answers again until the last of fifty devices, which look for it as the pages do,
 * has its view. A visitor is being called when the hub is killed.
 * @throws Error when a display comes back without that call
 */
export async function devicesBack({ folder, rounds }: Setting): Promise<Spread> {
  const config = { ...benchOffice(), devices: devicesOf(displayCount) }
  const dir = path.join(folder, 'devices-back')
  let hub = await startHubProcess(dir, config)
  const sockets: Socket[] = []
  try {
    await registerVisitors(hub, 10)
    const desk = await openDesk(hub, 'clerk', window)
    const devices = [...tokensOf(hub, 'display'), ...tokensOf(hub, 'terminal')].map((token) =>
      openSocket(hub.ready.url, token),
    )
    sockets.push(desk, ...devices)
    await Promise.all(devices.map(firstState))
    await send(desk, { type: 'call-next', window })
    const { port } = hub.ready
    const seconds: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const lost = Promise.all(sockets.map(disconnected))
      await hub.stop('SIGKILL')
      await lost
      const back = Promise.all(sockets.map(nextView))
      hub = await startHubProcess(dir, config, port)
      const start = performance.now()
      const arrivals = await back
      if (round > 0) seconds.push((Math.max(...arrivals.map(({ at }) => at)) - start) / 1_000)
      const missed = arrivals.filter(({ view }) => isDisplay(view) && view.calls.length !== 1)
      if (missed.length > 0) throw new Error(`${missed.length} displays came back without the call`)
    }
    return spreadOf(seconds)
  } finally {
    for (const socket of sockets) socket.close()
    await hub.stop()
  }
}

function disconnected(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.connected) socket.once('disconnect', () => resolve())
    else resolve()
  })
}

function nextView(socket: Socket): Promise<{ at: number; view: View }> {
  return new Promise((resolve) =>
    socket.once('state', ({ view }: { view: View }) => resolve({ at: performance.now(), view })),
  )
}

function isDisplay(view: View): view is DisplayView {
  return 'calls' in view
}
