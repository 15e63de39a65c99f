import { firstPossibleEntry, readStays, type Stay, visaFreeLimit } from '@cherha/shared/calendar'
import { stayAnswer } from '@cherha/shared/information'
import type { Language } from '@cherha/shared/protocol'
import { formatDate, plural } from '@cherha/ui'
import { useWords, type Words } from '../texts/texts.ts'
import type { TextKey } from '../texts/uk.ts'

/** What follows from stays of which each is right (I10–I14). @param today of the home zone, `YYYY-MM-DD` */
export function StayResult({ stays, today }: { readonly stays: readonly Stay[]; readonly today: string }) {
  const words = useWords()
  const { t, language } = words
  const rows = stayFacts(stays, today, words)
  if (rows === null) return null
  return (
    <section aria-labelledby="stay-result">
      <h2 id="stay-result">{t('stay.result', { date: dayOf(today, language) })}</h2>
      <dl className="facts stay">
        {rows.facts.map(([name, value, isMain]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{isMain ? <b>{value}</b> : value}</dd>
          </div>
        ))}
      </dl>
      {rows.isOver && <p className="note wrong">{t('stay.over')}</p>}
    </section>
  )
}

export interface StayFacts {
  readonly facts: readonly (readonly [name: string, value: string, isMain: boolean])[]
  readonly isOver: boolean
}

/** In words; null: the stays cannot be counted. */
export function stayFacts(stays: readonly Stay[], today: string, { t, language }: Words): StayFacts | null {
  const answer = stayAnswer(stays, today)
  const read = readStays(stays, today)
  if (!answer.ok || !read.ok) return null
  const { used, left, last, next, from } = answer
  const isHere = stays.some(({ exit }) => exit === null || exit === today)
  const whole = firstPossibleEntry(read.history, today, visaFreeLimit.days)
  const day = (date: string): string => dayOf(date, language)
  const facts: [string, string, boolean][] = [[t('stay.left'), days(left, language, t), true]]
  if (last !== null) facts.push([t(isHere ? 'stay.last' : 'stay.last.new'), day(last), true])
  if (next !== null) facts.push([t(isHere ? 'stay.next.leaving' : 'stay.next'), day(next), true])
  if (!isHere && whole !== null && whole !== today && whole !== next) facts.push([t('stay.full'), day(whole), false])
  facts.push([t('stay.used', { from: day(from) }), days(used, language, t), false])
  return { facts, isOver: isHere && used > visaFreeLimit.days }
}

const forms = ['stay.day.one', 'stay.day.few', 'stay.day.many'] as const satisfies readonly TextKey[]

function days(count: number, language: Language, t: Words['t']): string {
  const form = language === 'en' ? plural(count, 'en', [forms[0], forms[2]]) : plural(count, 'uk', forms)
  return t(form as TextKey, { count })
}

/** With its year: a window of 180 days may begin in the year before. */
function dayOf(date: string, language: Language): string {
  return formatDate(date, language, 'day-month-year')
}

/** `01.03.2026`, as it stands in a passport. */
export function shortDay(date: string): string {
  return date.split('-').toReversed().join('.')
}
