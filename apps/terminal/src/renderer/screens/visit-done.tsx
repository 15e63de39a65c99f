import { formatDate, useLanguage } from '@cherha/ui'
import { forget, minutesToCome, type Kiosk, type ScreenProps } from '../kiosk.ts'
import { Assist } from '../parts/assist.tsx'
import { GoKey } from '../parts/controls.tsx'
import { Page, SignTop } from '../parts/page.tsx'
import { returnSeconds, useReturnCountdown } from '../return-countdown.ts'
import { useT } from '../texts/index.ts'
import { NumberHero } from './ticket.tsx'

/** The visitor's ticket is in the queue on the board. */
export function CheckedInScreen({ kiosk, screen }: ScreenProps<'checked-in'>) {
  const t = useT()
  const date = formatDate(kiosk.today, useLanguage(), 'day-month')
  return (
    <>
      <section className="sign tall">
        <SignTop kiosk={kiosk} />
        <NumberHero label={t('checked-in.title')} number={screen.number} />
        {screen.readmitted && <p className="sign-note">{t('checked-in.readmitted')}</p>}
        {screen.time !== null && (
          <dl className="facts">
            <div>
              <dt>{t('check.time')}</dt>
              <dd>{t('date.comma.at', { date: t('today.date', { date }), time: screen.time })}</dd>
            </div>
          </dl>
        )}
      </section>
      <section className="touch low" aria-label={t('ticket.group')}>
        <ol className="next">
          <li>
            <b aria-hidden="true">1</b>
            <span>{t('ticket.wait')}</span>
          </li>
          <li>
            <b aria-hidden="true">2</b>
            <span>{t('ticket.come', { count: minutesToCome(kiosk.view) })}</span>
          </li>
        </ol>
        <Returns kiosk={kiosk} />
        <div className="grow" />
        <div className="foot">
          <GoKey icon={null} onPress={() => forget(kiosk)}>
            {t('done')}
          </GoKey>
        </div>
        <Assist kiosk={kiosk} />
      </section>
    </>
  )
}

/** The visitor has given the place back. */
export function WithdrawnScreen({ kiosk, screen }: ScreenProps<'withdrawn'>) {
  const t = useT()
  return (
    <Page
      kiosk={kiosk}
      title={t('withdrawn.title')}
      note={t('withdrawn.note')}
      chosen={[[t('visit.ticket'), screen.number]]}
      label={t('withdrawn.title')}
      foot={
        <GoKey icon={null} onPress={() => forget(kiosk)}>
          {t('done')}
        </GoKey>
      }
    >
      <Returns kiosk={kiosk} />
    </Page>
  )
}

/** The screen gives itself back. */
export function Returns({ kiosk }: { kiosk: Kiosk }) {
  const t = useT()
  const { speech } = kiosk.flow
  const left = useReturnCountdown(returnSeconds, speech, () => forget(kiosk))
  if (speech) return null
  return <p className="say quiet returns">{t('ticket.returns', { seconds: left })}</p>
}
