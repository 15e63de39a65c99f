import { useId } from 'react'
import { caseRoles, type PostDraft, type PostProblem } from '../../model/post-draft.ts'
import { Field } from '../../parts/field.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'

/** Unit, job title and roles of a person in applications. */
export function PostFields({
  draft,
  wrong,
  units,
  onDraft,
}: {
  readonly draft: PostDraft
  readonly wrong: readonly PostProblem[]
  /** Units the office's people are in already. */
  readonly units: readonly string[]
  readonly onDraft: (draft: PostDraft) => void
}) {
  const t = useConsoleTexts()
  const list = useId()
  const required = (field: PostProblem): string | null => (wrong.includes(field) ? t('field.required') : null)
  return (
    <div className="stack">
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.has}
          onChange={({ target }) => onDraft({ ...draft, has: target.checked })}
        />
        {t('post.has')}
      </label>
      {draft.has && (
        <>
          <div className="row">
            <Field
              label={t('post.unit')}
              hint={t('post.unitHint')}
              problem={wrong.includes('unit') ? t('post.wrongUnit') : null}
              list={list}
              autoComplete="off"
              autoCapitalize="none"
              maxLength={40}
              value={draft.unit}
              onChange={({ target }) => onDraft({ ...draft, unit: target.value })}
            />
            <datalist id={list}>
              {units.map((unit) => (
                <option key={unit} value={unit} />
              ))}
            </datalist>
            <Field
              label={t('post.titleUk')}
              lang="uk"
              problem={required('uk')}
              value={draft.uk}
              onChange={({ target }) => onDraft({ ...draft, uk: target.value })}
            />
            <Field
              label={t('post.titleEn')}
              lang="en"
              problem={required('en')}
              value={draft.en}
              onChange={({ target }) => onDraft({ ...draft, en: target.value })}
            />
          </div>
          <fieldset>
            <legend>{t('post.roles')}</legend>
            <div className="ticks">
              {caseRoles.map((role) => (
                <label key={role} className="tick">
                  <input
                    type="checkbox"
                    checked={draft.roles.includes(role)}
                    onChange={({ target }) =>
                      onDraft({
                        ...draft,
                        roles: target.checked ? [...draft.roles, role] : draft.roles.filter((one) => one !== role),
                      })
                    }
                  />
                  {t(`caseRole.${role}`)}
                </label>
              ))}
            </div>
            {wrong.includes('roles') && (
              <p className="field-problem" role="alert">
                {t('post.noRoles')}
              </p>
            )}
          </fieldset>
        </>
      )}
    </div>
  )
}
