import type { DeskTicket, DeskView } from '@cherha/shared/protocol'
import { memo, type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import type { Screen } from '../screen.ts'
import type { CaseDesk } from './case-desk.ts'
import { useCasesLook } from './cases-pages.tsx'
import { IntakePanel } from './intake/intake-panel.tsx'
import type { Visitor } from './intake/intake-step.tsx'
import { StartIntake } from './intake/start-intake.tsx'
import { type CasesLook, CasesLookProvider } from './look.tsx'
import { isIntakeOver } from './model/stage-tools.ts'
import { CaseDialogs } from './parts/case-dialogs.tsx'
import type { Visit } from './state/intake.ts'

const windowRoles = ['intake', 'authorised-entity'] as const

/** Services at this window whose applications this person takes; none: the window knows the queue only. */
export function servicesWithCards({ view, language }: Screen) {
  const { post } = view.staff
  if (post === undefined || !windowRoles.some((role) => post.roles.includes(role))) return []
  const here = view.windows.find(({ id }) => id === view.window)?.services ?? []
  return view.office.services.flatMap(({ id, card, title }) => {
    const offered = view.ticket === null ? here.includes(id) : id === view.ticket.service
    return card === undefined || !offered ? [] : [{ id, card, title: title[language] }]
  })
}

/** Who is at the window, as far as an application can be begun for them. */
export function visitOf(view: DeskView): Visit | null {
  if (view.window === null) return null
  if (view.state === 'serving' && view.ticket !== null) {
    return { key: `ticket ${view.ticket.number}`, ticket: view.ticket.number, window: view.window }
  }
  return view.state === 'outside-queue' ? { key: `outside ${view.window}`, ticket: null, window: view.window } : null
}

/** Keeps the desk at the application of whoever is at the window. */
export function useVisit(desk: CaseDesk, screen: Screen): void {
  const visit = servicesWithCards(screen).length === 0 ? null : visitOf(screen.view)
  const key = visit?.key ?? null
  useEffect(() => {
    desk.intake.follow(visit)
    // the object is new with every view; the key says whether it is somebody else
    // oxlint-disable-next-line react/exhaustive-deps
  }, [desk, key])
  useEffect(() => {
    if (key === null) return
    const timer = setInterval(desk.tick, 3_000)
    return () => clearInterval(timer)
  }, [desk, key])
}

/** Whether the application is done with: until then the blue button is in it, not under the ticket. */
export function useIntakeIsOver(desk: CaseDesk): boolean {
  return useStore(desk.store, ({ intake, folders }) => {
    const view = intake.id === null ? null : (folders[intake.id]?.view ?? null)
    return view !== null && isIntakeOver(view)
  })
}

/** Beside the visitor: the application, or the way to begin one under `guide`. */
export function WindowIntake({
  screen,
  desk,
  guide,
}: {
  readonly screen: Screen
  readonly desk: CaseDesk
  readonly guide: ReactNode
}) {
  const look = useCasesLook(screen, desk)
  const id = useStore(desk.store, ({ intake }) => intake.id)
  const visit = useStore(desk.store, ({ intake }) => intake.visit)
  const services = servicesWithCards(screen)
  return (
    <>
      {id === null ? (
        <section className="panel guide with-start">
          {guide}
          <CasesLookProvider look={look}>
            {visit !== null && <StartIntake key={visit} visit={visit} services={services} />}
          </CasesLookProvider>
        </section>
      ) : (
        <Draft key={id} look={look} id={id} ticket={screen.view.ticket} />
      )}
      <CasesLookProvider look={look}>
        <CaseDialogs onFinish={screen.commands.finish} />
      </CasesLookProvider>
    </>
  )
}

const Draft = memo(
  function Draft({
    look,
    id,
    ticket,
  }: {
    readonly look: CasesLook
    readonly id: string
    readonly ticket: DeskTicket | null
  }) {
    return (
      <CasesLookProvider look={look}>
        <IntakePanel id={id} applicant={visitorOf(ticket)} />
      </CasesLookProvider>
    )
  },
  (a, b) => a.look === b.look && a.id === b.id && a.ticket?.number === b.ticket?.number,
)

/** The form begins with what the ticket says of the visitor. */
function visitorOf(ticket: DeskTicket | null): Visitor {
  const person = ticket?.person
  if (person === undefined) return null
  const { surname, givenName, patronymic } = person
  return { surname, givenName, ...(patronymic === null ? {} : { patronymic }) }
}
