import type { Accounts, AccountSecrets } from '@cherha/shared/protocol'
import { useState } from 'react'
import { useConsole } from '../console-context.ts'
import { momentText } from '../model/format.ts'
import { Badge } from '../parts/badge.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Shown } from '../parts/loading.tsx'
import { Table } from '../parts/table.tsx'
import { useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'
import { AddAccount } from './add-account.tsx'
import { SecretsDialog } from './secrets-dialog.tsx'

type Account = Accounts['accounts'][number]

/** People who work with the server itself. */
export function AccountsPage() {
  const t = useConsoleTexts()
  const console = useConsole()
  const { routes, me } = console
  const loaded = useLoad('accounts', routes.accounts)
  const [secrets, setSecrets] = useState<AccountSecrets | null>(null)
  const now = console.client.now()
  const shown = (value: AccountSecrets): void => {
    setSecrets(value)
    void loaded.reload()
  }
  return (
    <>
      <title>{t('console.title', { what: t('nav.accounts') })}</title>
      <h1>{t('nav.accounts')}</h1>
      <section className="panel" aria-label={t('nav.accounts')}>
        <Shown loaded={loaded}>
          {({ accounts }) => (
            <Table
              caption={t('nav.accounts')}
              rows={accounts}
              keyOf={({ login }) => login}
              empty={t('none')}
              columns={[
                {
                  key: 'name',
                  head: t('accounts.name'),
                  cell: ({ name, login }) => (
                    <>
                      {name}
                      <small>{login}</small>
                    </>
                  ),
                },
                {
                  key: 'role',
                  head: t('accounts.role'),
                  cell: ({ role, office }) => `${t(`role.${role}`)}${office === null ? '' : `, ${office}`}`,
                },
                { key: 'state', head: t('staff.state'), cell: (account) => <State account={account} now={now} /> },
                { key: 'totp', head: t('accounts.totp'), cell: ({ totp }) => t(totp ? 'yes' : 'no') },
                {
                  key: 'last',
                  head: t('accounts.lastLogin'),
                  cell: ({ lastLogin }) => (lastLogin === null ? t('age.never') : momentText(lastLogin, now)),
                },
                {
                  key: 'acts',
                  head: t('staff.acts'),
                  hideHead: true,
                  cell: ({ login, name, disabled }) => (
                    <div className="acts">
                      <Confirm
                        button={t('accounts.reset')}
                        heading={t('accounts.resetHeading', { name })}
                        action={t('accounts.resetAction')}
                        work={() => routes.resetAccount(login)}
                        onDone={shown}
                      >
                        <p>{t('accounts.resetLead')}</p>
                      </Confirm>
                      {!disabled && login !== me.login && (
                        <Confirm
                          button={t('accounts.disable')}
                          heading={t('accounts.disableHeading', { name })}
                          action={t('accounts.disableAction')}
                          work={() => routes.disableAccount(login)}
                          onDone={() => void loaded.reload()}
                        >
                          <p>{t('accounts.disableLead')}</p>
                        </Confirm>
                      )}
                    </div>
                  ),
                },
              ]}
            />
          )}
        </Shown>
      </section>
      <AddAccount onDone={shown} />
      {secrets !== null && <SecretsDialog secrets={secrets} onClose={() => setSecrets(null)} />}
    </>
  )
}

function State({ account, now }: { readonly account: Account; readonly now: number }) {
  const t = useConsoleTexts()
  if (account.disabled) return <Badge tone="stop">{t('staff.disabled')}</Badge>
  if (account.lockedUntil !== null) {
    return <Badge tone="risk">{t('accounts.locked', { time: momentText(account.lockedUntil, now) })}</Badge>
  }
  return <Badge tone="done">{t('staff.active')}</Badge>
}
