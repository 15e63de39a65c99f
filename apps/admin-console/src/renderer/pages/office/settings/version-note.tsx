import type { AdminOffice, VersionChanged } from '@cherha/shared/protocol'
import { useState } from 'react'
import { useConsole } from '../../../console-context.ts'
import { rebase } from '../../../model/config-changes.ts'
import { pathWords } from '../../../model/config-text.ts'
import type { Draft } from '../../../model/drafts.ts'
import { momentText } from '../../../model/format.ts'
import { Note } from '../../../parts/badge.tsx'
import { WriteButton, WriteNote } from '../../../parts/write-button.tsx'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { useWrite } from '../../../use-write.ts'

/** Somebody saved in between: who, what, and a way to have both. What was typed stays whatever is pressed. */
export function VersionNote({
  error,
  office,
  draft,
  onDraft,
  reload,
}: {
  readonly error: VersionChanged['error']
  readonly office: AdminOffice
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly reload: () => Promise<void>
}) {
  const t = useConsoleTexts()
  const console = useConsole()
  const write = useWrite<AdminOffice>()
  const [stuck, setStuck] = useState(false)
  const { code, timeZone } = office.config
  const join = async (): Promise<void> => {
    const answer = await write.run(() => console.routes.office(code))
    if (answer?.ok !== true) return
    const { config: theirs, version } = answer.value
    const joined = rebase(draft.base, draft.config, theirs)
    setStuck(joined === null)
    if (joined === null) return
    onDraft({ base: theirs, version, config: joined.config, raw: draft.raw })
    await reload()
  }
  return (
    <Note
      tone="risk"
      loud
      heading={t('version.heading', { who: error.by, time: momentText(error.at, console.client.now(), timeZone) })}
    >
      <p>{t('version.lead')}</p>
      <ul className="details">
        {error.changed.map((path) => (
          <li key={path}>{pathWords(path, t)}</li>
        ))}
      </ul>
      {stuck && <p>{t('version.stuck')}</p>}
      <WriteNote state={write.state} />
      <WriteButton state={write.state} tone="plain" onClick={() => void join()}>
        {t('version.join')}
      </WriteButton>
    </Note>
  )
}
