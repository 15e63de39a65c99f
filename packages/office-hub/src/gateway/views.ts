import type { BoardView, DeskView, PrintingView, TerminalView, View } from '@cherha/shared/protocol'
import { boardView, deskView, displayView, terminalView, type QueueState } from '@cherha/shared/queue'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Vault } from '../secrets/vault.ts'
import { deskServerView } from '../uplink/server-view.ts'
import type { ServerContact } from '../uplink/ports.ts'
import { type Caller, soundOf, windowsOf } from './caller.ts'
import type { DisplaySound } from './display-sound.ts'
import { Failure } from './failure.ts'
import type { Watcher } from './view-publisher.ts'

export interface ViewParts {
  readonly state: () => QueueState
  readonly clock: HubClock
  readonly vault: Vault
  readonly printerStatus: () => 'ok' | 'failed' | 'none'
  /** The hub's own printer and its jobs. Left out, or null: it drives none. */
  readonly printing?: () => PrintingView | null
  /** Left out: nobody looks after a connection to the queue server. */
  readonly serverContact?: () => ServerContact
  /** Left out: nobody asks the displays how their sound is. */
  readonly displays?: Pick<DisplaySound, 'lastTest' | 'health'>
  /** Devices of the office that are not revoked. Left out: desks are not told which terminals there are. */
  readonly devices?: () => readonly { readonly id: string; readonly role: string }[]
}

type StaffCaller = Extract<Caller, { kind: 'staff' }>

/**
 * What each role sees. Terminals and displays never get personal data; a desk gets the name of its own ticket
 * while serving it, opened for this one view (D rules).
 */
export class Views {
  readonly #parts: ViewParts
  #board: { readonly seq: number; readonly at: number; readonly mono: number; readonly view: BoardView } | null = null

  constructor(parts: ViewParts) {
    this.#parts = parts
  }

  /** The view of a caller and the key of everybody who sees the same; null: nothing is shown to this caller. */
  of(caller: Caller): Pick<Watcher, 'audience' | 'urgent' | 'view'> | null {
    const { state } = this.#parts
    if (caller.kind === 'staff') {
      return caller.staff.role === 'auditor'
        ? null
        : { audience: `desk ${caller.session.id}`, urgent: false, view: () => this.desk(caller) }
    }
    const { device } = caller
    switch (device.role) {
      case 'terminal':
        return { audience: 'terminal', urgent: false, view: () => this.#terminal() }
      case 'display': {
        const windows = () => windowsOf(device, state().config)
        const sound = () => soundOf(device, state().config)
        return {
          audience: `display ${windows().join()} ${JSON.stringify(sound() ?? null)}`,
          urgent: true,
          view: () => this.#display(windows(), sound()),
        }
      }
      case 'desk':
        return null
    }
  }

  #terminal(): TerminalView {
    const { state, clock, printerStatus, printing } = this.#parts
    const view = terminalView(state(), clock.now(), printerStatus())
    const paper = printing?.() ?? null
    return paper === null ? view : { ...view, printing: paper }
  }

  /** Fifty displays of fifty windows share one board: it is made once for a seq and a moment. */
  #display(windows: readonly string[], sound: ReturnType<typeof soundOf>): View {
    const queue = this.#parts.state()
    const now = this.#parts.clock.now()
    const known = this.#board
    const isThis = known?.seq === queue.seq && known.at === now.at && known.mono === now.mono
    const board = isThis ? known.view : boardView(queue, now)
    this.#board = { seq: queue.seq, ...now, view: board }
    const soundTest = this.#parts.displays?.lastTest
    return {
      ...displayView(queue, now, windows, board),
      ...(sound === undefined ? {} : { sound }),
      ...(soundTest === undefined ? {} : { soundTest }),
    }
  }

  desk(caller: StaffCaller): DeskView {
    if (caller.staff.role === 'auditor') throw new Failure('forbidden', 'an auditor has no desk')
    const { state, clock, vault, serverContact, printing, displays, devices } = this.#parts
    const queue = state()
    const terminals = devices?.().filter(({ role }) => role === 'terminal')
    const view = deskView(queue, clock.now(), caller.session.id, caller.staff.login, (ticket) =>
      queue.today === null ? null : vault.person(queue.today, ticket),
    )
    const paper = printing?.() ?? null
    // whose ticket it is knows its window: fifty desks are not told of every ticket that is printed
    const jobs = paper?.jobs.filter((job) => job.ticket === view.ticket?.number && job.date === queue.today) ?? []
    return {
      ...view,
      ...(serverContact === undefined ? {} : { server: deskServerView(serverContact()) }),
      ...(paper === null ? {} : { printing: { ...paper, jobs } }),
      ...(displays === undefined ? {} : { displays: displays.health() }),
      ...(terminals === undefined
        ? {}
        : { terminals: terminals.map(({ id }) => ({ id, connected: queue.devices[id] !== undefined })) }),
    }
  }
}
