import type { TaskRow } from '@cherha/shared/protocol'
import { memo } from 'react'
import { Status, type StatusKind } from '../../parts/status.tsx'
import { fullDay, shortDay, type TimeLeft, timeLeft } from '../model/left.ts'
import { useLook } from '../look.tsx'

/** Tasks as a table; rows beyond the screen cost nothing to draw. */
export const TaskRows = memo(function TaskRows({
  caption,
  rows,
}: {
  readonly caption: string
  readonly rows: readonly TaskRow[]
}) {
  const { t } = useLook()
  return (
    <section className="panel">
      <table className="task-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tasks.left')}</th>
            <th scope="col">{t('tasks.what')}</th>
            <th scope="col">{t('tasks.applicant')}</th>
            <th scope="col">{t('tasks.officer')}</th>
            <th scope="col">{t('tasks.since')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.case} ${row.stage} ${row.kind}`} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
})

const Row = memo(function Row({ row }: { readonly row: TaskRow }) {
  const { desk, t, say } = useLook()
  const left = timeLeft(row)
  const open = () => desk.goTo({ name: 'case', id: row.case })
  return (
    <tr onClick={open}>
      <td>
        <Status kind={lookOf(left, row.warned)}>{leftWords(left, t)}</Status>
        {row.limit !== null && <small>{t('case.until', { day: fullDay(row.limit) })}</small>}
      </td>
      <td>
        <b>
          {row.number !== null && `${row.number}. `}
          {say(row.title)}
        </b>
        <small>
          {row.kind === 'sign' && `${t('tasks.toSign')} · `}
          {row.kind === 'record' && `${t('tasks.toRecord')} · `}
          {say(row.cardTitle)}
          {row.inquiries > 0 && ` · ${t('tasks.inquiries', { count: row.inquiries })}`}
        </small>
      </td>
      <th scope="row">
        <button
          type="button"
          className="link"
          onClick={(event) => {
            event.stopPropagation()
            open()
          }}
        >
          {row.applicant === '' ? t('case.noApplicant') : row.applicant}
        </button>
        <small>{row.case}</small>
      </th>
      <td>{row.officer === null ? '–' : row.officer.name}</td>
      <td>{shortDay(row.since)}</td>
    </tr>
  )
})

function lookOf(left: TimeLeft, warned: boolean): StatusKind {
  if (left.kind === 'overdue') return 'stop'
  if (left.kind === 'today' || warned) return 'risk'
  return 'idle'
}

function leftWords(left: TimeLeft, t: ReturnType<typeof useLook>['t']): string {
  switch (left.kind) {
    case 'none':
      return t('left.none')
    case 'today':
      return t('left.today')
    case 'left':
      return t('left.days', { count: left.days })
    case 'overdue':
      return left.days === 0 ? t('left.overdue') : t('left.overdueDays', { count: left.days })
  }
}
