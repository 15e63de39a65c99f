import type { CancelTimer, HubClock } from '../clock/hub-clock.ts'
import type { Device } from '../credentials/devices.ts'
import type { Engine } from '../engine/engine.ts'

/** How long a desk counts as connected after its last HTTP request. */
const afterRequestMs = 10_000

interface DevicePresence {
  sockets: number
  readonly report: () => void
}

interface DeskPresence {
  sockets: number
  cancelQuiet: CancelTimer | null
}

/** Tells the queue which devices and desks are there: the no-show clock runs only while the desk that called is. */
export class Presence {
  readonly #engine: Pick<Engine, 'tell'>
  readonly #clock: HubClock
  readonly #devices = new Map<string, DevicePresence>()
  readonly #desks = new Map<string, DeskPresence>()

  constructor(engine: Pick<Engine, 'tell'>, clock: HubClock) {
    this.#engine = engine
    this.#clock = clock
  }

  /** A socket of a terminal or a display opened. Returns what to call when it closes. */
  deviceSocket(device: Device, windows: readonly string[]): () => void {
    const { id, role } = device
    if (role === 'desk') throw new Error('a desk is present through its session')
    // decided by what is true when it is stored, not when it was seen: a full disk may lie between
    const report = () =>
      void this.#engine.tell(() =>
        this.#devices.has(id)
          ? { type: 'connect-device', device: id, role, windows }
          : { type: 'disconnect-device', device: id },
      )
    const here = this.#devices.get(id) ?? { sockets: 0, report }
    here.sockets += 1
    this.#devices.set(id, here)
    if (here.sockets === 1) report()
    return once(() => {
      here.sockets -= 1
      if (here.sockets > 0 || this.#devices.get(id) !== here) return
      this.#devices.delete(id)
      report()
    })
  }

  /** The log has become another one, which does not know who is here: everybody is told of again. */
  tellAgain(): void {
    for (const { report } of this.#devices.values()) report()
    for (const session of this.#desks.keys()) this.#reportDesk(session)
  }

  /** A desk's socket opened. Returns what to call when it closes. */
  deskSocket(session: string): () => void {
    const desk = this.#arrive(session)
    desk.sockets += 1
    return once(() => {
      desk.sockets -= 1
      this.#leaveIfGone(session)
    })
  }

  /** A desk made an HTTP request. */
  deskRequest(session: string): void {
    const desk = this.#arrive(session)
    desk.cancelQuiet?.()
    desk.cancelQuiet = this.#clock.setTimer(afterRequestMs, () => {
      desk.cancelQuiet = null
      this.#leaveIfGone(session)
    })
  }

  /** The session ended: the desk is gone at once. */
  deskSignedOut(session: string): void {
    const desk = this.#desks.get(session)
    if (desk === undefined) return
    desk.cancelQuiet?.()
    desk.cancelQuiet = null
    desk.sockets = 0
    this.#leaveIfGone(session)
  }

  /** Forgets everybody without telling the queue: the next start does. */
  stop(): void {
    for (const desk of this.#desks.values()) desk.cancelQuiet?.()
    this.#desks.clear()
    this.#devices.clear()
  }

  #arrive(session: string): DeskPresence {
    const known = this.#desks.get(session)
    if (known) return known
    const desk: DeskPresence = { sockets: 0, cancelQuiet: null }
    this.#desks.set(session, desk)
    this.#reportDesk(session)
    return desk
  }

  #reportDesk(session: string): void {
    void this.#engine.tell(() => ({
      type: this.#desks.has(session) ? 'connect-desk' : 'disconnect-desk',
      session,
    }))
  }

  #leaveIfGone(session: string): void {
    const desk = this.#desks.get(session)
    if (desk === undefined || desk.sockets > 0 || desk.cancelQuiet !== null) return
    this.#desks.delete(session)
    this.#reportDesk(session)
  }
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}
