import { Icon } from '@cherha/ui'
import type { Screen } from '../screen.ts'
import { ActionButton } from './action-button.tsx'

/** The visitor who went to fetch something and is expected back at this window. */
export function HeldTicket({ screen }: { readonly screen: Screen }) {
  const { t, view, language, commands } = screen
  if (view.held === null) return null
  const { number, service, time } = view.held
  const short = view.office.services.find(({ id }) => id === service)?.short[language] ?? ''
  return (
    <div className="note hold held">
      <Icon name="pause" className="bars" />
      <p>
        <b>{t('held.heading', { number })}</b>
        <br />
        {t('held.lead', { service: short, time })}
      </p>
      <ActionButton screen={screen} action="resume-held" onPress={commands.resumeHeld}>
        {t('held.resume')}
      </ActionButton>
    </div>
  )
}
