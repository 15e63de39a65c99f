import { priorityLetter } from '@cherha/shared/text'
import { useLanguage } from '@cherha/ui'
import { problemText, type ScreenProps } from '../kiosk.ts'
import { BackKey, Big } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

/** The visitor declares a priority category; the proof is checked at the window (Law 1664-IX). */
export function PriorityScreen({ kiosk, screen }: ScreenProps<'priority'>) {
  const t = useT()
  const language = useLanguage()
  const { view, dispatch, commands, today } = kiosk
  const declare = (category: string): void => {
    if (screen.at === 'registration') dispatch({ do: 'declare-priority', category })
    else void commands.visit('check-in', today, { priority: category })
  }
  return (
    <Page
      kiosk={kiosk}
      title={t('priority.title')}
      note={t('priority.note')}
      problem={screen.problem && problemText(screen.problem, language, t)}
      {...(screen.at === 'registration' ? { step: { path: 'priority' as const, name: 'priority' as const } } : {})}
      label={t('priority.group')}
      className="tight"
      foot={<BackKey kiosk={kiosk} />}
    >
      {view.priorityCategories.map((category) => (
        <Big
          key={category.code}
          title={category.title[language]}
          plate={priorityLetter}
          pending={screen.sending === category.code}
          disabled={screen.sending !== null}
          onPress={() => declare(category.code)}
        />
      ))}
    </Page>
  )
}
