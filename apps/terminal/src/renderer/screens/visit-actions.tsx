import { priorityLetter } from '@cherha/shared/text'
import { formatDate, useLanguage } from '@cherha/ui'
import { dateOfDayMonth } from '../flow/typed.ts'
import { problemText, type ScreenProps } from '../kiosk.ts'
import { BackKey, Big } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

/** What can be done with the ticket. */
export function VisitActionsScreen({ kiosk, screen }: ScreenProps<'visit-actions'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, today, dispatch, commands } = kiosk
  const { sending, problem } = screen
  const byCode = flow.visit.by === 'code'
  const date = (byCode ? dateOfDayMonth(flow.visit.date, today) : null) ?? today
  const forToday = date === today
  const busy = sending !== null
  const words = formatDate(date, language, 'weekday-day-month')
  return (
    <Page
      kiosk={kiosk}
      title={t('visit.actions.title')}
      problem={problem && problemText(problem, language, t)}
      chosen={[
        [
          t('visit.ticket'),
          `${flow.visit.number}, ${forToday ? t('visit.today', { date: formatDate(date, language, 'day-month') }) : words}`,
        ],
      ]}
      label={t('visit.actions.title')}
      className="tight many"
      foot={<BackKey kiosk={kiosk} />}
    >
      {forToday ? (
        <>
          <Big
            go
            title={t('visit.check-in')}
            note={t('visit.check-in.note')}
            pending={sending === 'check-in'}
            disabled={busy}
            onPress={() => void commands.visit('check-in', today)}
          />
          {view.priorityCategories.length > 0 && (
            <Big
              title={t('visit.check-in.priority')}
              note={t('visit.check-in.priority.note')}
              plate={priorityLetter}
              disabled={busy}
              onPress={() => dispatch({ do: 'ask-priority' })}
            />
          )}
        </>
      ) : (
        <p className="say visit-day">{t('visit.other-day', { date: words })}</p>
      )}
      <Big
        title={t('visit.where')}
        note={t('visit.where.note')}
        disabled={busy}
        onPress={() => dispatch({ do: 'ask-where' })}
      />
      {byCode && view.printer !== 'none' && (
        <Big
          title={t('visit.reprint')}
          note={t('visit.reprint.note')}
          pending={sending === 'reprint'}
          disabled={busy}
          onPress={() => void commands.visit('reprint', today)}
        />
      )}
      {byCode && (
        <Big danger title={t('visit.withdraw')} disabled={busy} onPress={() => dispatch({ do: 'ask-withdraw' })} />
      )}
    </Page>
  )
}

/** What cannot be undone is asked once more. */
export function WithdrawScreen({ kiosk, screen }: ScreenProps<'withdraw'>) {
  const t = useT()
  const language = useLanguage()
  const { flow, today, commands } = kiosk
  return (
    <Page
      kiosk={kiosk}
      title={t('withdraw.title', { number: flow.visit.number })}
      note={t('withdraw.note')}
      problem={screen.problem && problemText(screen.problem, language, t)}
      label={t('withdraw.group')}
      className="tight"
      foot={<BackKey kiosk={kiosk} label={t('withdraw.no')} />}
    >
      <Big
        danger
        title={t('withdraw.yes')}
        pending={screen.sending}
        onPress={() => void commands.visit('withdraw', today)}
      />
    </Page>
  )
}
