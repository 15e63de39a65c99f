import type { AdminBooking } from '@cherha/shared/protocol'
import { useConsole } from '../console-context.ts'
import { momentText, numberText } from '../model/format.ts'
import { Badge, Note, type Tone } from '../parts/badge.tsx'
import { Shown } from '../parts/loading.tsx'
import { useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'
import { PortalsPanel } from './portals-panel.tsx'

const everyMs = 10_000

type Booking = NonNullable<AdminBooking['booking']>

const gatewayTones = { none: 'risk', up: 'done', away: 'risk' } as const satisfies Record<Booking['gateway'], Tone>
const networkTones = { off: 'idle', ok: 'done', old: 'risk' } as const satisfies Record<string, Tone>

/** How it stands with online booking: messages, holds, lists of addresses, portals. */
export function BookingPage() {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const loaded = useLoad('booking', routes.booking, everyMs)
  return (
    <>
      <title>{t('console.title', { what: t('nav.booking') })}</title>
      <h1>{t('nav.booking')}</h1>
      <p className="quiet">{t('booking.lead')}</p>
      <section className="panel" aria-label={t('nav.booking')}>
        <Shown loaded={loaded}>
          {({ booking }) =>
            booking === null ? (
              <Note tone="risk" heading={t('booking.off')}>
                <p>{t('booking.offLead')}</p>
              </Note>
            ) : (
              <State booking={booking} />
            )
          }
        </Shown>
      </section>
      <PortalsPanel />
    </>
  )
}

function State({ booking: { gateway, messages, holds, booked, codes, networks } }: { readonly booking: Booking }) {
  const t = useConsoleTexts()
  const { language, client } = useConsole()
  const number = (value: number): string => numberText(value, language)
  return (
    <dl className="facts">
      <div className="wide">
        <dt>{t('booking.gateway')}</dt>
        <dd>
          <Badge tone={gatewayTones[gateway]}>{t(`booking.gateway.${gateway}`)}</Badge>
        </dd>
      </div>
      <div>
        <dt>{t('booking.waiting')}</dt>
        <dd>{number(messages.waiting)}</dd>
      </div>
      <div>
        <dt>{t('booking.retrying')}</dt>
        <dd>{number(messages.retrying)}</dd>
      </div>
      <div>
        <dt>{t('booking.holds')}</dt>
        <dd>{number(holds)}</dd>
      </div>
      <div>
        <dt>{t('booking.booked')}</dt>
        <dd>{number(booked)}</dd>
      </div>
      <div>
        <dt>{t('booking.codes')}</dt>
        <dd>{number(codes.hour)}</dd>
      </div>
      <div>
        <dt>{t('booking.codes-refused')}</dt>
        <dd>{number(codes.refused)}</dd>
      </div>
      <div className="wide">
        <dt>{t('booking.networks')}</dt>
        <dd>
          <Badge tone={networkTones[networks.state]}>
            {t(`booking.networks.${networks.state}`, { networks: number(networks.networks) })}
          </Badge>
          {networks.readAt !== null && (
            <small>{t('booking.readAt', { time: momentText(networks.readAt, client.now()) })}</small>
          )}
          {networks.error !== null && <small lang="en">{networks.error}</small>}
        </dd>
      </div>
    </dl>
  )
}
