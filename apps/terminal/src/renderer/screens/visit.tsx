import type { Bilingual } from '@cherha/shared/protocol'
import { priorityLetter } from '@cherha/shared/text'
import { KeyPad, crockfordRows, digitRow, useLanguage } from '@cherha/ui'
import { useRef, useState } from 'react'
import type { FieldProblem, VisitField } from '../flow/flow.ts'
import { dayMonthOf, shapeCode, shapeDate, shapeDigits, shapeNumber, shapeTime } from '../flow/typed.ts'
import { sentence, type Kiosk, type ScreenProps } from '../kiosk.ts'
import { BackKey, Big, GoKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

const shapes = { number: shapeNumber, date: shapeDate, code: shapeCode, time: shapeTime, digits: shapeDigits } as const
const lengths = { number: 8, date: 6, code: 10, time: 6, digits: 5 } as const
const bigDigits = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['0']]

/** The ticket a visitor already has: its number, on paper or in a message. */
export function VisitScreen({ kiosk, screen }: ScreenProps<'visit'>) {
  const t = useT()
  const go = (): void => kiosk.dispatch({ do: 'name-ticket' })
  return (
    <Typed
      kiosk={kiosk}
      title={t('visit.title')}
      note={t('visit.note')}
      fields={['number']}
      wrong={screen.wrong}
      next={t('visit.next')}
      onGo={go}
    />
  )
}

/** A ticket has a code; an online booking has time and document digits. */
export function VisitHowScreen({ kiosk }: ScreenProps<'visit-how'>) {
  const t = useT()
  const { dispatch } = kiosk
  return (
    <Page
      kiosk={kiosk}
      title={t('visit.how.title')}
      note={t('visit.how.note')}
      chosen={chosenTicket(kiosk, t('visit.ticket'))}
      label={t('visit.how.title')}
      className="tight"
      foot={<BackKey kiosk={kiosk} />}
    >
      <Big
        title={t('visit.how.code')}
        note={t('visit.how.code.note')}
        onPress={() => dispatch({ do: 'prove-by', by: 'code' })}
      />
      <Big
        title={t('visit.how.online')}
        note={t('visit.how.online.note')}
        onPress={() => dispatch({ do: 'prove-by', by: 'digits' })}
      />
    </Page>
  )
}

/** Day and code of a ticket. */
export function VisitCodeScreen({ kiosk, screen }: ScreenProps<'visit-code'>) {
  const t = useT()
  const { flow, today, dispatch } = kiosk
  const go = (): void => {
    if (flow.visit.date === '') dispatch({ do: 'type-visit', field: 'date', value: dayMonthOf(today) })
    dispatch({ do: 'find-ticket', today })
  }
  return (
    <Typed
      kiosk={kiosk}
      title={t('visit.code.title')}
      note={t('visit.code.note')}
      ticket={t('visit.ticket')}
      fields={['date', 'code']}
      first="code"
      wrong={screen.wrong}
      next={t('visit.find')}
      onGo={go}
    />
  )
}

/** Time and document digits of an online booking; it is for today. */
export function VisitOnlineScreen({ kiosk, screen }: ScreenProps<'visit-online'>) {
  const t = useT()
  const { today, dispatch } = kiosk
  return (
    <Typed
      kiosk={kiosk}
      title={t('visit.online.title')}
      note={t('visit.online.note')}
      ticket={t('visit.ticket')}
      fields={['time', 'digits']}
      wrong={screen.wrong}
      next={t('visit.find')}
      onGo={() => dispatch({ do: 'find-ticket', today })}
    />
  )
}

interface TypedProps {
  readonly kiosk: Kiosk
  readonly title: string
  readonly note: string
  /** The word before the number that was given; left out where the number is asked for. */
  readonly ticket?: string
  readonly fields: readonly [VisitField, ...VisitField[]]
  /** The field that is filled in first; left out: the first one. */
  readonly first?: VisitField
  readonly wrong: FieldProblem<VisitField> | null
  readonly next: string
  readonly onGo: () => void
}

/** Fields of a ticket and the keys they need. */
function Typed({ kiosk, title, note, ticket, fields, first = fields[0], wrong, next, onGo }: TypedProps) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, today, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  const [at, setAt] = useState<VisitField>(first)
  // today's date stands there until the visitor touches it
  const values = { ...flow.visit, date: flow.visit.date || (at === 'date' ? '' : dayMonthOf(today)) }
  const message = (field: VisitField): Bilingual | null => (wrong?.field === field ? wrong.message : null)
  return (
    <Page
      kiosk={kiosk}
      title={title}
      note={note}
      {...(ticket === undefined ? {} : { chosen: chosenTicket(kiosk, ticket) })}
      label={t('visit.group')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <GoKey onPress={onGo}>{next}</GoKey>
        </>
      }
    >
      <form
        className="fields"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          onGo()
        }}
      >
        {fields.map((field) => {
          const complaint = message(field)
          return (
            <Field
              key={field}
              label={t(`visit.${field}`)}
              {...(field === 'date' ? { hint: t('visit.date.hint') } : {})}
              value={values[field]}
              maxLength={lengths[field]}
              onChange={(value) => dispatch({ do: 'type-visit', field, value: shapes[field](value) })}
              target={target}
              onFocus={() => setAt(field)}
              first={field === first && wrong === null}
              wrong={complaint === null ? null : sentence(complaint, language)}
            />
          )
        })}
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

function chosenTicket({ flow }: Kiosk, ticket: string): readonly (readonly [string, string])[] {
  return [[ticket, flow.visit.number]]
}

function keysFor(field: VisitField, letters: readonly string[]): readonly (readonly string[])[] {
  switch (field) {
    case 'number':
      return letters.length > 10 ? [letters.slice(0, 8), letters.slice(8), digitRow] : [letters, digitRow]
    case 'date':
      return [digitRow]
    case 'code':
      return [digitRow, ...crockfordRows]
    case 'time':
    case 'digits':
      return bigDigits
  }
}
