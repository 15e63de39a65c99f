import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../console-context.ts'
import { useConsoleTexts } from '../texts/texts.ts'

/** A question in front of the page. Escape and «not now» leave everything as it is. */
export function Dialog({
  heading,
  onClose,
  closeText,
  children,
}: {
  readonly heading: string
  readonly onClose: () => void
  /** Words of the button that closes; left out: «not now». */
  readonly closeText?: string
  readonly children: ReactNode
}) {
  const t = useConsoleTexts()
  const { store } = useConsole()
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const here = useStore(store, ({ session }) => session.stage === 'signed-in')
  useEffect(() => {
    // an open dialog blocks the rest of the document: not in front of a sign-in
    if (here) ref.current?.showModal()
    else ref.current?.close()
  }, [here])
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id}>{heading}</h2>
      {children}
      <div className="acts dialog-end">
        <button type="button" className="btn" onClick={onClose}>
          {closeText ?? t('cancel')}
        </button>
      </div>
    </dialog>
  )
}
