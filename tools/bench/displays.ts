import path from 'node:path'
import type { Socket } from 'socket.io-client'
import { BareDisplay } from './bare-display.ts'
import { benchOffice } from './bench-office.ts'
import { startChild } from './child.ts'
import {
  type DisplayState,
  firstState,
  type HubProcess,
  openDesk,
  openSocket,
  registerVisitors,
  send,
  startHubProcess,
  tokensOf,
} from './hub-process.ts'
import { interleaved, medianOf, percentileOf, ratios, type Spread, spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'

const most = 50
const callsPerRound = 13
const tripsPerRound = 50
const window = 'w1'

/**
 * How long a call takes to the last of the displays, real sockets over loopback to a hub that is a process of its own.
 * P3: from the acknowledgement to the 20th display, beside the round trip of a bare socket.io server that answers with the
 * same view; below zero when the display was first. P3b: from the clerk's command to the last of fifty displays, beside
 * one display.
 */
export async function displays({ folder, rounds }: Setting): Promise<{ P3: Spread; P3b: Spread }> {
  const visitors = 3 * callsPerRound * (rounds + 1) + 40
  const config = { ...benchOffice({ visitors }), devices: devicesOf(most) }
  const hub = await startHubProcess(path.join(folder, 'displays'), config)
  const echo = await startChild<{ url: string }>('echo-child.ts')
  const bare = openSocket(echo.ready.url, '')
  try {
    await registerVisitors(hub, visitors)
    const [token = ''] = tokensOf(hub, 'display')
    const display = openSocket(hub.ready.url, token)
    await bare.emitWithAck('keep', await firstState(display))
    display.close()
    const desk = await openDesk(hub, 'clerk', window)
    const times = { one: [] as CallTime[], twenty: [] as CallTime[], fifty: [] as CallTime[] }
    const call = async (count: 'one' | 'twenty' | 'fifty', displayCount: number): Promise<number> => {
      const time = await callTime(hub, desk, displayCount)
      times[count].push(time)
      return time.sinceSent
    }
    const values = await interleaved(rounds, {
      trip: () => roundTrip(bare),
      one: () => call('one', 1),
      twenty: () => call('twenty', 20),
      fifty: () => call('fifty', most),
    })
    desk.close()
    const twenty = times.twenty.slice(1).map(({ sinceAcknowledged }) => sinceAcknowledged)
    return { P3: spreadOf(ratios(twenty, values.trip)), P3b: spreadOf(ratios(values.fifty, values.one)) }
  } finally {
    bare.close()
    await Promise.all([hub.stop(), echo.stop()])
  }
}

/** A terminal, a desk and that many displays. */
export function devicesOf(displayCount: number): { id: string; role: 'terminal' | 'display' | 'desk' }[] {
  const shown = Array.from({ length: displayCount }, (_, n) => ({ id: `display-${n + 1}`, role: 'display' as const }))
  return [{ id: 'terminal-1', role: 'terminal' }, ...shown, { id: 'desk-1', role: 'desk' }]
}

async function roundTrip(socket: Socket): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < tripsPerRound; n += 1) {
    const start = performance.now()
    await socket.emitWithAck('command', { type: 'call-next', window })
    times.push(performance.now() - start)
  }
  return medianOf(times)
}

interface CallTime {
  readonly sinceSent: number
  readonly sinceAcknowledged: number
}

/**
 * Milliseconds until the last of `count` displays has a call, from the command and from its answer. The others are there
 * before it, so the hub sends to it last; they read when it has the call, or one process would measure how it does the work
 * of fifty computers. A quarter of the calls are faster: the disk, which others use too, is in most of them and says nothing
 * about displays.
 */
async function callTime(hub: HubProcess, desk: Socket, count: number): Promise<CallTime> {
  const { url } = hub.ready
  const [token = '', ...otherTokens] = tokensOf(hub, 'display').slice(0, count)
  const others = await Promise.all(otherTokens.map((other) => BareDisplay.open(url, other)))
  const display = new Display(url, token)
  await firstState(display.socket)
  await settled(hub)
  const sinceSent: number[] = []
  const sinceAcknowledged: number[] = []
  for (let n = 0; n < callsPerRound; n += 1) {
    for (const other of others) other.pause()
    const called = display.shows('called')
    const sent = performance.now()
    await send(desk, { type: 'call-next', window })
    const acknowledged = performance.now()
    const last = await called
    for (const other of others) other.resume()
    sinceSent.push(last - sent)
    sinceAcknowledged.push(last - acknowledged)
    const over = display.shows('nothing')
    await send(desk, { type: 'start-service', window })
    await send(desk, { type: 'finish-service', window })
    await over
  }
  display.socket.close()
  for (const other of others) other.close()
  await settled(hub)
  return { sinceSent: percentileOf(sinceSent, 0.25), sinceAcknowledged: medianOf(sinceAcknowledged) }
}

/** Devices that came or went have been stored: what is measured next does not wait for that. */
async function settled(hub: HubProcess): Promise<void> {
  let before = -1
  for (;;) {
    const { seq }: { seq: number } = await (await fetch(`${hub.ready.url}/health`)).json()
    if (seq === before) return
    before = seq
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

type Doing = 'called' | 'serving' | 'nothing'

/** A display that remembers what its window does. */
class Display {
  readonly socket: Socket
  #doing: Doing = 'nothing'
  #look: () => void = () => {}

  constructor(url: string, token: string) {
    this.socket = openSocket(url, token)
    this.socket.on('state', ({ view }: DisplayState) => {
      this.#doing = view.calls.length > 0 ? 'called' : view.board.serving.length > 0 ? 'serving' : 'nothing'
      this.#look()
    })
  }

  /** When its handler got the view that shows it. */
  shows(doing: Doing): Promise<number> {
    return new Promise((resolve) => {
      let left = this.#doing !== doing
      this.#look = () => {
        if (this.#doing !== doing) left = true
        else if (left) resolve(performance.now())
      }
    })
  }
}
