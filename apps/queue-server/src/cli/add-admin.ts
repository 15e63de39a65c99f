import { Id, NewAccount } from '@cherha/shared/protocol'
import { newSecrets } from '../accounts/new-secrets.ts'
import { ServerStartError } from '../server/server-error.ts'
import { readOptions, readPlace } from './arguments.ts'
import { withStores } from './with-stores.ts'

/** `add-admin LOGIN`: an account, or new secrets of one; shows its password and the authenticator's secret once. */
export async function addAdmin(args: readonly string[]): Promise<void> {
  const { values, word } = readOptions(
    args,
    {
      name: { type: 'string' },
      role: { type: 'string', default: 'administrator' },
      office: { type: 'string' },
      reset: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
    'LOGIN, the name to sign in with',
  )
  const login = readLogin(word)
  const account = readAccount(login, values)
  const shown = await withStores(readPlace(values.data), 'tool', async (stores) => {
    const note = (action: string, detail: Record<string, string>, office: string | null) =>
      stores.journal.append({ at: Date.now(), who: 'cli', office, action, detail })
    const known = await stores.accounts.get(login)
    if (values.reset) {
      if (known === null) throw new ServerStartError(`There is no account ${login}; add it without --reset.`, 2)
      const secrets = await newSecrets(login, known.role)
      await note('account-reset', { login }, known.office)
      await stores.accounts.reset(login, secrets.kept)
      await stores.sessions.endOf(login)
      return secrets.shown
    }
    if (known !== null)
      throw new ServerStartError(`There is an account ${login} already; --reset gives new secrets.`, 2)
    if (account.office !== null && !(await stores.officeList.list()).includes(account.office)) {
      throw new ServerStartError(`There is no office ${account.office}; add it first (import-config).`, 2)
    }
    const secrets = await newSecrets(login, account.role)
    await note('account-added', { login, role: account.role }, account.office)
    await stores.accounts.create({ ...account, ...secrets.kept })
    return secrets.shown
  })
  const totp =
    shown.totpSecret === null
      ? ''
      : `Secret for the authenticator: ${shown.totpSecret}\nThe same as an address: ${shown.otpauth}\n`
  process.stdout.write(
    `Account ${login}. What follows is shown once and kept nowhere:\nPassword: ${shown.password}\n${totp}`,
  )
}

function readLogin(word: string): string {
  const login = Id.safeParse(word)
  if (login.success) return login.data
  throw new ServerStartError(`LOGIN: ${JSON.stringify(word)} may have small letters, digits and hyphens only.`, 2)
}

function readAccount(
  login: string,
  values: { name?: string | undefined; role: string; office?: string | undefined },
): NewAccount {
  const account = NewAccount.safeParse({
    login,
    name: values.name ?? login,
    role: values.role,
    office: values.office ?? null,
  })
  if (account.success) return account.data
  const [issue] = account.error.issues
  throw new ServerStartError(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not allowed'}.`, 2)
}
