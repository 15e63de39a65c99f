import type { BookingView } from '@cherha/shared/protocol'
import { formatDate } from '@cherha/ui'
import { useEffect, useRef } from 'react'
import { useWords } from '../texts/texts.ts'

/** Asks once more, and says what a cancellation is now: done at once, or a request to the office (B31). */
export function CancelDialog({
  booking: { number, date, time, cancel },
  onNo,
  onYes,
}: {
  readonly booking: BookingView
  readonly onNo: () => void
  readonly onYes: () => void
}) {
  const { t, language } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // what had the focus before gets it again
    return () => element?.close()
  }, [])
  const values = { number, date: formatDate(date, language, 'weekday-day-month'), time }
  const kind = cancel === 'request' ? 'request' : 'now'
  return (
    <dialog
      ref={dialog}
      aria-labelledby="cancel-title"
      aria-describedby="cancel-what"
      onCancel={(event) => {
        event.preventDefault()
        onNo()
      }}
    >
      <h2 id="cancel-title">{t('my.cancel.title', values)}</h2>
      <p id="cancel-what">{t(`my.cancel.${kind}`, values)}</p>
      <div className="acts">
        <button type="button" className="btn" autoFocus onClick={onNo}>
          {t('my.cancel.no')}
        </button>
        <button type="button" className="undo" onClick={onYes}>
          {t(kind === 'now' ? 'my.cancel.yes' : 'my.cancel.ask', values)}
        </button>
      </div>
    </dialog>
  )
}
