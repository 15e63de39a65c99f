import { priorityLetter } from '@cherha/shared/text'
import { KeyPad, crockfordRows, digitRow, formatDate, useLanguage } from '@cherha/ui'
import { useRef, useState } from 'react'
import type { VisitField } from '../flow/flow.ts'
import { dateOfDayMonth, dayMonthOf, shapeCode, shapeDate, shapeNumber } from '../flow/typed.ts'
import { problemText, sentence, type ScreenProps } from '../kiosk.ts'
import { BackKey, Big, GoKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

const shapes = { number: shapeNumber, date: shapeDate, code: shapeCode } as const
const lengths = { number: 8, date: 6, code: 10 } as const
const fields: readonly VisitField[] = ['number', 'date', 'code']

/** The ticket a visitor already has: number, day, code. */
export function VisitScreen({ kiosk, screen }: ScreenProps<'visit'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, today, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  const [at, setAt] = useState<VisitField>('number')
  const visit = { ...flow.visit, date: flow.visit.date || (at === 'date' ? '' : dayMonthOf(today)) }
  const go = (): void => {
    if (flow.visit.date === '') dispatch({ do: 'type-visit', field: 'date', value: dayMonthOf(today) })
    dispatch({ do: 'find-ticket', today })
  }
  return (
    <Page
      kiosk={kiosk}
      title={t('visit.title')}
      note={t('visit.note')}
      label={t('visit.group')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <GoKey onPress={go}>{t('visit.next')}</GoKey>
        </>
      }
    >
      <form
        className="fields"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        {fields.map((field) => (
          <Field
            key={field}
            label={t(`visit.${field}`)}
            {...(field === 'date' ? { hint: t('visit.date.hint') } : {})}
            value={visit[field]}
            maxLength={lengths[field]}
            onChange={(value) => dispatch({ do: 'type-visit', field, value: shapes[field](value) })}
            target={target}
            onFocus={() => setAt(field)}
            first={field === 'number'}
            wrong={screen.wrong?.field === field ? sentence(screen.wrong.message, language) : null}
          />
        ))}
        <input type="submit" hidden />
      </form>
      <KeyPad
        target={target}
        rows={keysFor(at, [...view.office.services.map((service) => service.letter), priorityLetter])}
        label={t('visit.pad')}
        eraseLabel={t('keyboard.erase-digit')}
        eraseGrow={2}
      />
    </Page>
  )
}

function keysFor(field: VisitField, letters: readonly string[]): readonly (readonly string[])[] {
  switch (field) {
    case 'number':
      return letters.length > 10 ? [letters.slice(0, 8), letters.slice(8), digitRow] : [letters, digitRow]
    case 'date':
      return [digitRow]
    case 'code':
      return [digitRow, ...crockfordRows]
  }
}

/** What can be done with the ticket. */
export function VisitActionsScreen({ kiosk, screen }: ScreenProps<'visit-actions'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, today, dispatch, commands } = kiosk
  const { sending, problem } = screen
  const date = dateOfDayMonth(flow.visit.date, today) ?? today
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
      className="tight"
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
      {view.printer !== 'none' && (
        <Big
          title={t('visit.reprint')}
          note={t('visit.reprint.note')}
          pending={sending === 'reprint'}
          disabled={busy}
          onPress={() => void commands.visit('reprint', today)}
        />
      )}
      <Big danger title={t('visit.withdraw')} disabled={busy} onPress={() => dispatch({ do: 'ask-withdraw' })} />
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
