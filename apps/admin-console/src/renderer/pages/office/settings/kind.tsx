import { type OfficeConfig, OfficeKind } from '@cherha/shared/protocol'
import { Choice } from '../../../parts/field.tsx'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { TextField, useEditor } from './editor.tsx'

/** What the office is; an authorised entity names the body or unit it works for. */
export function Kind() {
  const t = useConsoleTexts()
  const { config, change, problemOf } = useEditor()
  const kind = config.kind ?? 'unit'
  return (
    <div className="row">
      <Choice
        label={t('settings.kind')}
        problem={problemOf('kind')}
        value={kind}
        onChange={(event) => {
          const chosen = OfficeKind.parse(event.target.value)
          change((before) => withKind(before, chosen))
        }}
      >
        {OfficeKind.options.map((one) => (
          <option key={one} value={one}>
            {t(`kind.${one}`)}
          </option>
        ))}
      </Choice>
      {kind === 'authorised-entity' && (
        <TextField
          path="servingOffice"
          label={t('settings.servingOffice')}
          hint={t('settings.servingOfficeHint')}
          inputMode="numeric"
          maxLength={4}
          className="short"
          value={config.servingOffice ?? ''}
          onText={(code) => change((before) => withServing(before, code.trim()))}
        />
      )}
    </div>
  )
}

/** A serving office goes with an authorised entity, and only with it. */
function withKind({ servingOffice, ...rest }: OfficeConfig, kind: OfficeKind): OfficeConfig {
  const keeps = kind === 'authorised-entity' && servingOffice !== undefined
  return { ...rest, kind, ...(keeps ? { servingOffice } : {}) }
}

function withServing(config: OfficeConfig, code: string): OfficeConfig {
  if (code !== '') return { ...config, servingOffice: code }
  const rest = { ...config }
  delete rest.servingOffice
  return rest
}
