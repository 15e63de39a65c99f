import type { AdminHubs, AdminOffices, EnrolmentCodeAnswer, HubStatus } from '@cherha/shared/protocol'
import { useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { deviceTroubles } from '../../model/device-trouble.ts'
import { momentText } from '../../model/format.ts'
import { may } from '../../model/permissions.ts'
import { troubleOf, troubleText } from '../../model/trouble.ts'
import { Badge, Note, type Tone } from '../../parts/badge.tsx'
import { CodeCard } from '../../parts/code-card.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Shown } from '../../parts/loading.tsx'
import { Table } from '../../parts/table.tsx'
import { WriteButton, WriteNote } from '../../parts/write-button.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useLoad } from '../../use-load.ts'
import { useWrite } from '../../use-write.ts'
import { DeviceTroubles, Fact } from './devices.tsx'
import type { TabProps } from './tab-props.ts'

const everyMs = 10_000
type Hub = AdminHubs['hubs'][number]

const tones: Readonly<Record<Hub['state'], Tone>> = {
  connected: 'done',
  away: 'risk',
  never: 'idle',
  diverged: 'stop',
  revoked: 'idle',
}

/** The office's hubs: which one is connected, how far its log has come, codes for a new or a replacement one. */
export function HubTab({ office }: TabProps) {
  const t = useConsoleTexts()
  const console = useConsole()
  const { routes, me } = console
  const { code, timeZone } = office.config
  const hubs = useLoad(`hubs ${code}`, () => routes.hubs(code), everyMs)
  const offices = useLoad('offices', routes.offices, everyMs)
  const devices = useLoad(`devices ${code}`, () => routes.devices(code), everyMs)
  const status = devices.value?.status ?? null
  const troubles = status === null ? [] : deviceTroubles(status, timeZone, t)
  const row = offices.value?.offices.find((one) => one.code === code)
  const now = console.client.now()
  return (
    <>
      {row !== undefined && <Now row={row} now={now} zone={timeZone} head={status?.head ?? null} />}
      {troubles.length > 0 && <DeviceTroubles troubles={troubles} />}
      <section className="panel" aria-labelledby="hubs">
        <h2 id="hubs">{t('hubs.heading')}</h2>
        <Shown loaded={hubs}>
          {({ hubs: list }) => (
            <Table
              caption={t('hubs.heading')}
              rows={list}
              keyOf={({ id }) => id}
              empty={t('hubs.none')}
              columns={[
                { key: 'id', head: t('hubs.hub'), cell: ({ id }) => <code title={id}>{id.slice(0, 8)}</code> },
                {
                  key: 'state',
                  head: t('live.state'),
                  cell: ({ state, divergence }) => (
                    <>
                      <Badge tone={tones[state]}>{t(`hub.${state}`)}</Badge>
                      {divergence !== null && <small lang="en">{divergence}</small>}
                    </>
                  ),
                },
                {
                  key: 'enrolled',
                  head: t('hubs.enrolled'),
                  cell: ({ enrolledAt }) => momentText(enrolledAt, now, timeZone),
                },
                {
                  key: 'contact',
                  head: t('hubs.contact'),
                  cell: ({ lastContact }) =>
                    lastContact === null ? t('age.never') : momentText(lastContact, now, timeZone),
                },
                { key: 'epoch', head: t('offices.epoch'), figure: true, cell: ({ epoch }) => epoch },
                { key: 'version', head: t('offices.version'), figure: true, cell: ({ version }) => version ?? '–' },
                {
                  key: 'acts',
                  head: t('staff.acts'),
                  hideHead: true,
                  cell: ({ id, state }) =>
                    may(me, 'change-hubs') &&
                    state !== 'revoked' && (
                      <div className="acts">
                        {state === 'diverged' && (
                          <Confirm
                            button={t('hubs.settle')}
                            heading={t('hubs.settleHeading', { id: id.slice(0, 8) })}
                            action={t('hubs.settleAction')}
                            work={() => routes.clearDivergence(code, id)}
                            onDone={() => void Promise.all([hubs.reload(), offices.reload()])}
                          >
                            <p>{t('hubs.settleLead')}</p>
                          </Confirm>
                        )}
                        <Confirm
                          button={t('hubs.revoke')}
                          heading={t('hubs.revokeHeading', { id: id.slice(0, 8) })}
                          action={t('hubs.revokeAction')}
                          final
                          work={() => routes.revokeHub(code, id)}
                          onDone={() => void Promise.all([hubs.reload(), offices.reload()])}
                        >
                          <p>{t('hubs.revokeLead')}</p>
                        </Confirm>
                      </div>
                    ),
                },
              ]}
            />
          )}
        </Shown>
      </section>
      {may(me, 'change-hubs') && <EnrolmentCodes code={code} />}
    </>
  )
}

function Now({
  row,
  now,
  zone,
  head,
}: {
  readonly row: AdminOffices['offices'][number]
  readonly now: number
  readonly zone: string
  readonly head: HubStatus['head'] | null
}) {
  const t = useConsoleTexts()
  const trouble = troubleOf(row)
  const { hub } = row
  return (
    <>
      {trouble !== null && (
        <Note tone={trouble === 'diverged' ? 'stop' : 'risk'} heading={troubleText(row, trouble, now, t)}>
          <p>{t(`trouble.${trouble}.do`)}</p>
        </Note>
      )}
      {hub !== null && (
        <section className="panel">
          <dl className="facts">
            <Fact label={t('live.state')}>
              <Badge tone={tones[hub.state]}>{t(`hub.${hub.state}`)}</Badge>
            </Fact>
            <Fact label={t('hubs.contact')}>
              {hub.lastContact === null ? t('age.never') : momentText(hub.lastContact, now, zone)}
            </Fact>
            <Fact label={t('offices.lag')}>
              {hub.lagEvents === null ? t('hubs.lagUnknown') : t('offices.lagEvents', { count: hub.lagEvents })}
            </Fact>
            {head != null && (
              <Fact label={t('hubs.head')}>{t('hubs.headRecord', { seq: head.seq, hash: head.hash.slice(0, 8) })}</Fact>
            )}
            <Fact label={t('offices.epoch')}>{hub.epoch}</Fact>
            <Fact label={t('offices.version')}>{hub.version ?? '–'}</Fact>
          </dl>
        </section>
      )}
    </>
  )
}

function EnrolmentCodes({ code }: { readonly code: string }) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const write = useWrite<EnrolmentCodeAnswer>()
  const [made, setMade] = useState<(EnrolmentCodeAnswer & { restore: boolean }) | null>(null)
  const make = async (restore: boolean): Promise<void> => {
    const answer = await write.run(() => routes.enrolmentCode(code, restore))
    setMade(answer?.ok === true ? { ...answer.value, restore } : null)
  }
  const command = (enrol: string, restore: boolean): string =>
    `npm run hub -- ${restore ? '--restore ' : ''}--enrol ${enrol} --server ${location.origin}`
  return (
    <section className="panel" aria-labelledby="enrol">
      <h2 id="enrol">{t('enrol.heading')}</h2>
      <div className="row">
        <div className="stack">
          <p>{t('enrol.newLead')}</p>
          <div className="acts">
            <WriteButton state={write.state} onClick={() => void make(false)}>
              {t('enrol.new')}
            </WriteButton>
          </div>
        </div>
        <div className="stack">
          <p>{t('enrol.restoreLead')}</p>
          <div className="acts">
            <WriteButton state={write.state} tone="plain" onClick={() => void make(true)}>
              {t('enrol.restore')}
            </WriteButton>
          </div>
        </div>
      </div>
      <WriteNote state={write.state} />
      {made !== null && (
        <CodeCard
          label={t(made.restore ? 'enrol.restoreCode' : 'enrol.newCode')}
          code={made.code}
          expiresAt={made.expiresAt}
        >
          <p>{t('enrol.do')}</p>
          <p>
            <code className="command">{command(made.code, made.restore)}</code>
          </p>
        </CodeCard>
      )}
    </section>
  )
}
