import { NameKeyboard, useLanguage } from '@cherha/ui'
import { useRef } from 'react'
import { commentLength } from '@cherha/shared/protocol'
import { forget, problemText, type ScreenProps } from '../kiosk.ts'
import { BackKey, GoKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { keyboardLabels } from '../parts/keyboard-labels.ts'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'
import { Returns } from './visit-done.tsx'

const ratings = [1, 2, 3, 4, 5] as const

/** How it was, from 1 to 5, and a comment for who wants; no name (I18–I21). */
export function FeedbackScreen({ kiosk, screen }: ScreenProps<'feedback'>) {
  const t = useT()
  const language = useLanguage()
  const { flow, dispatch, commands } = kiosk
  const target = useRef<HTMLInputElement>(null)
  const { rating, comment } = flow.info
  return (
    <Page
      kiosk={kiosk}
      title={t('feedback.title')}
      note={t('feedback.note')}
      problem={screen.problem && problemText(screen.problem, language, t)}
      label={t('feedback.title')}
      className="compact"
      foot={
        <>
          <BackKey kiosk={kiosk} />
          {rating !== null && (
            <GoKey icon={null} pending={screen.sending} onPress={() => void commands.giveFeedback()}>
              {t('feedback.send')}
            </GoKey>
          )}
        </>
      }
    >
      <div className="ratings" role="group" aria-label={t('feedback.rating')}>
        {ratings.map((one) => (
          <button
            key={one}
            type="button"
            className={one === rating ? 'key is-on' : 'key'}
            aria-pressed={one === rating}
            onClick={() => dispatch({ do: 'rate', rating: one })}
          >
            <span>
              {one} <small>{t(`feedback.${one}`)}</small>
            </span>
          </button>
        ))}
      </div>
      <div className="fields">
        <Field
          label={t('feedback.comment')}
          hint={t('name.if-any')}
          value={comment}
          maxLength={commentLength}
          onChange={(value) => dispatch({ do: 'type-info', field: 'comment', value })}
          target={target}
          first={flow.speech}
        />
      </div>
      <NameKeyboard
        target={target}
        labels={keyboardLabels(t)}
        order={flow.speech ? 'alphabet' : 'typewriter'}
        first={language === 'en' ? 'latin' : 'ukrainian'}
        letters="sentence"
      />
    </Page>
  )
}

/** Thanks; nothing of it stays on the screen. */
export function FeedbackDoneScreen({ kiosk }: ScreenProps<'feedback-done'>) {
  const t = useT()
  return (
    <Page
      kiosk={kiosk}
      title={t('feedback.thanks')}
      note={t('feedback.thanks.note')}
      label={t('feedback.thanks')}
      foot={
        <GoKey icon={null} onPress={() => forget(kiosk)}>
          {t('done')}
        </GoKey>
      }
    >
      <Returns kiosk={kiosk} />
    </Page>
  )
}
