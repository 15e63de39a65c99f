import { priorityLetter } from '@cherha/shared/text'
import { formatDate, useLanguage } from '@cherha/ui'
import { earliest, type ScreenProps } from '../kiosk.ts'
import { Big } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

/** The start: what one can come for. */
export function WelcomeScreen({ kiosk }: ScreenProps<'welcome'>) {
  const t = useT()
  const language = useLanguage()
  const { view, dispatch } = kiosk
  const free = view.services.reduce((sum, service) => sum + service.freeToday, 0)
  const time = earliest(view.services.map((service) => service.nearestToday))
  const later = earliest(view.services.map((service) => service.nextDay?.date))
  const todayOpen = free > 0 && time !== null
  const note = (
    <>
      {t('welcome.note')}
      <br />
      <span lang={language === 'uk' ? 'en' : 'uk'}>{t('welcome.other-language')}</span>
    </>
  )
  return (
    <Page kiosk={kiosk} title={t('welcome.title')} note={note} label={t('welcome.choose')} className="roomy five">
      <Big
        title={t('welcome.today')}
        note={todayOpen ? t('welcome.today.note', { time, count: free }) : t('welcome.today.none')}
        go={todayOpen}
        none={!todayOpen}
        onPress={() => dispatch({ do: 'take-ticket', path: 'today' })}
      />
      <Big
        title={t('welcome.later')}
        note={
          later === null
            ? t('welcome.later.none')
            : t('welcome.later.note', { date: formatDate(later, language, 'weekday-day-month') })
        }
        go={!todayOpen && later !== null}
        none={later === null}
        onPress={() => dispatch({ do: 'take-ticket', path: 'later' })}
      />
      <Big title={t('welcome.have')} note={t('welcome.have.note')} onPress={() => dispatch({ do: 'have-ticket' })} />
      {view.priorityCategories.length > 0 && (
        <Big
          title={t('welcome.priority')}
          note={t('welcome.priority.note')}
          plate={priorityLetter}
          onPress={() => dispatch({ do: 'take-ticket', path: 'priority' })}
        />
      )}
      <Big title={t('welcome.info')} note={t('welcome.info.note')} onPress={() => dispatch({ do: 'inform' })} />
    </Page>
  )
}
