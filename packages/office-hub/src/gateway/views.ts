import type { DeskView, View } from '@cherha/shared/protocol'
import { deskView, displayView, terminalView, type QueueState } from '@cherha/shared/queue'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Vault } from '../secrets/vault.ts'
import { type Caller, windowsOf } from './caller.ts'
import { Failure } from './failure.ts'

export interface ViewParts {
  readonly state: () => QueueState
  readonly clock: HubClock
  readonly vault: Vault
  readonly printerStatus: () => 'ok' | 'failed' | 'none'
}

type StaffCaller = Extract<Caller, { kind: 'staff' }>

/**
 * What each role sees. Terminals and displays never get personal data; a desk gets the name of its own ticket
 * while serving it, opened for this one view (D rules).
 */
export class Views {
  readonly #parts: ViewParts

  constructor(parts: ViewParts) {
    this.#parts = parts
  }

  /** The view of a caller and the key of everybody who sees the same; null: nothing is shown to this caller. */
  of(caller: Caller): { readonly audience: string; readonly view: () => View } | null {
    const { state, clock, printerStatus } = this.#parts
    if (caller.kind === 'staff') {
      return caller.staff.role === 'auditor'
        ? null
        : { audience: `desk ${caller.session.id}`, view: () => this.desk(caller) }
    }
    const { device } = caller
    switch (device.role) {
      case 'terminal':
        return { audience: 'terminal', view: () => terminalView(state(), clock.now(), printerStatus()) }
      case 'display': {
        const windows = () => windowsOf(device, state().config)
        return { audience: `display ${windows().join()}`, view: () => displayView(state(), clock.now(), windows()) }
      }
      case 'desk':
        return null
    }
  }

  desk(caller: StaffCaller): DeskView {
    if (caller.staff.role === 'auditor') throw new Failure('forbidden', 'an auditor has no desk')
    const { state, clock, vault } = this.#parts
    const queue = state()
    return deskView(queue, clock.now(), caller.session.id, caller.staff.login, (ticket) =>
      queue.today === null ? null : vault.person(queue.today, ticket),
    )
  }
}
