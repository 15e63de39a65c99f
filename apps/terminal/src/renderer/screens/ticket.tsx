import { Icon, formatDate, useLanguage } from '@cherha/ui'
import { useState } from 'react'
import { shapeCode } from '../flow/typed.ts'
import { isPrinted, jobOf } from '../paper.ts'
import { forget, minutesToCome, problemText, serviceTitle, type ScreenProps } from '../kiosk.ts'
import { PendingButton } from '../parts/controls.tsx'
import { SignTop, Title } from '../parts/page.tsx'
import { PersonName } from '../parts/person-name.tsx'
import { returnSeconds, returnSecondsUnprinted, useReturnCountdown } from '../return-countdown.ts'
import { useT } from '../texts/index.ts'

/** The ticket: the number is the hero, the yellow band says what to do with it. */
export function TicketScreen({ kiosk, screen }: ScreenProps<'ticket'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, today, dispatch, commands } = kiosk
  const { ticket, instead, sending, problem } = screen
  const job = jobOf(view, ticket)
  const printed = isPrinted(view, ticket)
  // once a print has failed the time stays long, so that a later success does not take the screen away
  const [unprinted, setUnprinted] = useState(!printed)
  if (!printed && !unprinted) setUnprinted(true)
  const left = useReturnCountdown(unprinted ? returnSecondsUnprinted : returnSeconds, sending || flow.speech, () =>
    forget(kiosk),
  )
  const forToday = ticket.date === today
  const date = formatDate(ticket.date, language, forToday ? 'day-month' : 'weekday-day-month')
  return (
    <>
      <section className="sign tall">
        <SignTop kiosk={kiosk} />
        <NumberHero
          label={t(instead === undefined ? 'ticket.number' : 'ticket.new-number')}
          number={ticket.ticket}
          {...(printed ? {} : { code: ticket.code })}
        />
        {instead !== undefined && <p className="sign-note">{t('ticket.instead', { number: instead })}</p>}
        <dl className="facts">
          <div>
            <dt>{t('check.time')}</dt>
            <dd>{t('date.comma.at', { date: forToday ? t('today.date', { date }) : date, time: ticket.time })}</dd>
          </div>
          {flow.person.surname !== '' && (
            <div>
              <dt>{t('check.person')}</dt>
              <dd>
                <PersonName person={flow.person} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t('check.service')}</dt>
            <dd className="service">{serviceTitle(view, ticket.service, language)}</dd>
          </div>
        </dl>
      </section>
      <section className="touch low" aria-label={t('ticket.group')}>
        <ol className="next">
          <li>
            <b aria-hidden="true">1</b>
            <span>{t(forToday ? 'ticket.wait' : 'ticket.come-day')}</span>
          </li>
          <li>
            <b aria-hidden="true">2</b>
            <span>{t('ticket.come', { count: minutesToCome(view) })}</span>
          </li>
        </ol>
        <div className="grow" />
        <div className="foot">
          <button type="button" className="key even" onClick={() => dispatch({ do: 'another-ticket' })}>
            {t('ticket.another')}
          </button>
          <button type="button" className="key go" onClick={() => forget(kiosk)}>
            {t('done')}
          </button>
        </div>
        {printed ? (
          <div className="take" role="status">
            <div>
              <b>{t(job === 'queued' || job === 'printing' ? 'ticket.printing' : 'ticket.take')}</b>
              {!flow.speech && <span data-unspoken="">{t('ticket.returns', { seconds: left })}</span>}
            </div>
            <Icon name="down" />
          </div>
        ) : (
          <div className="take remember">
            <div role="alert">
              <b>{t('ticket.remember')}</b>
              <span>
                {problem === null
                  ? t(job === 'unconfirmed' ? 'ticket.unconfirmed.note' : 'ticket.remember.note')
                  : problemText(problem, language, t)}
              </span>
            </div>
            {view.printer !== 'none' &&
              (sending ? (
                <PendingButton className="key" />
              ) : (
                <button type="button" className="key" onClick={() => void commands.reprint()}>
                  {t('ticket.print-again')}
                </button>
              ))}
          </div>
        )}
      </section>
    </>
  )
}

/** A number as the largest thing on the screen, read out once. @param code shown where no paper carries it */
export function NumberHero({ label, number, code }: { label: string; number: string; code?: string }) {
  const t = useT()
  return (
    <>
      <div className="number-top">
        <Title
          className="number-label"
          text={`${label} ${number}`}
          focus
          shown={label}
          page={t('ticket.title', { number })}
        />
        {code !== undefined && (
          <p className="code">
            {t('ticket.code')} <b>{shapeCode(code)}</b>
          </p>
        )}
      </div>
      <p className={number.length > 5 ? 'num number wide' : 'num number'} aria-hidden="true">
        {number}
      </p>
    </>
  )
}
