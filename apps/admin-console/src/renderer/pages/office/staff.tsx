import type { AdminStaff, Done } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { pinPattern } from '../../model/patterns.ts'
import { may } from '../../model/permissions.ts'
import { Badge } from '../../parts/badge.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { Shown } from '../../parts/loading.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { WriteButton, WriteNote } from '../../parts/write-button.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useLoad } from '../../use-load.ts'
import { useWrite } from '../../use-write.ts'
import { AddStaff } from './add-staff.tsx'
import { PostDialog } from './post-dialog.tsx'
import type { TabProps } from './tab-props.ts'

type Person = AdminStaff['staff'][number]

/** Who works at the office: roles, PINs, and whether they may sign in. */
export function StaffTab({ office, reload }: TabProps) {
  const t = useConsoleTexts()
  const { routes, me } = useConsole()
  const { code } = office.config
  const loaded = useLoad(`staff ${code}`, () => routes.staff(code))
  const changed = async (): Promise<void> => {
    await Promise.all([loaded.reload(), reload()])
  }
  const units = [...new Set(loaded.value?.staff.flatMap(({ post }) => post?.unit ?? []))].toSorted()
  const columns: readonly Column<Person>[] = [
    {
      key: 'name',
      head: t('staff.name'),
      cell: ({ name, login }) => (
        <>
          {name}
          <small>{login}</small>
        </>
      ),
    },
    { key: 'role', head: t('staff.role'), cell: ({ role }) => t(`staffRole.${role}`) },
    { key: 'post', head: t('post.head'), cell: ({ post }) => <PostCell post={post} /> },
    { key: 'state', head: t('staff.state'), cell: (person) => <State person={person} /> },
    ...(may(me, 'change-staff')
      ? [
          {
            key: 'acts',
            head: t('staff.acts'),
            hideHead: true,
            cell: (person: Person) => <Acts code={code} person={person} units={units} changed={changed} />,
          },
        ]
      : []),
  ]
  return (
    <>
      <section className="panel" aria-labelledby="staff">
        <h2 id="staff">{t('office.staff')}</h2>
        <Shown loaded={loaded}>
          {({ staff }) => (
            <Table
              caption={t('office.staff')}
              rows={staff}
              keyOf={({ login }) => login}
              empty={t('none')}
              columns={columns}
            />
          )}
        </Shown>
      </section>
      {may(me, 'change-staff') && <AddStaff code={code} units={units} changed={changed} />}
    </>
  )
}

function PostCell({ post }: { readonly post: Person['post'] }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  if (post === null) return <span className="quiet">{t('post.none')}</span>
  return (
    <>
      {post.title[language]}
      <small>
        {post.unit}: {post.roles.map((role) => t(`caseRole.${role}`)).join(', ')}
      </small>
    </>
  )
}

function State({ person }: { readonly person: Person }) {
  const t = useConsoleTexts()
  if (person.disabled) return <Badge tone="stop">{t('staff.disabled')}</Badge>
  if (!person.hasPin) return <Badge tone="idle">{t('staff.noPin')}</Badge>
  return <Badge tone="done">{t('staff.active')}</Badge>
}

function Acts({
  code,
  person,
  units,
  changed,
}: {
  readonly code: string
  readonly person: Person
  readonly units: readonly string[]
  readonly changed: () => Promise<void>
}) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const write = useWrite<Done>()
  const [pin, setPin] = useState(false)
  const [post, setPost] = useState(false)
  const { login, name } = person
  const enable = async (): Promise<void> => {
    const answer = await write.run(() => routes.switchStaff(code, login, 'enable'))
    if (answer?.ok === true) await changed()
  }
  return (
    <>
      <div className="acts">
        <button type="button" className="btn small" onClick={() => setPin(true)}>
          {t('staff.newPin')}
          <span className="vh"> {name}</span>
        </button>
        <button type="button" className="btn small" onClick={() => setPost(true)}>
          {t('post.edit')}
          <span className="vh"> {name}</span>
        </button>
        {person.disabled ? (
          <WriteButton state={write.state} tone="plain" small onClick={() => void enable()}>
            {t('staff.enable')}
          </WriteButton>
        ) : (
          <Confirm
            button={t('staff.disable')}
            heading={t('staff.disableHeading', { name })}
            action={t('staff.disableAction')}
            work={() => routes.switchStaff(code, login, 'disable')}
            onDone={() => void changed()}
          >
            <p>{t('staff.disableLead')}</p>
          </Confirm>
        )}
      </div>
      <WriteNote state={write.state} />
      {post && (
        <PostDialog code={code} person={person} units={units} changed={changed} onClose={() => setPost(false)} />
      )}
      {pin && <NewPin code={code} person={person} changed={changed} onClose={() => setPin(false)} />}
    </>
  )
}

function NewPin({
  code,
  person,
  changed,
  onClose,
}: {
  readonly code: string
  readonly person: Person
  readonly changed: () => Promise<void>
  readonly onClose: () => void
}) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const write = useWrite<Done>()
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const wrong = !pinPattern.test(pin)
    setProblem(wrong ? t('field.pin') : null)
    if (wrong) return
    const answer = await write.run(() => routes.setPin(code, person.login, pin))
    if (answer?.ok === true) await changed()
  }
  const done = write.state.stage === 'done'
  return (
    <Dialog
      heading={t('staff.pinHeading', { name: person.name })}
      onClose={onClose}
      {...(done ? { closeText: t('close') } : {})}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        {!done && (
          <Field
            label={t('staff.pin')}
            hint={t('staff.pinHint')}
            problem={problem}
            value={pin}
            onChange={(event) => setPin(event.target.value)}
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
          />
        )}
        <WriteNote state={write.state} done={t('staff.pinSet')} />
        {!done && <WriteButton state={write.state}>{t('staff.setPin')}</WriteButton>}
      </form>
    </Dialog>
  )
}
