import { stayAnswer, type StayAnswer } from '@cherha/shared/information'
import type { Language } from '@cherha/shared/protocol'
import { formatDate, KeyPad, useLanguage } from '@cherha/ui'
import { useRef } from 'react'
import { shapeFullDate } from '../flow/typed.ts'
import { sentence, type ScreenProps } from '../kiosk.ts'
import { BackKey, GoKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { useT, type T } from '../texts/index.ts'

const digits = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['0']]
const fields = ['entry', 'exit'] as const

/** How long somebody without a visa may still stay (I10–I17). It informs; an officer decides. */
export function StayScreen({ kiosk, screen }: ScreenProps<'stay'>) {
  const t = useT()
  const language = useLanguage()
  const { flow, today, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  const { stays } = flow.info
  const answer = stays.length === 0 ? null : stayAnswer(stays, today)
  return (
    <Page
      kiosk={kiosk}
      title={t('stay.title')}
      {...(answer === null ? { note: t('stay.note') } : {})}
      problem={answer !== null && !answer.ok ? stayProblem(answer, t) : null}
      {...(answer?.ok === true ? { chosen: facts(answer, stays.length, language, t) } : {})}
      label={t('stay.group')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          {stays.length > 0 && (
            <button type="button" className="key" onClick={() => dispatch({ do: 'clear-stays' })}>
              {t('info.clear')}
            </button>
          )}
          <GoKey icon={null} onPress={() => dispatch({ do: 'add-stay' })}>
            {t('stay.add')}
          </GoKey>
        </>
      }
    >
      <form
        className="fields"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          dispatch({ do: 'add-stay' })
        }}
      >
        {fields.map((field) => (
          <Field
            key={`${field}-${stays.length}`}
            label={t(`stay.${field}`)}
            hint={t(`stay.${field}.hint`)}
            value={flow.info[field]}
            maxLength={11}
            onChange={(value) => dispatch({ do: 'type-info', field, value: shapeFullDate(value) })}
            target={target}
            first={field === 'entry'}
            wrong={screen.wrong?.field === field ? sentence(screen.wrong.message, language) : null}
          />
        ))}
        <input type="submit" hidden />
      </form>
      <KeyPad target={target} rows={digits} label={t('guardian.pad')} eraseLabel={t('keyboard.erase-digit')} />
    </Page>
  )
}

type Right = Extract<StayAnswer, { ok: true }>

function facts(
  { used, left, last, next }: Right,
  count: number,
  language: Language,
  t: T,
): (readonly [string, string])[] {
  return [
    [t('stay.stays'), String(count)],
    [t('stay.used'), t('stay.days', { count: used })],
    [t('stay.left'), t('stay.days', { count: left })],
    last === null
      ? [t('stay.next'), next === null ? '–' : formatDate(next, language, 'day-month-year')]
      : [t('stay.last'), formatDate(last, language, 'day-month-year')],
  ]
}

function stayProblem({ problems }: Extract<StayAnswer, { ok: false }>, t: T): string {
  const [first] = problems
  if (first === undefined) return t('problem.technical')
  const stay = first.stay + 1
  switch (first.code) {
    case 'stay-no-date':
      return t('stay.no-date', { stay })
    case 'stay-reversed':
      return t('stay.reversed', { stay })
    case 'stay-future':
      return t('stay.future', { stay })
    case 'stay-overlap':
      return t('stay.overlap', { stay, other: first.other + 1 })
  }
}
