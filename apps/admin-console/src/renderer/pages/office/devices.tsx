import type { AdminDevices, OfficeConfig } from '@cherha/shared/protocol'
import { useConsole } from '../../console-context.ts'
import { callsState, type Device, type DeviceTrouble, deviceTroubles } from '../../model/device-trouble.ts'
import { agoText, momentText } from '../../model/format.ts'
import { Badge, Note } from '../../parts/badge.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Shown } from '../../parts/loading.tsx'
import { Table } from '../../parts/table.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useLoad } from '../../use-load.ts'
import { PairDevice } from './pair-device.tsx'
import type { TabProps } from './tab-props.ts'

const everyMs = 10_000

/** Terminals, displays and desks as the hub sees them, and codes for new ones. */
export function DevicesTab({ office }: TabProps) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const { config } = office
  const loaded = useLoad(`devices ${config.code}`, () => routes.devices(config.code), everyMs)
  return (
    <Shown loaded={loaded}>
      {(devices) => (
        <>
          {!devices.connected && (
            <Note tone="risk" heading={t('live.away')}>
              <p>
                {devices.ageSeconds === null
                  ? t('live.nothing')
                  : t('live.old', { ago: agoText(devices.ageSeconds, t) })}{' '}
                {t('devices.away')}
              </p>
            </Note>
          )}
          {devices.status === null ? (
            <section className="panel">
              <p className="quiet">{t('devices.nothing')}</p>
            </section>
          ) : (
            <Health devices={devices} status={devices.status} config={config} reload={loaded.reload} />
          )}
          {devices.connected && <PairDevice config={config} reload={loaded.reload} />}
        </>
      )}
    </Shown>
  )
}

type Status = NonNullable<AdminDevices['status']>

