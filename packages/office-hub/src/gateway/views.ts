import type { BoardView, DeskView, View } from '@cherha/shared/protocol'
import { boardView, deskView, displayView, terminalView, type QueueState } from '@cherha/shared/queue'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Vault } from '../secrets/vault.ts'
import { deskServerView } from '../uplink/server-view.ts'
import type { ServerContact } from '../uplink/ports.ts'
import { type Caller, windowsOf } from './caller.ts'
import { Failure } from './failure.ts'
import type { Watcher } from './view-publisher.ts'

export interface ViewParts {
  readonly state: () => QueueState
  readonly clock: HubClock
  readonly vault: Vault
  readonly printerStatus: () => 'ok' | 'failed' | 'none'
  /** Left out: nobody looks after a connection to the queue server. */
  readonly serverContact?: () => ServerContact
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
    const { state, clock, printerStatus } = this.#parts
    if (caller.kind === 'staff') {
      return caller.staff.role === 'auditor'
        ? null
        : { audience: `desk ${caller.session.id}`, urgent: false, view: () => this.desk(caller) }
    }
    const { device } = caller
    switch (device.role) {
      case 'terminal':
        return { audience: 'terminal', urgent: false, view: () => terminalView(state(), clock.now(), printerStatus()) }
      case 'display': {
        const windows = () => windowsOf(device, state().config)
        return { audience: `display ${windows().join()}`, urgent: true, view: () => this.#display(windows()) }
      }
      case 'desk':
        return null
    }
  }

  /** Fifty displays of fifty windows share one board: it is made once for a seq and a moment. */
  #display(windows: readonly string[]): View {
    const queue = this.#parts.state()
    const now = this.#parts.clock.now()
    const known = this.#board
    const isThis = known?.seq === queue.seq && known.at === now.at && known.mono === now.mono
    const board = isThis ? known.view : boardView(queue, now)
    this.#board = { seq: queue.seq, ...now, view: board }
    return displayView(queue, now, windows, board)
  }

  desk(caller: StaffCaller): DeskView {
    if (caller.staff.role === 'auditor') throw new Failure('forbidden', 'an auditor has no desk')
    const { state, clock, vault, serverContact } = this.#parts
    const queue = state()
    const view = deskView(queue, clock.now(), caller.session.id, caller.staff.login, (ticket) =>
      queue.today === null ? null : vault.person(queue.today, ticket),
    )
    return serverContact === undefined ? view : { ...view, server: deskServerView(serverContact()) }
  }
}
