import type { AdminStaff, Done } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { draftOf, postOf, type PostProblem } from '../../model/post-draft.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { WriteButton, WriteNote } from '../../parts/write-button.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useWrite } from '../../use-write.ts'
import { PostFields } from './post-fields.tsx'

/** What a person does in applications, changed in front of the page. */
export function PostDialog({
  code,
  person,
  units,
  changed,
  onClose,
}: {
  readonly code: string
  readonly person: AdminStaff['staff'][number]
  readonly units: readonly string[]
  readonly changed: () => Promise<void>
  readonly onClose: () => void
}) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const write = useWrite<Done>()
  const [draft, setDraft] = useState(() => draftOf(person.post))
  const [wrong, setWrong] = useState<readonly PostProblem[]>([])
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const read = postOf(draft)
    setWrong(read.ok ? [] : read.wrong)
    if (!read.ok) return
    const answer = await write.run(() => routes.setPost(code, person.login, { post: read.post }))
    if (answer?.ok === true) await changed()
  }
  const done = write.state.stage === 'done'
  return (
    <Dialog
      heading={t('post.editHeading', { name: person.name })}
      onClose={onClose}
      {...(done ? { closeText: t('close') } : {})}
    >
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        {!done && (
          <>
            <p>{t('post.lead')}</p>
            <PostFields draft={draft} wrong={wrong} units={units} onDraft={setDraft} />
          </>
        )}
        <WriteNote state={write.state} done={t('post.saved')} />
        {!done && (
          <div className="acts">
            <WriteButton state={write.state}>{t('post.save')}</WriteButton>
          </div>
        )}
      </form>
    </Dialog>
  )
}