function Health({
  devices,
  status,
  config,
  reload,
}: {
  readonly devices: AdminDevices
  readonly status: Status
  readonly config: OfficeConfig
  readonly reload: () => Promise<void>
}) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const { code, timeZone } = config
  const offices = useLoad('offices', routes.offices, everyMs)
  const lag = offices.value?.offices.find((one) => one.code === code)?.hub?.lagEvents ?? null
  const troubles = deviceTroubles(status, timeZone, t)
  const ill = new Set(troubles.map(({ device }) => device))
  return (
    <>
      <DeviceTroubles troubles={troubles} />
      <section className="panel" aria-labelledby="office-health">
        <h2 id="office-health">{t('devices.office')}</h2>
        <dl className="facts">
          <Fact label={t('devices.printer')}>
            {status.printer === 'ok' && <Badge tone="done">{t('devices.printer.ok')}</Badge>}
            {status.printer === 'failed' && <Badge tone="stop">{t('devices.printer.failed')}</Badge>}
            {status.printer === 'none' && <Badge tone="idle">{t('devices.printer.none')}</Badge>}
          </Fact>
          <Fact label={t('devices.disk')}>
            {status.writable ? (
              <Badge tone="done">{t('devices.disk.ok')}</Badge>
            ) : (
              <Badge tone="stop">{t('devices.disk.failed')}</Badge>
            )}
          </Fact>
          <Fact label={t('devices.clock')}>
            {status.clockStepMs === null ? (
              <Badge tone="done">{t('devices.clock.ok')}</Badge>
            ) : (
              <Badge tone="risk">{t('clock.step', { seconds: Math.round(status.clockStepMs / 1000) })}</Badge>
            )}
          </Fact>
          <Fact label={t('devices.lag')}>
            {lag === null ? t('hubs.lagUnknown') : t('offices.lagEvents', { count: lag })}
          </Fact>
          <Fact label={t('offices.version')}>{status.version}</Fact>
          <Fact label={t('devices.age')}>
            {devices.ageSeconds === null ? t('age.never') : agoText(devices.ageSeconds, t)}
          </Fact>
        </dl>
      </section>
      <section className="panel" aria-labelledby="device-list">
        <h2 id="device-list">{t('office.devices')}</h2>
        <Table
          caption={t('office.devices')}
          rows={status.devices.toSorted((a, b) => Number(ill.has(b.id)) - Number(ill.has(a.id)))}
          keyOf={({ id }) => id}
          empty={t('devices.none')}
          columns={[
            {
              key: 'id',
              head: t('devices.device'),
              cell: ({ id, role }) => (
                <>
                  {id}
                  <small>{t(`device.${role}`)}</small>
                </>
              ),
            },
            {
              key: 'state',
              head: t('devices.state'),
              cell: ({ connected }) =>
                connected ? (
                  <Badge tone="done">{t('hub.connected')}</Badge>
                ) : (
                  <Badge tone="risk">{t('hub.away')}</Badge>
                ),
            },
            {
              key: 'calls',
              head: t('devices.calls'),
              cell: (device) =>
                device.role === 'display' ? <Calls device={device} now={status.at} zone={timeZone} /> : '–',
            },
            {
              key: 'windows',
              head: t('devices.windows'),
              cell: ({ role, windows }) => (role === 'display' ? (windows?.join(', ') ?? t('devices.all')) : '–'),
            },
            { key: 'version', head: t('offices.version'), cell: ({ report }) => report?.version ?? '–' },
            { key: 'crashes', head: t('devices.crashes'), figure: true, cell: ({ report }) => report?.crashes ?? '–' },
            { key: 'hangs', head: t('devices.hangs'), figure: true, cell: ({ report }) => report?.hangs ?? '–' },
            {
              key: 'report',
              head: t('devices.report'),
              cell: ({ reportedAt }) =>
                reportedAt === null ? t('age.never') : agoText((status.at - reportedAt) / 1000, t),
            },
            {
              key: 'acts',
              head: t('staff.acts'),
              hideHead: true,
              cell: ({ id }) =>
                devices.connected && (
                  <div className="acts">
                    <Confirm
                      button={t('devices.revoke')}
                      heading={t('devices.revokeHeading', { id })}
                      action={t('devices.revokeAction')}
                      final
                      work={() => routes.revokeDevice(code, id)}
                      onDone={() => void reload()}
                    >
                      <p>{t('devices.revokeLead')}</p>
                    </Confirm>
                  </div>
                ),
            },
          ]}
        />
      </section>
    </>
  )
}

const callTones = { missed: 'stop', silent: 'risk', fine: 'done', unknown: 'idle' } as const

/** Whether a display's calls can be seen and heard, and when the last one was. */
function Calls({ device, now, zone }: { readonly device: Device; readonly now: number; readonly zone: string }) {
  const t = useConsoleTexts()
  const { calls } = device
  const state = callsState(device)
  const since = (state === 'missed' ? calls?.missedSince : calls?.silentSince) ?? null
  const last = calls?.announcedAt ?? null
  return (
    <>
      <Badge tone={callTones[state]}>
        {t(`devices.calls.${state}`, { time: since === null ? '' : momentText(since, now, zone) })}
      </Badge>
      {last !== null && <small>{t('devices.calls.last', { time: momentText(last, now, zone) })}</small>}
    </>
  )
}

/** What of the devices needs a person, the worst first; or that all is well. */
export function DeviceTroubles({ troubles }: { readonly troubles: readonly DeviceTrouble[] }) {
  const t = useConsoleTexts()
  if (troubles.length === 0) {
    return (
      <Note tone="done" heading={t('devices.well')}>
        <p>{t('devices.wellLead')}</p>
      </Note>
    )
  }
  return (
    <section className="stack" aria-label={t('devices.ill')}>
      {troubles.map(({ text, tone }) => (
        <Note key={text} tone={tone}>
          <p>{text}</p>
        </Note>
      ))}
    </section>
  )
}

/** One line of a list of facts. */
export function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
