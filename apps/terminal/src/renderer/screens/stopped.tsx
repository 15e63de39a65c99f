import type { SuspensionView } from '@cherha/shared/protocol'
import { Icon, formatDate, formatTime, useLanguage, type IconName } from '@cherha/ui'
import type { ReactNode } from 'react'
import { hoursOn } from '../calendar.ts'
import { isSending } from '../flow/flow.ts'
import { earliest, type Kiosk } from '../kiosk.ts'
import { Assist } from '../parts/assist.tsx'
import { Big } from '../parts/controls.tsx'
import { SignTop, Title } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

interface CalmProps {
  readonly kiosk: Kiosk
  readonly icon: IconName
  readonly title: string
  readonly note: string
  /** What still works first, what to do second, what broke last. */
  readonly says: readonly string[]
  readonly children?: ReactNode
}

/** A full calm screen: the terminal takes no tickets now. */
function Calm({ kiosk, icon, title, note, says, children }: CalmProps) {
  return (
    <>
      <section className="sign calm">
        <SignTop kiosk={kiosk} />
        <Icon name={icon} className="what" />
        <Title text={title} focus />
        <p className="sign-note">{note}</p>
      </section>
      <section className="touch tight" aria-label={title}>
        {says.map((say) => (
          <p className="say" key={say}>
            {say}
          </p>
        ))}
        {children}
        <div className="grow" />
        <Assist kiosk={kiosk} />
      </section>
    </>
  )
}

/** Alert, power cut or another stop: reason, what stays valid, when it goes on. */
export function SuspendedScreen({ kiosk, suspended }: { kiosk: Kiosk; suspended: SuspensionView }) {
  const t = useT()
  const language = useLanguage()
  const { office } = kiosk.view
  const alert = suspended.reason === 'alert'
  const shelter = alert && office.shelter !== null ? [office.shelter[language]] : []
  if (suspended.until !== null) {
    const time = formatTime(Date.parse(suspended.until), office.timeZone)
    return (
      <Calm
        kiosk={kiosk}
        icon="pause"
        title={t('suspended.returning')}
        note={t('suspended.until', { time })}
        says={[t('suspended.keep'), t('suspended.same-number'), t('suspended.registration')]}
      />
    )
  }
  const note = alert ? t('suspended.alert.go') : t('suspended.registration')
  return (
    <Calm
      kiosk={kiosk}
      icon={alert ? 'triangle' : 'pause'}
      title={t(`suspended.${suspended.reason}`)}
      note={note}
      says={[
        ...shelter,
        t('suspended.keep'),
        t(alert ? 'suspended.after-alert' : 'suspended.after'),
        ...(note === t('suspended.registration') ? [] : [t('suspended.registration')]),
      ]}
    />
  )
}

/** No open day: later days may still be booked. */
export function ClosedScreen({ kiosk }: { kiosk: Kiosk }) {
  const t = useT()
  const language = useLanguage()
  const { view, today, dispatch } = kiosk
  const later = earliest(view.services.map((service) => service.nextDay?.date))
  const hours = hoursOn(view.office.hours, today)
    .map(([from, to]) => `${from}\u2060–\u2060${to}`)
    .join(', ')
  return (
    <Calm
      kiosk={kiosk}
      icon="ring"
      title={t('closed.title')}
      note={t('closed.note')}
      says={[hours === '' ? t('closed.day') : t('closed.hours', { hours }), t('closed.ask')]}
    >
      {later !== null && (
        <div className="after-say">
          <Big
            go
            title={t('welcome.later')}
            note={t('welcome.later.note', { date: formatDate(later, language, 'weekday-day-month') })}
            onPress={() => dispatch({ do: 'take-ticket', path: 'later' })}
          />
        </div>
      )}
    </Calm>
  )
}

/**
 * The printer says that no ticket can come out: nobody gets a number that is on no paper. Who has a ticket goes on; a
 * registration that was begun waits behind this screen and comes back by itself.
 */
export function NoPaperScreen({ kiosk }: { kiosk: Kiosk }) {
  const t = useT()
  const { view, dispatch } = kiosk
  const trouble = view.printing?.trouble
  return (
    <Calm
      kiosk={kiosk}
      icon="triangle"
      title={t(trouble === 'paper-out' ? 'paper.out' : trouble === 'cover-open' ? 'paper.cover' : 'paper.stopped')}
      note={t('paper.note')}
      says={[t('paper.staff'), t('paper.tickets')]}
    >
      <div className="after-say">
        <Big
          go
          title={t('welcome.have')}
          note={t('welcome.have.note')}
          onPress={() => dispatch({ do: 'have-ticket' })}
        />
      </div>
    </Calm>
  )
}

/** The hub is out of reach. The last view still says which office this is; without one only the words stand here. */
export function LostScreen({ kiosk }: { kiosk: Kiosk | null }) {
  const t = useT()
  const sent = kiosk !== null && isSending(kiosk.flow.screen)
  const says = [...(sent ? [t('lost.sent')] : []), t('lost.tickets'), t('lost.staff')]
  if (kiosk !== null) {
    return <Calm kiosk={kiosk} icon="wifi-off" title={t('lost.title')} note={t('lost.note')} says={says} />
  }
  return <Bare icon="wifi-off" title={t('lost.title')} note={t('lost.note')} says={says} />
}

/** The link of this page was used already. */
export function UnpairedScreen() {
  const t = useT()
  return <Bare icon="cross" title={t('unpaired.title')} note={t('unpaired.note')} says={[t('unpaired.how')]} />
}

/** The frame before anything is known: the heading and dashes. */
export function LoadingScreen() {
  const t = useT()
  return (
    <>
      <section className="sign">
        <div className="sign-top">
          <Icon name="mark" />
        </div>
        <Title text={t('welcome.title')} focus={false} />
      </section>
      <section className="touch roomy" aria-busy="true">
        {(['today', 'later', 'have'] as const).map((what) => (
          <div className="big none" key={what}>
            <div>
              <b>{t(`welcome.${what}`)}</b>
              <span>–</span>
            </div>
          </div>
        ))}
      </section>
    </>
  )
}

function Bare({ icon, title, note, says }: Omit<CalmProps, 'kiosk' | 'children'>) {
  return (
    <>
      <section className="sign calm">
        <div className="sign-top">
          <Icon name="mark" />
        </div>
        <Icon name={icon} className="what" />
        <Title text={title} focus />
        <p className="sign-note">{note}</p>
      </section>
      <section className="touch">
        {says.map((say) => (
          <p className="say" key={say}>
            {say}
          </p>
        ))}
      </section>
    </>
  )
}
