import { addDays, formatDate, useLanguage } from '@cherha/ui'
import { capital, goBack, serviceState, serviceTitle, type ScreenProps } from '../kiosk.ts'
import { BackKey, Big } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

/** A refusal says what to do next: the nearest free place of a later day is the blue button. */
export function NoPlaces({ kiosk, screen }: ScreenProps<'when'>) {
  const t = useT()
  const language = useLanguage()
  const { view, today, dispatch } = kiosk
  const { service, path } = screen.order
  const state = serviceState(view, service)
  const nearest = state?.nextDay ?? null
  const others = view.services.filter((other) => other.freeToday > 0).length
  return (
    <Page
      kiosk={kiosk}
      title={t(path === 'today' ? 'none.title' : 'none.later.title')}
      step={{ path, name: 'service' }}
      chosen={[[t('when.service'), serviceTitle(view, service, language)]]}
      label={t('none.group')}
      className="tight"
      foot={<BackKey kiosk={kiosk} />}
    >
      {path === 'today' && nearest !== null && (
        <>
          <Big
            go
            title={t('date.at', { date: formatDate(nearest.date, language, 'day-month'), time: nearest.time })}
            note={
              nearest.date === addDays(today, 1)
                ? t('none.nearest.tomorrow')
                : t('none.nearest', { weekday: capital(formatDate(nearest.date, language, 'weekday')) })
            }
            onPress={() => dispatch({ do: 'choose-place', path: 'later', date: nearest.date, time: nearest.time })}
          />
          <Big
            title={t('none.other-day')}
            note={t('none.other-day.note', {
              date: formatDate(state?.lastDate ?? nearest.date, language, 'day-month'),
            })}
            onPress={() => dispatch({ do: 'other-day' })}
          />
        </>
      )}
      <Big
        title={t('none.other-service')}
        note={others > 0 ? t('none.other-service.note', { count: others }) : t('none.other-service.plain')}
        onPress={() => goBack(kiosk)}
      />
      <div className="online">
        <p className="say">
          <b>{t('none.maybe')}</b> {t('none.maybe.rest')}
        </p>
      </div>
    </Page>
  )
}
