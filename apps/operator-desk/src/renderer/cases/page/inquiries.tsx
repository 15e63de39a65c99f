import type { CaseView, StageOffer } from '@cherha/shared/protocol'
import { Status } from '../../parts/status.tsx'
import { inquiryState } from '../model/documents.ts'
import { fullDay } from '../model/left.ts'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { Labelled } from '../parts/field.tsx'

/** What has been asked of others in this stage, and what can be asked. A payment is checked at the window only. */
export function StageInquiries({ view, offer }: { readonly view: CaseView; readonly offer: StageOffer }) {
  const { desk, t, say } = useLook()
  const [typed, type] = useForm(`inquiry ${view.id} ${offer.stage}`)
  const sent = view.inquiries.filter(({ stage }) => stage === offer.stage)
  const possible = offer.inquiries.filter(({ connector }) => connector !== 'check')
  if (sent.length === 0 && possible.length === 0) return null
  const chosen = possible.find(({ key }) => key === typed['inquiry'])
  const text = typeof typed['text'] === 'string' ? typed['text'] : ''
  return (
    <div className="inquiries">
      <h3>{t('case.inquiries')}</h3>
      <ul className="docs">
        {sent.map((inquiry) => {
          const [look, word] = inquiryState(inquiry)
          return (
            <li key={inquiry.id}>
              <span className="doc-name">
                {say(inquiry.title)}
                <small>
                  {t('case.sentOn', { day: fullDay(inquiry.sentOn) })}
                  {inquiry.due !== null && `, ${t('case.answerDue', { day: fullDay(inquiry.due) })}`}
                </small>
              </span>
              <Status kind={look}>{t(`case.doc.${word}`, { count: 0 })}</Status>
              {inquiry.mayClose && (
                <CaseButton
                  id={view.id}
                  pressed={`close ${inquiry.id}`}
                  className="small"
                  onPress={() =>
                    desk.ask({
                      kind: 'sure',
                      id: view.id,
                      title: t('case.closeSure'),
                      lead: t('case.closeSureLead', { inquiry: say(inquiry.title) }),
                      act: t('case.closeInquiry'),
                      action: { action: 'close-inquiry', pressed: `close ${inquiry.id}`, data: { id: inquiry.id } },
                    })
                  }
                >
                  {t('case.closeInquiry')}
                </CaseButton>
              )}
            </li>
          )
        })}
      </ul>
      {possible.length > 0 && (
        <div className="fields ask">
          <Labelled label={t('case.newInquiry')}>
            {(ids) => (
              <select {...ids} value={chosen?.key ?? ''} onChange={(event) => type('inquiry', event.target.value)}>
                <option value="">{t('cases.choose')}</option>
                {possible.map(({ key, title }) => (
                  <option key={key} value={key}>
                    {say(title)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          {chosen?.letter === true && (
            <Labelled label={t('case.inquiryText')} optional wide>
              {(ids) => (
                <textarea
                  {...ids}
                  rows={3}
                  maxLength={2000}
                  value={text}
                  onChange={(event) => type('text', event.target.value)}
                />
              )}
            </Labelled>
          )}
          <CaseButton
            id={view.id}
            pressed={`ask ${offer.stage}`}
            className="small"
            off={chosen === undefined}
            onPress={() => {
              if (chosen === undefined) return
              void desk.folders.act(view.id, {
                action: 'send-inquiry',
                pressed: `ask ${offer.stage}`,
                stage: offer.stage,
                data: {
                  inquiry: chosen.key,
                  id: crypto.randomUUID(),
                  ...(text.trim() === '' ? {} : { text: text.trim() }),
                },
                clears: [`inquiry ${view.id} ${offer.stage}`],
              })
            }}
          >
            {t(chosen?.letter === false ? 'case.check' : 'case.sendInquiry')}
          </CaseButton>
        </div>
      )}
    </div>
  )
}
