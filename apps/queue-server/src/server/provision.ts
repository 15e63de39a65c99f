import type { AccountSecrets, NewAccount } from '@cherha/shared/protocol'
import { enrolmentCodeMs, newEnrolmentCode } from '../accounts/enrolment-code.ts'
import { newSecrets } from '../accounts/new-secrets.ts'
import { hashPin } from '../accounts/staff-pin.ts'
import type { Offices, Stores } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'

/** What whoever has started the server may do without signing in; journaled as `cli`. */
export interface Provision {
  /** @returns its secrets, shown once; null when the login is taken */
  addAccount(account: NewAccount): Promise<AccountSecrets | null>
  /** A one-time code for a hub, good for 15 minutes; null when there is no such office. */
  enrolmentCode(office: string, restore?: boolean): Promise<string | null>
  /** Sets PINs of people in the office's configuration, in one change. */
  setPins(office: string, pins: readonly { readonly login: string; readonly pin: string }[]): Promise<void>
}

export function provisionOf(
  stores: Pick<Stores, 'accounts' | 'codes' | 'journal'>,
  offices: Offices,
  clock: ServerClock,
): Provision {
  const note = (action: string, office: string | null, detail: Readonly<Record<string, unknown>>) =>
    stores.journal.append({ at: clock.now(), who: 'cli', office, action, detail })
  return {
    async addAccount(account) {
      const { login, role, office } = account
      if ((await stores.accounts.get(login)) !== null) return null
      const { kept, shown } = await newSecrets(login, role)
      await note('account-added', office, { login, role })
      return (await stores.accounts.create({ ...account, ...kept })) ? shown : null
    },
    async enrolmentCode(office, restore = false) {
      if (offices.get(office) === null) return null
      const { code, hash } = newEnrolmentCode()
      await note('enrolment-code-made', office, { restore })
      await stores.codes.create({ hash, office, restore, expiresAt: clock.now() + enrolmentCodeMs })
      return code
    },
    async setPins(office, pins) {
      const node = offices.get(office)
      if (node === null) throw new TypeError(`there is no office ${office}`)
      const staff = await Promise.all(pins.map(({ login, pin }) => hashPin(login, pin)))
      const named = new Set(pins.map(({ login }) => login))
      for (const login of named) await note('staff-pin-set', office, { login })
      await node.changeSecrets((secrets) => ({
        ...secrets,
        staff: [...secrets.staff.filter(({ login }) => !named.has(login)), ...staff],
      }))
    },
  }
}
