import { type AdminOffice, CancelDay, Channel } from '@cherha/shared/protocol'
import { formatDate } from '@cherha/ui'
import { useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { may } from '../../model/permissions.ts'
import { Badge, Note, type Tone } from '../../parts/badge.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Choice } from '../../parts/field.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import type { TabProps } from './tab-props.ts'

type Day = AdminOffice['published'][number]

const tones: Readonly<Record<Day['state'], Tone>> = {
  published: 'pending',
  acknowledged: 'done',
  closed: 'idle',
  cancelled: 'stop',
}

/** Published days: how much of every channel is sold, and the end of a day that cannot be. */
export function DaysTab({ office, reload }: TabProps) {
  const t = useConsoleTexts()
  const { me, language } = useConsole()
  const [cancelled, setCancelled] = useState<string | null>(null)
  const columns: readonly Column<Day>[] = [
    { key: 'date', head: t('days.date'), cell: ({ date }) => formatDate(date, language, 'weekday-day-month') },
    {
      key: 'state',
      head: t('days.state'),
      cell: ({ state }) => <Badge tone={tones[state]}>{t(`days.${state}`)}</Badge>,
    },
    ...Channel.options.map((channel) => ({
      key: channel,
      head: t(`channel.${channel}`),
      figure: true,
      cell: ({ sold, places }: Day) => (
        <>
          <b>{sold[channel]}</b> / {places[channel] - sold[channel]}
        </>
      ),
    })),
    ...(may(me, 'cancel-day')
      ? [
          {
            key: 'acts',
            head: t('days.acts'),
            hideHead: true,
            cell: (day: Day) =>
              day.state === 'published' || day.state === 'acknowledged' ? (
                <CancelButton
                  code={office.config.code}
                  day={day}
                  onDone={() => {
                    setCancelled(day.date)
                    void reload()
                  }}
                />
              ) : null,
          },
        ]
      : []),
  ]
  return (
    <section className="panel" aria-labelledby="days">
      <h2 id="days">{t('days.heading')}</h2>
      <p className="quiet lead">{t('days.lead')}</p>
      <div aria-live="polite">
        {cancelled !== null && (
          <Note tone="done">
            <p>{t('days.done', { date: formatDate(cancelled, language, 'weekday-day-month') })}</p>
          </Note>
        )}
      </div>
      <Table
        caption={t('days.heading')}
        rows={office.published}
        keyOf={({ date }) => date}
        empty={t('days.none')}
        columns={columns}
      />
    </section>
  )
}

function CancelButton({
  code,
  day,
  onDone,
}: {
  readonly code: string
  readonly day: Day
  readonly onDone: () => void
}) {
  const t = useConsoleTexts()
  const { routes, language } = useConsole()
  const [reason, setReason] = useState<CancelDay['reason']>('emergency')
  const date = formatDate(day.date, language, 'weekday-day-month')
  const { online, terminal, current } = day.sold
  return (
    <div className="acts">
      <Confirm
        button={t('days.cancel')}
        heading={t('days.cancelHeading', { date })}
        action={t('days.cancelAction', { date: formatDate(day.date, language, 'day-month') })}
        final
        work={() => routes.cancelDay(code, day.date, reason)}
        onDone={onDone}
      >
        <Note tone="risk">
          <p>{t('days.cancelLead', { count: online + terminal + current })}</p>
        </Note>
        <Choice
          label={t('days.reason')}
          value={reason}
          onChange={(event) => setReason(CancelDay.shape.reason.parse(event.target.value))}
        >
          {CancelDay.shape.reason.options.map((one) => (
            <option key={one} value={one}>
              {t(`days.${one}`)}
            </option>
          ))}
        </Choice>
      </Confirm>
    </div>
  )
}
