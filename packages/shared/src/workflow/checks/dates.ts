import type { Card } from '../card.ts'
import { dueDate } from '../deadlines.ts'
import { holidaysOfUkraine } from '../holidays.ts'
import { planCard } from '../plan.ts'
import type { Deadline, Term } from '../term.ts'
import { outsideEvents, type EventKey } from '../vocabulary.ts'
import { workingCalendar } from '../working-days.ts'
import { eachStage } from './roles.ts'
import type { CardProblem, Path } from './problem.ts'

/** Terms are compared from one Monday, in weeks without holidays: lengths, not dates. */
const sampleDay = '2029-01-01'
const plainWeek = workingCalendar(holidaysOfUkraine, { martialLaw: true })

/** Deadlines count from something that happens and are no longer than the whole. */
export function checkTerms(card: Card): CardProblem[] {
  return [...events(card), ...lengths(card)]
}

function events(card: Card): CardProblem[] {
  const marked = new Set(card.stages.flatMap(({ outcomes }) => outcomes.flatMap(({ marks }) => marks)))
  const known = (event: EventKey, path: Path): CardProblem[] =>
    marked.has(event) || (outsideEvents.includes(event) && event !== 'stage-completed')
      ? []
      : [
          {
            path,
            message: `nothing marks ${event}: an outcome of a stage has to; now ${[...marked].join(', ') || 'nothing'} is marked`,
          },
        ]
  return [
    ...card.caps.flatMap(({ from }, index) => known(from, ['caps', index, 'from'])),
    ...card.reminders.flatMap(({ from, unless }, index) => [
      ...known(from, ['reminders', index, 'from']),
      ...known(unless, ['reminders', index, 'unless']),
    ]),
    ...eachStage(card, (stage, path) =>
      stage.deadlines.flatMap((deadline, index): CardProblem[] => {
        const at = [...path, 'deadlines', index]
        const own = stage.outcomes.some(({ marks }) => marks.includes(deadline.until))
        return [
          ...known(deadline.from, [...at, 'from']),
          ...(own || outsideEvents.includes(deadline.until)
            ? []
            : [
                {
                  path: [...at, 'until'],
                  message: `no outcome of this stage marks ${deadline.until}; leave until out for the end of the stage`,
                },
              ]),
        ]
      }),
    ),
  ]
}

function lengths(card: Card): CardProblem[] {
  return eachStage(card, (stage, path) =>
    stage.deadlines.flatMap((deadline, index): CardProblem[] => {
      const at = [...path, 'deadlines', index]
      const problems: CardProblem[] = []
      if (deadline.target !== undefined && isLonger(deadline.target, deadline.limit))
        problems.push({ path: [...at, 'target'], message: `is later than the limit of ${say(deadline.limit)}` })
      const cap = card.caps.find((one) => isUnder(deadline, one.tracks) && isLonger(deadline.limit, one.limit))
      if (cap !== undefined)
        problems.push({
          path: [...at, 'limit'],
          message: `${say(deadline.limit)} is longer than the whole service may take: at most ${say(cap.limit)} (caps)`,
        })
      return problems
    }),
  )
}

/** Whether a cap of these tracks holds for a deadline whenever that deadline does. */
function isUnder({ tracks: own }: Deadline, tracks: readonly string[] | undefined): boolean {
  return tracks === undefined || (own !== undefined && own.every((track) => tracks.includes(track)))
}

/** Plans the card in all its ways: a stage whose terms wait for one another, targets that do not fit the cap. */
export function checkPlans(card: Card): CardProblem[] {
  const problems = new Map<string, CardProblem>()
  for (const { key: track } of card.tracks)
    for (const inquiries of [false, true])
      for (const entity of [false, true]) {
        const plan = planCard(card, { from: sampleDay, calendar: plainWeek, track, inquiries, entity })
        for (const [index, stage] of card.stages.entries()) {
          const row = plan.rows.find(({ key }) => key === stage.key)
          const waiting = row?.terms.find(
            (term) => term.counts && term.limit === null && !outsideEvents.includes(term.from),
          )
          if (waiting !== undefined)
            problems.set(`waits ${stage.key}`, {
              path: ['stages', index, 'deadlines'],
              message: `${stage.key} has no date: it counts from ${waiting.from}, which comes only with or after the stage itself`,
            })
          if (plan.cap !== null && row?.target != null && row.target > plan.cap)
            problems.set(`late ${stage.key}`, {
              path: ['stages', index, 'deadlines'],
              message: `planned for ${row.target} when taken on ${sampleDay}, after the cap of ${plan.cap}; give earlier stages a shorter target`,
            })
        }
      }
  return [...problems.values()]
}

function isLonger(a: Term, b: Term): boolean {
  return dueDate(sampleDay, a, plainWeek) > dueDate(sampleDay, b, plainWeek)
}

function say(term: Term): string {
  return 'amount' in term ? `${term.amount} ${term.unit}` : term.unit
}
