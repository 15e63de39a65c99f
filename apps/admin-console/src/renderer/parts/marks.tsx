import { useConsole } from '../console-context.ts'
import { numberText } from '../model/format.ts'
import { meanMark } from '../model/marks.ts'
import { Fact } from '../pages/office/devices.tsx'
import { useConsoleTexts } from '../texts/texts.ts'

/** The marks visitors gave, counted; none belongs to anybody (I21). */
export function Marks({ counts }: { readonly counts: readonly number[] | undefined }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  // a server of an earlier version counts none
  if (counts === undefined) return null
  const mean = meanMark(counts)
  return (
    <section className="panel" aria-labelledby="marks">
      <h2 id="marks">{t('marks.heading')}</h2>
      {mean === null ? (
        <p className="quiet">{t('marks.none')}</p>
      ) : (
        <dl className="facts">
          <Fact label={t('marks.mean')}>
            <span className="big">{numberText(mean, language)}</span>
          </Fact>
          {counts.map((count, index) => (
            <Fact key={index + 1} label={t('marks.mark', { mark: index + 1 })}>
              <span className="big">{numberText(count, language)}</span>
            </Fact>
          ))}
        </dl>
      )}
    </section>
  )
}
