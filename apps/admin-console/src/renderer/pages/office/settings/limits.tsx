import { Channel, type OfficeConfig, type Quotas } from '@cherha/shared/protocol'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { NumberField, useEditor } from './editor.tsx'

/** Shares of the channels, how far ahead they sell, and the times of the queue. */
export function Limits() {
  const t = useConsoleTexts()
  const { config, change } = useEditor()
  const set = (part: Partial<OfficeConfig>): void => change((before) => ({ ...before, ...part }))
  const { channels, horizons, rules } = config
  return (
    <>
      <h3>{t('settings.quotas')}</h3>
      <p className="hint">{t('settings.quotasHint')}</p>
      <QuotaFields path="quotas" quotas={config.quotas} onQuotas={(quotas) => set({ quotas })} />
      <div className="ticks">
        {(['online', 'terminal'] as const).map((channel) => (
          <label key={channel} className="tick">
            <input
              type="checkbox"
              checked={channels[channel]}
              onChange={(event) => set({ channels: { ...channels, [channel]: event.target.checked } })}
            />
            {t('settings.sells', { channel: t(`channel.${channel}`) })}
          </label>
        ))}
      </div>
      <h3>{t('settings.horizons')}</h3>
      <p className="hint">{t('settings.horizonsHint')}</p>
      <div className="row">
        {(['online', 'terminal'] as const).map((channel) => (
          <NumberField
            key={channel}
            path={`horizons.${channel}`}
            label={t('settings.horizon', { channel: t(`channel.${channel}`) })}
            value={horizons[channel]}
            min={0}
            max={90}
            onValue={(days) => set({ horizons: { ...horizons, [channel]: days } })}
          />
        ))}
      </div>
      <h3>{t('settings.rules')}</h3>
      <div className="row">
        <NumberField
          path="rules.noShowSeconds"
          label={t('settings.noShow')}
          hint={t('settings.noShowHint')}
          value={rules.noShowSeconds}
          min={120}
          max={900}
          onValue={(noShowSeconds) => set({ rules: { ...rules, noShowSeconds } })}
        />
        <NumberField
          path="rules.returnMinutes"
          label={t('settings.return')}
          value={rules.returnMinutes}
          min={0}
          max={120}
          onValue={(returnMinutes) => set({ rules: { ...rules, returnMinutes } })}
        />
        <NumberField
          path="rules.outageMinutes"
          label={t('settings.outage')}
          value={rules.outageMinutes}
          min={1}
          max={60}
          onValue={(outageMinutes) => set({ rules: { ...rules, outageMinutes } })}
        />
      </div>
    </>
  )
}

/** Weights of the three channels. */
export function QuotaFields({
  path,
  quotas,
  onQuotas,
}: {
  readonly path: string
  readonly quotas: Quotas
  readonly onQuotas: (quotas: Quotas) => void
}) {
  const t = useConsoleTexts()
  const { problemOf } = useEditor()
  const problem = Channel.options.every((channel) => quotas[channel] === 0) ? t('config.weights') : problemOf(path)
  return (
    <div className="row">
      {Channel.options.map((channel) => (
        <NumberField
          key={channel}
          path={`${path}.${channel}`}
          label={t(`channel.${channel}`)}
          value={quotas[channel]}
          min={0}
          max={100}
          onValue={(weight) => onQuotas({ ...quotas, [channel]: weight })}
        />
      ))}
      {problem !== null && <p className="field-problem">{problem}</p>}
    </div>
  )
}
