import type { Stay } from '@cherha/shared/calendar'
import { stayAnswer } from '@cherha/shared/information'
import { Icon, officeDate } from '@cherha/ui'
import { type FormEvent, useRef, useState } from 'react'
import { Field } from '../parts/field.tsx'
import { homeZone } from '../parts/zone.ts'
import type { Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import type { TextKey } from '../texts/uk.ts'
import { NeedsScript } from './latin-page.tsx'
import { shortDay, StayResult } from './stay-result.tsx'
import { ToolHead } from './tool-head.tsx'

type FieldName = 'entry' | 'exit'
interface Wrong {
  readonly field: FieldName
  readonly text: TextKey
  /** The stay it overlaps with, from 1. */
  readonly other?: number
}

const empty = { entry: '', exit: '' }

/** 90 days of 180 (I10–I17): a stay is added when it is right, and what was typed stays when it is not. */
export function StayPage({ goTo }: { readonly goTo: (to: Route) => void }) {
  const { t } = useWords()
  const [stays, setStays] = useState<readonly Stay[]>([])
  const [typed, setTyped] = useState(empty)
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const [tries, setTries] = useState(0)
  const [said, setSaid] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const list = useRef<HTMLHeadingElement>(null)
  // both drawn only after a script has run: the document itself knows no day
  const today = stays.length === 0 ? '' : officeDate(Date.now(), homeZone)

  function add(event: FormEvent): void {
    event.preventDefault()
    setTries(tries + 1)
    const fields = form.current?.elements
    const half = (['entry', 'exit'] as const).find((name) => {
      const input = fields?.namedItem(name)
      return input instanceof HTMLInputElement && input.validity.badInput
    })
    const problem = half === undefined ? problemOf(stays, typed) : ({ field: half, text: 'stay.no-date' } as const)
    setWrong(problem)
    if (problem !== null) return
    setStays([...stays, { entry: typed.entry, exit: typed.exit === '' ? null : typed.exit }])
    setTyped(empty)
    setSaid('')
    const first = fields?.namedItem('entry')
    if (first instanceof HTMLInputElement) first.focus()
  }

  function remove(index: number): void {
    setStays(stays.filter((_, at) => at !== index))
    setWrong(null)
    setSaid(t('stay.removed', { stay: index + 1 }))
    // the button has gone, and with it the place of the focus
    const first = form.current?.elements.namedItem('entry')
    if (stays.length > 1) list.current?.focus()
    else if (first instanceof HTMLInputElement) first.focus()
  }

  const field = (name: FieldName) => (
    <Field
      type="date"
      name={name}
      label={t(`stay.${name}`)}
      hint={t(`stay.${name}.hint`)}
      wrong={wrong?.field === name ? t(wrong.text, { other: wrong.other ?? 0 }) : null}
      tries={tries}
      min="1991-01-01"
      value={typed[name]}
      onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
    />
  )

  return (
    <>
      <ToolHead title={t('stay.title')} what={t('stay.lead')} goTo={goTo} />
      <form ref={form} className="block ask" noValidate onSubmit={add}>
        <div className="dates">
          {field('entry')}
          {field('exit')}
        </div>
        <button type="submit" className="go">
          <span>{t('stay.add')}</span>
        </button>
      </form>
      <p className="vh" role="status">
        {said}
      </p>
      {stays.length > 0 && (
        <div className="block">
          <h2 ref={list} tabIndex={-1}>
            {t('stay.stays')}
          </h2>
          <ol className="stays">
            {stays.map(({ entry, exit }, index) => (
              <li key={`${entry}-${exit}`}>
                <span>
                  {t('stay.row', {
                    entry: shortDay(entry),
                    exit: exit === null ? t('stay.here') : shortDay(exit),
                  })}
                </span>
                <button
                  type="button"
                  className="undo"
                  aria-label={t('stay.remove.which', { stay: index + 1 })}
                  onClick={() => remove(index)}
                >
                  <Icon name="cross" />
                  {t('stay.remove')}
                </button>
              </li>
            ))}
          </ol>
        </div>
      )}
      <div className="block" role="status">
        {stays.length > 0 && <StayResult stays={stays} today={today} />}
      </div>
      <div className="block">
        <p className="note">{t('stay.note')}</p>
        <p className="note">{t('tools.private')}</p>
      </div>
      <NeedsScript />
    </>
  )
}

/** What is wrong with a stay that is to be added; null: nothing. */
export function problemOf(
  stays: readonly Stay[],
  { entry, exit }: { readonly entry: string; readonly exit: string },
  today = officeDate(Date.now(), homeZone),
): Wrong | null {
  if (entry === '') return { field: 'entry', text: 'stay.no-entry' }
  const answer = stayAnswer([...stays, { entry, exit: exit === '' ? null : exit }], today)
  if (answer.ok) return null
  const [first] = answer.problems
  switch (first?.code) {
    case undefined:
      return null
    case 'stay-no-date':
      return { field: first.field, text: 'stay.no-date' }
    case 'stay-reversed':
      return { field: 'exit', text: 'stay.reversed' }
    case 'stay-future':
      return { field: entry > today ? 'entry' : 'exit', text: 'stay.future' }
    case 'stay-overlap': {
      // the list was right before: whichever is named, the other of the two is the one that stands in it
      const other = first.stay === stays.length ? first.other : first.stay
      return { field: 'entry', text: 'stay.overlap', other: other + 1 }
    }
  }
}
