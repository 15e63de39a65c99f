import type { StatusAnswer } from '@cherha/shared/protocol'
import { formatDate, Icon, type IconName, officeDate } from '@cherha/ui'
import type { ReactNode, RefObject } from 'react'
import { homeZone } from '../parts/zone.ts'
import { useWords } from '../texts/texts.ts'

const shapes: Readonly<Record<StatusAnswer['steps'][number]['state'], IconName>> = {
  done: 'check',
  now: 'square',
  ahead: 'ring',
}

/** Where an application is: the stage first, then what the applicant has to do, then by when, then the path. */
export function StatusAnswerView({
  answer,
  heading,
  onAnother,
}: {
  readonly answer: StatusAnswer
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly onAnother: () => void
}) {
  const { t, of, language } = useWords()
  const day = (date: string): string => formatDate(date, language, 'day-month-year')
  const date = (of: string): string => formatDate(of, language, 'numeric')
  return (
    <article className="answer">
      <section className="lead">
        <button type="button" className="back" onClick={onAnother}>
          <Icon name="back" />
          {t('answer.another')}
        </button>
        <h1 ref={heading} tabIndex={-1}>
          {of(answer.stage)}
        </h1>
        <p className="what">
          <span className="number">{t('answer.case', { case: answer.case })}</span>
          {of(answer.service)}. {of(answer.office)}
        </p>
      </section>
      <section className="block expected">
        <h2>{t('answer.expected')}</h2>
        <p>{of(answer.expected)}</p>
        {answer.visitOn !== null && <p className="strong">{t('answer.visit', { date: day(answer.visitOn) })}</p>}
      </section>
      <dl className="block facts">
        {answer.deadline !== null && (
          <Fact name={t('answer.deadline')}>
            {answer.overdue ? (
              <span className="late">
                <Icon name="diamond" />
                <span>
                  {t('answer.overdue', { date: day(answer.deadline) })}
                  {answer.phones.length > 0 && <Phones phones={answer.phones} />}
                </span>
              </span>
            ) : (
              <b>{t('answer.until', { date: day(answer.deadline) })}</b>
            )}
          </Fact>
        )}
        {answer.accepted !== null && <Fact name={t('answer.accepted')}>{day(answer.accepted)}</Fact>}
        {answer.now.length > 0 && (
          <Fact name={t('answer.now')} wide>
            {answer.now.map(of).join('; ')}
          </Fact>
        )}
      </dl>
      {answer.steps.length > 0 && (
        <section className="block">
          <h2>{t('answer.path')}</h2>
          <ol className="path">
            {answer.steps.map(({ title, state, on }, index) => (
              // the steps of a case have no other name than their place
              <li key={index} className={`is-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
                <Icon name={shapes[state]} />
                <span className="title">{of(title)}</span>
                <span className="note">
                  <span className={state === 'now' ? 'word' : 'vh'}>{t(`step.${state}`)}</span>
                  {on !== null && <span>{state === 'done' ? date(on) : t('answer.until', { date: date(on) })}</span>}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {answer.appeal !== null && (
        <section className="block">
          <h2>{t('answer.appeal')}</h2>
          <p>{of(answer.appeal)}</p>
        </section>
      )}
      <p className="block note">{t('answer.printed', { date: day(officeDate(Date.now(), homeZone)) })}</p>
      <p className="block acts">
        <button type="button" className="btn" onClick={() => print()}>
          {t('answer.print')}
        </button>
      </p>
    </article>
  )
}

/** Numbers of the office, to be dialled with one touch. */
function Phones({ phones }: { readonly phones: readonly string[] }) {
  const { t } = useWords()
  return (
    <span className="phones">
      {t('answer.phone')}{' '}
      {phones.map((phone) => (
        <a key={phone} href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      ))}
    </span>
  )
}

function Fact({
  name,
  wide = false,
  children,
}: {
  readonly name: string
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={wide ? 'wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
