import { type FormEvent, useId, useState } from 'react'
import type { TranslateDesk } from '../texts/texts.ts'
import { useModal } from './use-modal.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly note?: string
}
export interface ChoiceGroup {
  readonly name: string
  readonly legend: string
  readonly choices: readonly Choice[]
}

export interface ChoiceDialogProps {
  readonly t: TranslateDesk
  readonly title: string
  readonly lead: string
  /** One answer is chosen from each; nothing is chosen beforehand. */
  readonly groups: readonly ChoiceGroup[]
  readonly submit: string
  /** It cannot be undone. */
  readonly final?: boolean
  /** The chosen value of each group, by its name. */
  readonly onSubmit: (chosen: Readonly<Record<string, string>>) => void
  readonly onClose: () => void
}

/** Asks for a reason, a target or a plain yes before a command goes out. Escape and «Back» change nothing. */
export function ChoiceDialog({ t, title, lead, groups, submit, final = false, onSubmit, onClose }: ChoiceDialogProps) {
  const modal = useModal()
  const id = useId()
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const ready = groups.every(({ name }) => chosen[name] !== undefined)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (ready) onSubmit(chosen)
  }
  return (
    <dialog
      {...modal}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-lead`}
      className={groups.length > 1 ? 'wide' : ''}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <form onSubmit={send}>
        <h2 id={`${id}-title`}>{title}</h2>
        <p id={`${id}-lead`} className="quiet">
          {lead}
        </p>
        <div className="groups">
          {groups.map((group) => (
            <fieldset key={group.name}>
              <legend>{group.legend}</legend>
              {group.choices.map(({ value, label, note }) => (
                <label key={value}>
                  <input
                    type="radio"
                    name={group.name}
                    value={value}
                    checked={chosen[group.name] === value}
                    onChange={() => setChosen({ ...chosen, [group.name]: value })}
                  />
                  <span>{label}</span>
                  {note !== undefined && <small>{note}</small>}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <button className={`btn ${final ? 'final' : 'go'}${ready ? '' : ' off'}`} aria-disabled={!ready}>
            {submit}
          </button>
        </div>
      </form>
    </dialog>
  )
}
