import { refusalMessage, type Bilingual } from '@cherha/shared/protocol'
import { formatDate, useLanguage } from '@cherha/ui'
import { useState } from 'react'
import type { Visit } from '../flow/flow.ts'
import { notThatBooking } from '../flow/messages.ts'
import { dateOfDayMonth } from '../flow/typed.ts'
import { useTicketStatus, type TicketAnswer, type TicketProof } from '../information.ts'
import { forget, minutesToCome, type ScreenProps } from '../kiosk.ts'
import { BackKey, GoKey } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT, type Key, type T } from '../texts/index.ts'

const ended = ['finished', 'no-show', 'mismatch', 'withdrawn', 'unserved', 'cancelled-by-office'] as const

/** Where a ticket stands, by the order of the board; how long it takes nobody can promise. */
export function WhereScreen({ kiosk }: ScreenProps<'where'>) {
  const t = useT()
  const language = useLanguage()
  const { flow, today, hubUrl } = kiosk
  const { number, code, by, time, digits } = flow.visit
  // an online booking is asked about on its day
  const date = by === 'digits' ? today : dateOfDayMonth(flow.visit.date, today)
  const proof: TicketProof =
    by === 'digits'
      ? { 'x-ticket-time': time, 'x-document-digits': digits }
      : { 'x-ticket-code': code.replace('-', '') }
  const answer = useTicketStatus(hubUrl, date === null ? null : { date, number, proof })
  const status = answer.is === 'here' ? answer.value : null
  const moved = useMoved(status?.ahead ?? null)
  const refused = answer.is === 'refused' ? refusal(answer, by, t)[language] : null
  return (
    <Page
      kiosk={kiosk}
      title={status === null ? t('where.title') : t(stateKey(status.state))}
      problem={answer.is === 'failed' ? t('problem.technical') : refused}
      {...(status === null
        ? {}
        : {
            chosen: [
              [t('visit.ticket'), number] as const,
              [
                t('check.time'),
                t('date.comma.at', { date: formatDate(date ?? today, language, 'day-month'), time: status.time }),
              ] as const,
              ...(status.ahead === null ? [] : [[t('where.ahead'), String(status.ahead)] as const]),
            ],
          })}
      label={t('where.title')}
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <GoKey icon={null} onPress={() => forget(kiosk)}>
            {t('done')}
          </GoKey>
        </>
      }
    >
      {/* who hears the screen is told when the queue moves, as who sees it sees the figure change */}
      <p className="vh" role="status">
        {moved !== null && t(moved.to < moved.from ? 'where.moved' : 'where.more', { ahead: moved.to })}
      </p>
      {status?.state === 'waiting' && (
        <p className="say">{t(status.ahead === null ? 'where.other-day' : 'where.waiting')}</p>
      )}
      {status?.state === 'called' && <p className="say">{t('where.called', { count: minutesToCome(kiosk.view) })}</p>}
      {status !== null && ended.some((one) => one === status.state) && <p className="say">{t('where.ended')}</p>}
    </Page>
  )
}

interface Moved {
  readonly from: number
  readonly to: number
}

/** How many are before the visitor and how many that were before, once it has changed; null: it has not. */
function useMoved(ahead: number | null): Moved | null {
  const [known, setKnown] = useState(ahead)
  const [moved, setMoved] = useState<Moved | null>(null)
  if (ahead !== null && ahead !== known) {
    setKnown(ahead)
    if (known !== null) setMoved({ from: known, to: ahead })
  }
  return ahead === null ? null : moved
}

function stateKey(state: string): Key {
  const known: Readonly<Record<string, Key>> = {
    waiting: 'where.state.waiting',
    called: 'where.state.called',
    serving: 'where.state.serving',
    held: 'where.state.held',
    finished: 'where.state.finished',
    'no-show': 'where.state.no-show',
  }
  return known[state] ?? 'where.state.ended'
}

function refusal({ code }: Extract<TicketAnswer, { is: 'refused' }>, by: Visit['by'], t: T): Bilingual {
  if (by === 'digits' && (code === 'wrong-code' || code === 'code-required')) return notThatBooking
  if (code === 'unknown-ticket' || code === 'wrong-code' || code === 'code-locked') return refusalMessage(code)
  return { uk: t('problem.technical'), en: t('problem.technical') }
}
