import type { AdminPortals } from '@cherha/shared/protocol'
import { useConsole } from '../console-context.ts'
import { momentText, numberText } from '../model/format.ts'
import { may } from '../model/permissions.ts'
import { Badge } from '../parts/badge.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Shown } from '../parts/loading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'

type Portal = AdminPortals['portals'][number]

const everyMs = 10_000

/** Portals with their quotas and what they use of them; an administrator ends a key here. */
export function PortalsPanel() {
  const t = useConsoleTexts()
  const { routes, me, language, client } = useConsole()
  const loaded = useLoad('portals', routes.portals, everyMs)
  const used = ({ now, most }: Portal['day']): string =>
    t('booking.ofMost', { now: numberText(now, language), most: numberText(most, language) })
  const columns: readonly Column<Portal>[] = [
    { key: 'name', head: t('booking.portal'), cell: ({ name }) => <span className="breakable">{name}</span> },
    { key: 'kind', head: t('booking.kind'), cell: ({ kind }) => t(`booking.kind.${kind}`) },
    { key: 'day', head: t('booking.today'), figure: true, cell: ({ day }) => used(day) },
    { key: 'minute', head: t('booking.minute'), figure: true, cell: ({ minute }) => used(minute) },
    {
      key: 'state',
      head: t('staff.state'),
      cell: ({ revokedAt }) =>
        revokedAt === null ? (
          <Badge tone="done">{t('booking.active')}</Badge>
        ) : (
          <Badge tone="stop">{t('booking.revoked', { time: momentText(revokedAt, client.now()) })}</Badge>
        ),
    },
    {
      key: 'acts',
      head: t('staff.acts'),
      hideHead: true,
      cell: ({ name, revokedAt }) =>
        revokedAt === null &&
        may(me, 'revoke-portals') && (
          <div className="acts">
            <Confirm
              button={t('booking.revoke')}
              heading={t('booking.revokeHeading', { name })}
              action={t('booking.revokeAction')}
              final
              work={() => routes.revokePortal(name)}
              onDone={() => void loaded.reload()}
            >
              <p>{t('booking.revokeLead')}</p>
            </Confirm>
          </div>
        ),
    },
  ]
  return (
    <section className="panel" aria-labelledby="portals">
      <h2 id="portals">{t('booking.portals')}</h2>
      <Shown loaded={loaded}>
        {({ portals }) => (
          <Table
            caption={t('booking.portals')}
            columns={columns}
            rows={portals}
            keyOf={({ name }) => name}
            empty={t('booking.noPortals')}
          />
        )}
      </Shown>
    </section>
  )
}
