import type { CaseView } from '@cherha/shared/protocol'
import { Status } from '../../parts/status.tsx'
import { useLook } from '../look.tsx'
import { paperName } from '../page/stage-panel.tsx'

/** The intake is over: what came of it, what to give the visitor, and what becomes of it now. */
export function IntakeOver({ view }: { readonly view: CaseView }) {
  const { desk, t } = useLook()
  const refused = view.status === 'ended'
  const last = view.path.findLast(
    ({ place, status }) => place === 'window' && (status === 'done' || status === 'awaiting'),
  )
  const papers = view.papers.map(({ paper, stage }) => ({ paper, stage }))
  const receipt = refused || last === undefined ? [] : [{ paper: 'receipt', stage: last.key }]
  const others = papers.filter(({ paper }) => paper !== 'receipt')
  return (
    <div className={`intake-over${refused ? ' stopped' : ''}`} role="status">
      <h3 tabIndex={-1}>
        <Status kind={refused ? 'stop' : 'done'}>{t(refused ? `intake.end.${endOf(view)}` : 'intake.accepted')}</Status>
      </h3>
      <p>
        {t(!refused ? 'intake.tellNumber' : others.length > 0 ? 'intake.afterWritten' : 'intake.afterRefusal', {
          number: view.id,
        })}
      </p>
      <div className="row-acts">
        {[...receipt, ...others].map(({ paper, stage }) => (
          <button
            key={`${paper} ${stage}`}
            type="button"
            className="btn small"
            onClick={() => void desk.openPaper(view.id, paper, stage)}
          >
            {t('case.openPaper', { paper: t(paperName(paper)) })}
          </button>
        ))}
      </div>
    </div>
  )
}

function endOf({ end }: CaseView): 'refused-to-accept' | 'card-withdrawn' | 'abandoned' | 'other' {
  if (end === 'refused-to-accept' || end === 'card-withdrawn' || end === 'abandoned') return end
  return 'other'
}
