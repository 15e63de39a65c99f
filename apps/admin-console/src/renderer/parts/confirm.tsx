import { type ReactNode, useState } from 'react'
import type { Result } from '../api/problem.ts'
import { useWrite } from '../use-write.ts'
import { Dialog } from './dialog.tsx'
import { WriteButton, WriteNote } from './write-button.tsx'

/** A button that asks before it does what it says; the second button names what that is. */
export function Confirm<T>({
  button,
  heading,
  action,
  final = false,
  work,
  onDone,
  children,
}: {
  readonly button: string
  readonly heading: string
  readonly action: string
  /** Nothing brings it back: the second button is red. */
  readonly final?: boolean
  readonly work: () => Promise<Result<T>>
  readonly onDone: (value: T) => void
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const write = useWrite<T>()
  const run = async (): Promise<void> => {
    const answer = await write.run(work)
    if (answer?.ok !== true) return
    setOpen(false)
    write.reset()
    onDone(answer.value)
  }
  return (
    <>
      <button type="button" className="btn stop small" onClick={() => setOpen(true)}>
        {button}
      </button>
      {open && (
        <Dialog heading={heading} onClose={() => setOpen(false)}>
          {children}
          <WriteNote state={write.state} />
          <WriteButton state={write.state} tone={final ? 'final' : 'go'} onClick={() => void run()}>
            {action}
          </WriteButton>
        </Dialog>
      )}
    </>
  )
}
