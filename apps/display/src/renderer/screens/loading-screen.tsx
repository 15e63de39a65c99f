import { Head } from '../parts/head.tsx'
import { Heading } from '../parts/heading.tsx'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'

/** The frame of the board with dashes. */
export function LoadingScreen({ now, tall }: { now: number; tall: boolean }) {
  const called = (
    <section>
      <Heading id="now" level={1} uk={uk.sections.called} en={en.sections.called} />
      <p className="dash">–</p>
    </section>
  )
  const others = (['serving', 'next', 'free'] as const).map((name) => (
    <section key={name}>
      <Heading id={name} uk={uk.sections[name]} {...(tall || name !== 'free' ? { en: en.sections[name] } : {})} />
      <p className="dash">–</p>
    </section>
  ))
  return (
    <>
      <Head office={null} now={now} tall={tall} />
      {tall ? (
        <main>
          {called}
          {others}
        </main>
      ) : (
        <main className="wide">
          <div className="stack">
            {called}
            {others[0]}
          </div>
          <div className="stack">{others.slice(1)}</div>
        </main>
      )}
      <footer className="line" />
    </>
  )
}
