import type { DistributionView } from '@cherha/shared/protocol'
import { Icon, useAfter } from '@cherha/ui'
import { PanelTitle } from '../../parts/panel-title.tsx'
import { Status } from '../../parts/status.tsx'
import { fullDay, shortDay } from '../model/left.ts'
import { useCases, useLook } from '../look.tsx'
import { ReadingProblem } from '../parts/told.tsx'
import { assignmentsOf, officerFor } from '../state/distribution.ts'

/** The day's new cases, each with an officer suggested by load; one confirmation gives them all out. */
export function DistributionPage() {
  const { desk, t } = useLook()
  const { view, chosen, problem, loading, sending, results } = useCases(({ distribution }) => distribution)
  const count = view === null ? 0 : assignmentsOf(view, chosen).length
  const assigned = Object.values(results).filter((result) => result === 'assigned').length
  const refused = Object.entries(results).filter(([, result]) => result !== 'assigned')
  return (
    <main className="case distribution">
      <div className="case-top">
        <div>
          <PanelTitle>{t('dist.heading')}</PanelTitle>
          <p className="quiet">{t('dist.lead')}</p>
        </div>
        <button
          type="button"
          className="btn small"
          aria-disabled={loading}
          onClick={() => void desk.distribution.load()}
        >
          {t('cases.refresh')}
        </button>
      </div>
      {problem !== null && <ReadingProblem problem={problem} stale={view !== null} />}
      <div role="status">
        {assigned > 0 && (
          <p className="note done-note">
            <Icon name="check" />
            <span>{t('dist.assigned', { count: assigned })}</span>
          </p>
        )}
        {refused.length > 0 && (
          <p className="note risk">
            <Icon name="diamond" />
            <span>{t('dist.refused', { count: refused.length })}</span>
          </p>
        )}
      </div>
      {view === null && problem === null && <p className="quiet">{t('cases.loading')}</p>}
      {view !== null && (
        <div className="cols wide-left">
          <section className="panel">
            {/* above the rows: a long list neither hides it nor is hidden by it */}
            {view.waiting.length > 0 &&
              (sending === null ? (
                <div className="acts">
                  <button
                    type="button"
                    className={`btn go${count === 0 ? ' off' : ''}`}
                    aria-disabled={count === 0}
                    onClick={() => void desk.distribution.confirm()}
                  >
                    {t('dist.confirm', { count })}
                  </button>
                </div>
              ) : (
                <Sending key={sending.since} />
              ))}
            {view.waiting.length === 0 ? (
              <>
                <h2>{t('dist.empty')}</h2>
                <p className="quiet after-head">{t('dist.emptyBody')}</p>
              </>
            ) : (
              <Waiting view={view} />
            )}
          </section>
          <Load view={view} chosen={chosen} />
        </div>
      )}
    </main>
  )
}

function Sending() {
  const { t } = useLook()
  const said = useAfter(400)
  const problem = useCases(({ distribution }) => distribution.sending?.problem ?? null)
  return (
    <div className="acts" role="status">
      <div className="btn unconfirmed go">
        <span className="told">
          {said && <Icon name="clock-dashed" />}
          {said ? t('pending.head') : ' '}
        </span>
      </div>
      {problem !== null && <p className="quiet">{t(problem === 'away' ? 'cases.waits.away' : 'cases.waits.server')}</p>}
    </div>
  )
}

function Waiting({ view }: { readonly view: DistributionView }) {
  const { t } = useLook()
  return (
    <table className="task-table dist-table">
      <caption>{t('dist.waiting', { count: view.waiting.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tasks.applicant')}</th>
          <th scope="col">{t('dist.service')}</th>
          <th scope="col">{t('dist.until')}</th>
          <th scope="col">{t('dist.officer')}</th>
        </tr>
      </thead>
      <tbody>
        {view.waiting.map((row) => (
          <WaitingRow key={row.case} row={row} officers={view.officers} />
        ))}
      </tbody>
    </table>
  )
}

function WaitingRow({
  row,
  officers,
}: {
  readonly row: DistributionView['waiting'][number]
  readonly officers: DistributionView['officers']
}) {
  const { desk, t, say } = useLook()
  const officer = useCases(({ distribution }) => officerFor(row, distribution.chosen))
  const result = useCases(({ distribution }) => distribution.results[row.case])
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={() => desk.goTo({ name: 'case', id: row.case })}>
          {row.applicant}
        </button>
        <small>{row.case}</small>
      </th>
      <td>
        {say(row.cardTitle)}
        {result !== undefined && result !== 'assigned' && (
          <small>
            <Status kind="stop">{say(result)}</Status>
          </small>
        )}
      </td>
      <td>
        {row.limit === null ? '–' : fullDay(row.limit)}
        <small>{t('dist.since', { day: shortDay(row.since) })}</small>
      </td>
      <td>
        <select
          aria-label={t('dist.officerFor', { case: row.case })}
          value={officer}
          onChange={(event) => desk.distribution.choose(row.case, event.target.value)}
        >
          <option value="">{t('dist.nobody')}</option>
          {officers.map(({ login, name }) => (
            <option key={login} value={login}>
              {name}
            </option>
          ))}
        </select>
        {officer !== '' && officer === row.suggested && <small>{t('dist.suggested')}</small>}
      </td>
    </tr>
  )
}

/** What the officers have already, and what they would get. */
function Load({
  view,
  chosen,
}: {
  readonly view: DistributionView
  readonly chosen: Readonly<Record<string, string>>
}) {
  const { t } = useLook()
  const given = assignmentsOf(view, chosen)
  return (
    <section className="panel">
      <table className="task-table load">
        <caption>{t('dist.load')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tasks.officer')}</th>
            <th scope="col">{t('dist.open')}</th>
            <th scope="col">{t('dist.dueSoon')}</th>
            <th scope="col">{t('tasks.overdue')}</th>
            <th scope="col">{t('dist.gets')}</th>
          </tr>
        </thead>
        <tbody>
          {view.officers.map(({ login, name, open, dueSoon, overdue }) => (
            <tr key={login}>
              <th scope="row">{name}</th>
              <td>{open}</td>
              <td>{dueSoon}</td>
              <td>{overdue}</td>
              <td>
                <b>+{given.filter(({ officer }) => officer === login).length}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
