import { Accounts, AccountSecrets, Done, Id, NewAccount } from '@cherha/shared/protocol'
import { z } from 'zod'
import { newSecrets } from '../accounts/new-secrets.ts'
import type { App } from './app.ts'
import { Failure } from './failure.ts'
import { officeOf, whoAsks } from './guard.ts'
import { instantOrNull } from './instants.ts'
import { journaled } from './journal.ts'
import type { HttpParts } from './parts.ts'

const AccountParams = z.strictObject({ login: Id })

/** People who work with the server itself. */
export function accountRoutes(app: App, parts: HttpParts): void {
  const { stores, offices, clock } = parts

  app.get('/api/admin/accounts', { schema: { response: { 200: Accounts } } }, async () => ({
    accounts: (await stores.accounts.list()).map(
      ({ login, name, role, office, totpSecret, disabled, lockedUntil, lastLogin }) => ({
        login,
        name,
        role,
        office,
        totp: totpSecret !== null,
        disabled,
        lockedUntil: lockedUntil !== null && lockedUntil > clock.now() ? instantOrNull(lockedUntil) : null,
        lastLogin: instantOrNull(lastLogin),
      }),
    ),
  }))

  app.post(
    '/api/admin/accounts',
    { schema: { body: NewAccount, response: { 200: AccountSecrets } } },
    async (request) => {
      const { login, name, role, office } = request.body
      if (office !== null) officeOf(offices, office)
      if ((await stores.accounts.get(login)) !== null) throw taken(login)
      const { kept, shown } = await newSecrets(login, role)
      const entry = { action: 'account-added', office, detail: { login, role } }
      await journaled(parts, request, entry, async () => {
        if (!(await stores.accounts.create({ login, name, role, office, ...kept }))) throw taken(login)
      })
      return shown
    },
  )

  app.post(
    '/api/admin/accounts/:login/disable',
    { schema: { params: AccountParams, response: { 200: Done } } },
    async (request) => {
      const { login } = request.params
      if (login === whoAsks(request).account.login) {
        throw new Failure('refused', 'nobody disables the own account; ask another administrator')
      }
      const account = await known(login)
      const entry = { action: 'account-disabled', office: account.office, detail: { login } }
      await journaled(parts, request, entry, async () => {
        await stores.accounts.update(login, { disabled: true })
        await stores.sessions.endOf(login)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/admin/accounts/:login/reset',
    { schema: { params: AccountParams, response: { 200: AccountSecrets } } },
    async (request) => {
      const { login } = request.params
      const account = await known(login)
      const { kept, shown } = await newSecrets(login, account.role)
      const entry = { action: 'account-reset', office: account.office, detail: { login } }
      await journaled(parts, request, entry, async () => {
        await stores.accounts.reset(login, kept)
        await stores.sessions.endOf(login)
      })
      return shown
    },
  )

  async function known(login: string) {
    const account = await stores.accounts.get(login)
    if (account === null) throw new Failure('unknown-account', 'there is no such account')
    return account
  }
}

function taken(login: string): Failure {
  return new Failure('already-exists', `there is an account ${login} already`, { field: 'login' })
}
