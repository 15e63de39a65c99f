import { type CaseView, shortestSigningPassword } from '@cherha/shared/protocol'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useModal } from '../../parts/use-modal.ts'
import { useCases, useFolder, useLook } from '../look.tsx'
import { CaseButton } from './case-button.tsx'
import { Labelled } from './field.tsx'
import { Told } from './told.tsx'
import type { Sure } from '../state/state.ts'

/** The dialog of the pages of applications that is open, if any. `onFinish` ends the service at the window. */
export function CaseDialogs({ onFinish }: { readonly onFinish: () => void }) {
  const dialog = useCases((state) => state.dialog)
  const intake = useCases((state) => state.intake.id)
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'new-key':
      return <NewKey />
    case 'unfinished':
      return intake === null ? null : <Unfinished id={intake} />
    case 'sure':
      return <AreYouSure sure={dialog} />
    case 'abandon':
      return <Abandon id={dialog.id} onDone={dialog.thenFinish ? onFinish : () => undefined} />
  }
}

function Modal({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}) {
  const { desk } = useLook()
  const modal = useModal()
  const id = useId()
  return (
    <dialog
      {...modal}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-lead`}
      onCancel={(event) => {
        event.preventDefault()
        desk.ask(null)
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-lead`} className="quiet">
        {lead}
      </p>
      {children}
    </dialog>
  )
}

/** The service was to be finished with the application half done: it needs an end of its own first. */
function Unfinished({ id }: { readonly id: string }) {
  const { desk, t } = useLook()
  const { view } = useFolder(id)
  const refusal = view === null ? null : refusalOffer(view)
  return (
    <Modal title={t('unfinished.title')} lead={t('unfinished.lead', { number: id })}>
      <div className="stacked-acts">
        <button type="button" className="btn go" onClick={() => desk.ask(null)}>
          {t('unfinished.goOn')}
        </button>
        {refusal !== null && (
          <button
            type="button"
            className="btn"
            onClick={() => {
              desk.choose(id, refusal.stage, refusal.outcome)
              desk.ask(null)
            }}
          >
            {t('unfinished.refuse')}
          </button>
        )}
        <button type="button" className="btn stop" onClick={() => desk.ask({ kind: 'abandon', id, thenFinish: true })}>
          {t('intake.abandon')}
        </button>
      </div>
    </Modal>
  )
}

function refusalOffer({ offers }: CaseView): { readonly stage: string; readonly outcome: string } | null {
  for (const { stage, outcomes } of offers) {
    const refusal = outcomes.find(({ grounds }) => grounds !== null)
    if (refusal !== undefined) return { stage, outcome: refusal.key }
  }
  return null
}

function Abandon({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { desk, t } = useLook()
  const abandon = async () => {
    const done = await desk.folders.act(id, { action: 'abandon', pressed: 'abandon', data: {} })
    if (!done) return
    desk.ask(null)
    onDone()
  }
  return (
    <Modal title={t('abandon.title')} lead={t('abandon.lead', { number: id })}>
      <Told id={id} />
      <div className="acts">
        <button type="button" className="btn" onClick={() => desk.ask(null)}>
          {t('dialog.cancel')}
        </button>
        <CaseButton id={id} pressed="abandon" className="final" onPress={() => void abandon()}>
          {t('intake.abandon')}
        </CaseButton>
      </div>
    </Modal>
  )
}

function AreYouSure({ sure: { id, title, lead, act, action } }: { readonly sure: Sure }) {
  const { desk, t } = useLook()
  const send = async () => {
    if (await desk.folders.act(id, action)) desk.ask(null)
  }
  return (
    <Modal title={title} lead={lead}>
      <Told id={id} />
      <div className="acts">
        <button type="button" className="btn" onClick={() => desk.ask(null)}>
          {t('dialog.cancel')}
        </button>
        <CaseButton id={id} pressed={action.pressed} className="final" onPress={() => void send()}>
          {act}
        </CaseButton>
      </div>
    </Modal>
  )
}

/** The first signature: a key of one's own, under a password nobody else knows and nobody can give back. */
function NewKey() {
  const { desk, t } = useLook()
  const state = useCases(({ signingKey }) => signingKey)
  const password = useRef<HTMLInputElement>(null)
  const again = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<'short' | 'different' | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [one, other] = [password.current?.value ?? '', again.current?.value ?? '']
    const wrong = [...one].length < shortestSigningPassword ? 'short' : one === other ? null : 'different'
    setProblem(wrong)
    if (wrong !== null) (wrong === 'short' ? password : again).current?.focus()
    if (wrong !== null || state === 'sending') return
    for (const field of [password.current, again.current]) if (field !== null) field.value = ''
    void desk.makeSigningKey(one)
  }
  if (state === 'made') {
    return (
      <Modal title={t('key.madeTitle')} lead={t('key.madeLead')}>
        <div className="acts">
          <button type="button" className="btn go" onClick={() => desk.ask(null)}>
            {t('key.close')}
          </button>
        </div>
      </Modal>
    )
  }
  return (
    <Modal title={t('key.title')} lead={t('key.lead')}>
      <form onSubmit={submit} className="stack">
        <Labelled
          label={t('key.password', { least: shortestSigningPassword })}
          problem={problem === 'short' ? t('key.short', { least: shortestSigningPassword }) : null}
        >
          {(ids) => (
            <input
              {...ids}
              ref={password}
              type="password"
              autoComplete="new-password"
              aria-invalid={problem === 'short'}
            />
          )}
        </Labelled>
        <Labelled label={t('key.again')} problem={problem === 'different' ? t('key.different') : null}>
          {(ids) => (
            <input
              {...ids}
              ref={again}
              type="password"
              autoComplete="new-password"
              aria-invalid={problem === 'different'}
            />
          )}
        </Labelled>
        <div role="status">
          {(state === 'away' || state === 'refused') && (
            <p className="note risk">
              <span>{t(`key.${state}`)}</span>
            </p>
          )}
        </div>
        <div className="acts">
          <button type="button" className="btn" onClick={() => desk.ask(null)}>
            {t('dialog.cancel')}
          </button>
          <button className="btn go" aria-disabled={state === 'sending'}>
            {t('key.make')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
