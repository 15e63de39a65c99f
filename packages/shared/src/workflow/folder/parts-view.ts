import type { CaseAlert, CaseView } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import { mayActIn } from '../case/access.ts'
import type { RunningCase } from '../case/state.ts'
import type { Text } from '../term.ts'
import { documentsAsked } from './checklist.ts'
import type { CaseFolder } from './commands.ts'
import type { Looking } from './trial.ts'
import { dayText, joined, say } from './words.ts'

/** The documents this applicant brings, each with what was found of it. */
export function checklist(card: Card, { state, dossier }: CaseFolder): CaseView['checklist'] {
  if (state.status === 'none') return []
  return documentsAsked(card, state.facts).map((asked) => ({
    document: asked.key,
    number: asked.number ?? null,
    title: asked.title,
    note: asked.note ?? null,
    originalShown: asked.originalShown,
    attached: asked.attached,
    originalReturned: asked.originalReturned,
    check: dossier.checks[asked.key] ?? null,
    files: dossier.files.filter(({ document }) => document === asked.key).map(({ hash }) => hash),
  }))
}

/** Originals the information card gives back that nobody has ticked as given back, once the application is formed. */
export function originalsAlert(card: Card, folder: CaseFolder): CaseAlert[] {
  const { state, dossier } = folder
  if (state.status !== 'open' || state.marks['application-created'] === undefined) return []
  const kept = documentsAsked(card, state.facts).filter(
    ({ key, originalReturned }) => originalReturned && dossier.checks[key]?.returned === false,
  )
  if (kept.length === 0) return []
  return [
    {
      level: 'warning',
      text: say('Оригінали ще не повернуто заявникові.', 'Originals have not been given back to the applicant yet.'),
      detail: joined(
        kept.map(({ title }) => title),
        '; ',
      ),
    },
  ]
}

/** Reminders whose day has come and whose cause is still there. */
export function reminderAlerts(card: Card, state: RunningCase, today: string): CaseAlert[] {
  return state.deadlines.flatMap(({ kind, status, date, index }): CaseAlert[] => {
    const text = kind === 'reminder' ? card.reminders[index]?.text : undefined
    if (text === undefined || status !== 'running' || today <= date) return []
    const day = dayText(date, today)
    const end = (words: string): string => (words.endsWith('.') ? words : `${words}.`)
    const detail = say(`Останній день був ${day.uk}.`, `The last day was ${day.en}.`)
    return [{ level: 'warning', text: say(end(text.uk), end(text.en)), detail }]
  })
}

/** Everything that was asked of others, and by when an answer is due. */
export function inquiries(
  card: Card,
  { state }: CaseFolder,
  { actor, today, context }: Looking,
): CaseView['inquiries'] {
  if (state.status === 'none') return []
  return state.inquiries.map((inquiry) => {
    const { id, stage, letter, sentOn, receivedOn, status, result } = inquiry
    const term = state.deadlines.find((deadline) => deadline.inquiry === id && deadline.status !== 'dropped')
    const due = term?.date ?? null
    const hasTerm = card.stages
      .find(({ key }) => key === stage)
      ?.deadlines.some(({ until }) => until === 'inquiry-answered')
    const isLate = due !== null && status === 'sent' && today > due
    const mine = state.status === 'open' && mayActIn({ card, state, context }, stage, actor).ok
    return {
      id,
      stage,
      title: inquiryTitle(card, state, id),
      letter,
      sentOn,
      receivedOn,
      due,
      status,
      result,
      overdue: isLate,
      mayClose: mine && status === 'sent' && today >= state.on && (hasTerm !== true || isLate),
    }
  })
}

/** The title the card gives an inquiry. */
export function inquiryTitle(card: Card, state: RunningCase, id: string): Text {
  const inquiry = state.inquiries.find((one) => one.id === id)
  const stage = card.stages.find(({ key }) => key === inquiry?.stage)
  return stage?.inquiries.find(({ key }) => key === inquiry?.key)?.title ?? say('Запит', 'Inquiry')
}
