import { type Done, StaffRole } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { idPattern, pinPattern } from '../../model/patterns.ts'
import { draftOf, postOf, type PostProblem } from '../../model/post-draft.ts'
import { problemText } from '../../model/problem-text.ts'
import { Choice, Field } from '../../parts/field.tsx'
import { WriteButton, WriteNote } from '../../parts/write-button.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useWrite } from '../../use-write.ts'
import { PostFields } from './post-fields.tsx'

const empty = { login: '', name: '', role: 'clerk' as StaffRole, pin: '' }
const own = ['login', 'name', 'role', 'pin'] as const

/** A new person at the office, with the PIN that they sign in with at the desk. */
export function AddStaff({
  code,
  units,
  changed,
}: {
  readonly code: string
  readonly units: readonly string[]
  readonly changed: () => Promise<void>
}) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const write = useWrite<Done>()
  const [person, setPerson] = useState(empty)
  const [problems, setProblems] = useState<Partial<Record<(typeof own)[number], string>>>({})
  const [added, setAdded] = useState('')
  const [draft, setDraft] = useState(() => draftOf(null))
  const [wrongPost, setWrongPost] = useState<readonly PostProblem[]>([])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const wrong = {
      ...(idPattern.test(person.login) ? {} : { login: t(person.login === '' ? 'field.required' : 'field.id') }),
      ...(person.name.trim() === '' ? { name: t('field.required') } : {}),
      ...(pinPattern.test(person.pin) ? {} : { pin: t('field.pin') }),
    }
    const read = postOf(draft)
    setProblems(wrong)
    setWrongPost(read.ok ? [] : read.wrong)
    if (Object.keys(wrong).length > 0 || !read.ok) return write.reset()
    const post = read.post === null ? {} : { post: read.post }
    const answer = await write.run(() => routes.addStaff(code, { ...person, name: person.name.trim(), ...post }))
    if (answer?.ok !== true) return
    setAdded(person.name.trim())
    setPerson(empty)
    setDraft(draftOf(null))
    await changed()
  }
  const field = (name: (typeof own)[number]) => {
    const { state } = write
    const fromServer = state.stage === 'failed' && state.problem.field === name ? problemText(state.problem, t) : null
    return {
      label: t(`staff.${name}`),
      problem: problems[name] ?? fromServer,
      value: person[name],
      onChange: (event: { target: { value: string } }) => setPerson({ ...person, [name]: event.target.value }),
    }
  }
  return (
    <section className="panel" aria-labelledby="add-staff">
      <h2 id="add-staff">{t('staff.addHeading')}</h2>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <div className="row">
          <Field {...field('name')} autoComplete="off" maxLength={80} />
          <Field {...field('login')} hint={t('staff.loginHint')} autoComplete="off" autoCapitalize="none" />
          <Choice {...field('role')}>
            {StaffRole.options.map((role) => (
              <option key={role} value={role}>
                {t(`staffRole.${role}`)}
              </option>
            ))}
          </Choice>
          <Field {...field('pin')} hint={t('staff.pinHint')} inputMode="numeric" autoComplete="off" maxLength={12} />
        </div>
        <PostFields draft={draft} wrong={wrongPost} units={units} onDraft={setDraft} />
        <WriteNote state={write.state} done={t('staff.added', { name: added })} fields={own} />
        <div className="acts">
          <WriteButton state={write.state}>{t('staff.add')}</WriteButton>
        </div>
      </form>
    </section>
  )
}
