import type { DeskTicket } from '@cherha/shared/protocol'
import { formatTime, Icon } from '@cherha/ui'
import type { CaseDesk } from '../cases/case-desk.ts'
import { servicesWithCards, useIntakeIsOver, WindowIntake } from '../cases/window-intake.tsx'
import { hallOf } from '../hall.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote } from '../parts/action-note.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import { Status } from '../parts/status.tsx'
import type { Screen } from '../screen.ts'

/** A visitor is here: who it is, and the ways this can go on. The only screen with a name. */
export function Serving({ screen, cases }: { readonly screen: Screen; readonly cases: CaseDesk }) {
  const over = useIntakeIsOver(cases)
  const ticket = screen.view.ticket
  if (ticket === null) return null
  const applies = servicesWithCards(screen).length > 0
  return (
    <>
      <Visitor screen={screen} ticket={ticket} next={!applies || over} />
      {applies ? (
        <WindowIntake screen={screen} desk={cases} guide={<Compare screen={screen} ticket={ticket} />} />
      ) : (
        <WhatToDo screen={screen} ticket={ticket} />
      )}
    </>
  )
}

interface Props {
  readonly screen: Screen
  readonly ticket: DeskTicket
}

/** `next`: finishing is the next right thing to do. */
function Visitor({ screen, ticket, next }: Props & { readonly next: boolean }) {
  const { t, view, language, commands } = screen
  const service = view.office.services.find(({ id }) => id === ticket.service)
  return (
    <section className="panel visitor">
      <PanelTitle className="small">
        <Status kind="now">
          {t('serving.heading')}
          <span className="vh">{t('called.ticket', { number: ticket.number })}</span>
        </Status>
      </PanelTitle>
      <p className="num" aria-hidden="true">
        {ticket.number}
      </p>
      {ticket.person && <Name person={ticket.person} />}
      {ticket.document && <p className="person">{t('serving.document', { digits: ticket.document.digits })}</p>}
      {ticket.priority !== null && (
        <p className="marks">
          <Status kind="risk">{t('serving.priority')}</Status>
        </p>
      )}
      <dl className="meta">
        <dt>{t('serving.service')}</dt>
        <dd>{service?.title[language]}</dd>
        <dt>{t('serving.lasts')}</dt>
        <dd>
          {lasting(ticket, screen)} <Paper screen={screen} ticket={ticket} />
        </dd>
      </dl>
      <div className="grow" />
      <ActionNote screen={screen} />
      <div className="acts">
        <ActionButton
          screen={screen}
          action="hold"
          onPress={() => commands.ask('hold')}
          icon={<Icon name="pause" className="bars" />}
        >
          {t('serving.hold')}
        </ActionButton>
        <ActionButton
          screen={screen}
          action="transfer"
          onPress={() => commands.ask('transfer')}
          icon={<TransferIcon />}
        >
          {t('serving.transfer')}
        </ActionButton>
        <ActionButton
          screen={screen}
          action="finish-service"
          onPress={commands.finish}
          className={next ? 'go whole' : 'whole'}
        >
          {t('serving.finish')}
        </ActionButton>
        <ActionButton
          screen={screen}
          action="cancel-mismatch"
          onPress={() => commands.ask('mismatch')}
          className={view.printing === undefined ? 'stop whole' : 'stop'}
          icon={<Icon name="cross" />}
        >
          {t('serving.mismatch')}
        </ActionButton>
        {view.printing !== undefined && (
          <ActionButton screen={screen} action="reprint-serving" onPress={commands.reprint} className="minor">
            {t('serving.reprint')}
          </ActionButton>
        )}
      </div>
    </section>
  )
}

/** What has become of the ticket's paper. */
function Paper({ screen: { t, view }, ticket }: Props) {
  const job = view.printing?.jobs.find(({ ticket: number }) => number === ticket.number)
  return (
    <span className="quiet paper" role="status">
      {job === undefined ? '' : t(`serving.paper.${job.status}`)}
    </span>
  )
}

/** Each part of a name stays whole while it fits the line; parts wrap, hyphens do not break. */
function Name({ person }: { readonly person: NonNullable<DeskTicket['person']> }) {
  const parts = [person.surname, person.givenName, ...(person.patronymic === null ? [] : [person.patronymic])]
  return (
    <p className="person">
      {parts.map((part, index) => (
        <span key={index}>
          <span className="name-part">{part}</span>{' '}
        </span>
      ))}
    </p>
  )
}

/** A guardian gave a phone or the last four digits of a document (document 000 III.1). */
function guardianText(guardian: string, { t }: Screen): string {
  return /^\d{4}$/.test(guardian)
    ? t('serving.checkGuardianDigits', { digits: guardian })
    : t('serving.checkGuardianPhone', { phone: guardian })
}

function lasting(ticket: DeskTicket, { now, t, view }: Screen): string {
  if (ticket.since === null) return ''
  const since = Date.parse(ticket.since)
  const count = Math.max(0, Math.floor((now - since) / 60_000))
  return t('serving.since', { count, time: formatTime(since, view.office.timeZone) })
}

/** What is compared with the visitor's document. */
function Compare({ screen, ticket }: Props) {
  const { t } = screen
  const guardian = (ticket.person ?? ticket.document)?.guardian
  return (
    <>
      <h2>{t('serving.checkHeading')}</h2>
      <ul className="checks">
        <li>{t(ticket.document ? 'serving.checkDigits' : 'serving.checkName')}</li>
        {guardian && <li>{guardianText(guardian, screen)}</li>}
        {ticket.priority !== null && <li>{t('serving.checkPriority')}</li>}
      </ul>
    </>
  )
}

/** What the clerk checks, and which button fits which case. The hall stays in one line: it can wait. */
function WhatToDo({ screen, ticket }: Props) {
  const { t, view } = screen
  const { waiting, due } = hallOf(view)
  const count = t('vacant.waiting', { count: waiting })
  return (
    <section className="panel guide">
      <Compare screen={screen} ticket={ticket} />
      <h2>{t('serving.nextHeading')}</h2>
      <dl className="next-steps">
        <div>
          <dt>{t('serving.whenDone')}</dt>
          <dd>{t('serving.thenFinish')}</dd>
        </div>
        <div>
          <dt>{t('serving.whenMissing')}</dt>
          <dd>
            {view.held === null ? t('serving.thenHold') : t('serving.heldElsewhere', { number: view.held.number })}
          </dd>
        </div>
        <div>
          <dt>{t('serving.whenElsewhere')}</dt>
          <dd>
            {t(screen.can.has('transfer') || screen.pending !== null ? 'serving.thenTransfer' : 'serving.nowhere')}
          </dd>
        </div>
        <div>
          <dt>{t('serving.whenDifferent')}</dt>
          <dd>{t('serving.thenMismatch')}</dd>
        </div>
      </dl>
      <div className="grow" />
      <p className="quiet hall-line">
        <Icon name="ring" />
        {waiting === 0
          ? t('vacant.empty')
          : due === 0
            ? t('vacant.notDue', { waiting: count })
            : t('vacant.due', { waiting: count, due })}
      </p>
    </section>
  )
}

/** A turn: the ticket goes on elsewhere. */
function TransferIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 19V9h14M12 3l6 6-6 6" />
    </svg>
  )
}
